/** The thread for large bytes. An answer goes back in slices, so that no message keeps the main thread for long. */
import { parentPort } from "node:worker_threads";
import type { TelemetryRecord } from "../../core/record.js";
import type { ByteAnswer, ByteRequest } from "./byte-messages.js";
import { readWork, redactWork } from "./byte-work.js";

/** What one message may hold of an answer, by the size of the source bytes behind it, and by number. */
const SLICE_BYTES = 131_072;
const SLICE_RECORDS = 1_000;

const jobs = new Map<number, readonly TelemetryRecord[]>();

async function answer(request: ByteRequest): Promise<ByteAnswer> {
  switch (request.kind) {
    case "redact":
      return { kind: "redacted", work: redactWork(request.bytes, request.key, request.salt) };
    case "records":
      return { kind: "records", records: slice(request.job, request.from) };
    case "read": {
      const parse = await parserOf(request.module, request.name);
      const work = readWork((bytes) => parse(bytes, request.query), request.bytes, request.salt);
      if (work.kind === "unreadable") return work;
      jobs.set(request.job, work.answer.records);
      return {
        kind: "head",
        answer: { ...work.answer, records: [] },
        total: work.answer.records.length,
        body: work.body,
      };
    }
  }
}

async function parserOf(module: string, name: string): Promise<(bytes: Uint8Array, query: unknown) => unknown> {
  const loaded: Record<string, unknown> = await import(module);
  const parse = loaded[name];
  if (typeof parse !== "function") throw new TypeError(`no parser named ${name} is exported`);
  return (bytes, query) => parse(bytes, query);
}

function slice(job: number, from: number): readonly TelemetryRecord[] {
  const records = jobs.get(job) ?? [];
  let to = from;
  for (let size = 0; to < records.length && to - from < SLICE_RECORDS; to++) {
    const [begin = 0, end = 0] = records[to]?.at ?? [];
    if (to > from && size + (end - begin) > SLICE_BYTES) break;
    size += end - begin;
  }
  if (to >= records.length) jobs.delete(job);
  return records.slice(from, to);
}

function transferable(reply: ByteAnswer): ArrayBuffer[] {
  const bytes = reply.kind === "redacted" ? reply.work.bytes : reply.kind === "head" ? reply.body.bytes : null;
  // A small buffer is a part of a shared pool, which must stay.
  return bytes?.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength ? [bytes.buffer] : [];
}

parentPort?.on("message", ({ id, request }: { id: number; request: ByteRequest }) => {
  void answer(request)
    .catch((error: unknown): ByteAnswer => ({ kind: "unreadable", code: "parser-threw", why: String(error) }))
    .then((reply) => parentPort?.postMessage({ id, answer: reply }, transferable(reply)));
});
