/**
 * The worker thread of a SQLite store: it alone touches the file. Calls are answered in the order in which they
 * came; appends that wait one behind the other share a commit.
 */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { InquestError } from "../core/errors.js";
import type { AppendRequest } from "../core/ports/store.js";
import { inclusionProof } from "./inclusion-proof.js";
import { openReader, openWriter } from "./sqlite-open.js";
import type { SqliteReader } from "./sqlite-reader.js";
import { verifyRecord } from "./verify-record.js";
import {
  type ReaderApi,
  toWire,
  type WorkerCall,
  type WorkerReply,
  type WorkerStart,
  type WriterApi,
} from "./worker-protocol.js";

const GROUP_REQUESTS = 64;
const GROUP_BYTES = 8 * 1024 * 1024;

type Handlers = Readonly<Record<string, (...args: never[]) => unknown>>;
type AppendAll = ReturnType<typeof openWriter>["writer"]["append"];

interface Service {
  readonly handlers: Handlers;
  /** Null in a worker that only reads. */
  readonly appendAll: AppendAll | null;
}

function openService(start: WorkerStart): Service {
  if (start.kind === "reader") {
    const { connection, reader } = openReader(start.file);
    const handlers: ReaderApi = {
      ...readings(reader),
      verify: (request) => connection.reading(() => verifyRecord(reader.record, request)),
      inclusionProof: (stream, seq) => connection.reading(() => inclusionProof(reader.record, stream, seq)),
      exportHeader: (stream, size) => connection.reading(() => reader.exportHeader(stream, size)),
      labelledBody: (stream, id) => reader.labelledBody(stream, id),
      close: () => connection.close(),
    };
    return { handlers: { ...handlers }, appendAll: null };
  }
  const { connection, reader, writer } = openWriter(start);
  const handlers: Omit<WriterApi, "append"> = {
    ...readings(reader),
    create: (stream, salt, at) => writer.create(stream, salt, at),
    acquire: (stream, holder, ttlMs, now) => writer.acquire(stream, holder, ttlMs, now),
    renew: (lease, ttlMs, now) => writer.renew(lease, ttlMs, now),
    release: (lease) => writer.release(lease),
    sign: (stream, at) => writer.sign(stream, at),
    seal: (stream, at) => writer.seal(stream, at),
    erase: (request) => writer.erase(request),
    rotate: (key) => writer.rotate(key),
    close: () => connection.close(),
  };
  return { handlers: { ...handlers }, appendAll: (requests) => writer.append(requests) };
}

function readings(reader: SqliteReader) {
  return {
    body: (stream: string, id: string) => reader.body(stream, id),
    begin: (stream: string, from: number) => reader.begin(stream, from),
    chunk: (stream: string, from: number, to: number) => reader.chunk(stream, from, to),
    epoch: () => reader.epoch(),
    info: (stream: string) => reader.info(stream),
    list: () => reader.list(),
    installation: () => reader.installation(),
  };
}

/** Answers calls until the port closes. */
function serve(port: MessagePort, { handlers, appendAll }: Service): void {
  let waiting: WorkerCall[] = [];

  const reply = (message: WorkerReply) => port.postMessage(message, transferable(message));

  const answer = (call: WorkerCall) => {
    const { id, method, args } = call;
    try {
      const handler = handlers[method];
      if (handler === undefined) throw new InquestError("INTERNAL", notOffered(method));
      reply({ kind: "done", id, value: handler(...(args as never[])) });
    } catch (error) {
      reply({ kind: "failed", id, error: toWire(error) });
    }
    if (method === "close") port.close();
  };

  const answerAppends = (calls: readonly WorkerCall[], append: AppendAll) => {
    const outcomes = append(calls.map(requestOf));
    for (const [index, { id }] of calls.entries()) {
      const outcome = outcomes[index];
      if (outcome?.kind === "done") reply({ kind: "done", id, value: outcome.result });
      else reply({ kind: "failed", id, error: toWire(outcome?.error) });
    }
  };

  const drain = () => {
    const calls = waiting;
    waiting = [];
    for (let at = 0; at < calls.length; ) {
      const group = appendAll === null ? [] : leadingAppends(calls, at);
      const call = calls[at];
      if (appendAll !== null && group.length > 0) answerAppends(group, appendAll);
      else if (call !== undefined) answer(call);
      at += Math.max(1, group.length);
    }
  };

  port.on("message", (call: WorkerCall) => {
    // What has arrived by then is handled in one go.
    if (waiting.push(call) === 1) setImmediate(drain);
  });
}

/** The appends that wait from `at` on without another call between them, up to the size of a group. */
function leadingAppends(calls: readonly WorkerCall[], at: number): readonly WorkerCall[] {
  let bytes = 0;
  let end = at;
  for (; end < Math.min(calls.length, at + GROUP_REQUESTS); end += 1) {
    const call = calls[end];
    if (call?.method !== "append") break;
    bytes += requestOf(call).bodies.reduce((sum, body) => sum + body.bytes.length, 0);
    if (bytes > GROUP_BYTES && end > at) break;
  }
  return calls.slice(at, end);
}

function requestOf(call: WorkerCall): AppendRequest {
  return call.args[0] as AppendRequest;
}

/** Memory that is handed over instead of copied: bytes that nobody else in this thread holds. */
function transferable(message: WorkerReply): ArrayBuffer[] {
  if (message.kind !== "done" || typeof message.value !== "object" || message.value === null) return [];
  const bytes = "bytes" in message.value ? message.value.bytes : message.value;
  const owned = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength;
  return owned && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}

function notOffered(method: string) {
  const remedy = "open the store for writing";
  return { what: `a store opened for reading offers no \`${method}\``, where: "the journal", remedy };
}

if (parentPort !== null) {
  try {
    serve(parentPort, openService(workerData as WorkerStart));
    parentPort.postMessage({ kind: "open" } satisfies WorkerReply);
  } catch (error) {
    parentPort.postMessage({ kind: "unusable", error: toWire(error) } satisfies WorkerReply);
    parentPort.close();
  }
}
