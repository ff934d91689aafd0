/**
 * Redacts, hashes and parses what came from outside: above 256 KiB in a thread, so that the main loop is never held
 * for long. One workshop serves all gates of a process; its thread is started when first needed.
 */
import type { Answer } from "../../core/answer.js";
import type { Tool } from "../../core/ports/integration.js";
import type { Query } from "../../core/query.js";
import type { TelemetryRecord } from "../../core/record.js";
import type { PseudonymKey } from "../redaction/pseudonym.js";
import { ThreadClient } from "../thread-client.js";
import { startThread } from "../worker-thread.js";
import type { ByteAnswer, ByteRequest } from "./byte-messages.js";
import { type ReadWork, type RedactedWork, readWork, redactWork } from "./byte-work.js";

export const INLINE_LIMIT = 262_144;
/** Work in the thread that takes longer is given up, and the thread with it. */
const WORK_TIMEOUT_MS = 60_000;

export class ByteWorkshop {
  #thread: ThreadClient<ByteRequest, ByteAnswer> | null = null;
  #jobs = 0;

  /** Null where it could not be done (the thread died): then the bytes are nobody's. Large bytes are handed over. */
  async redact(bytes: Uint8Array, key: PseudonymKey, salt: Uint8Array): Promise<RedactedWork | null> {
    if (bytes.length <= INLINE_LIMIT) return redactWork(bytes, key, salt);
    const reply = await this.#ask({ kind: "redact", bytes, key, salt }, bytes);
    return reply.kind === "redacted" ? reply.work : null;
  }

  async read(tool: Tool, query: Query, bytes: Uint8Array, salt: Uint8Array): Promise<ReadWork> {
    const { parserModule } = tool;
    if (bytes.length <= INLINE_LIMIT || parserModule === undefined) {
      return readWork((source) => tool.parse(source, query as never), bytes, salt);
    }
    const job = this.#jobs++;
    const head = await this.#ask({
      kind: "read",
      job,
      bytes,
      salt,
      module: parserModule.url,
      name: parserModule.name,
      query,
    });
    if (head.kind === "unreadable") return head;
    if (head.kind !== "head")
      return { kind: "unreadable", code: "parser-threw", why: "the thread answered something else" };
    const records: TelemetryRecord[] = [];
    while (records.length < head.total) {
      const slice = await this.#ask({ kind: "records", job, from: records.length });
      if (slice.kind !== "records" || slice.records.length === 0)
        return { kind: "unreadable", code: "parser-threw", why: "the thread lost an answer" };
      for (const record of slice.records) records.push(record);
    }
    const answer: Answer = { ...head.answer, records };
    return { kind: "read", answer, body: head.body };
  }

  async close(): Promise<void> {
    await this.#thread?.close();
    this.#thread = null;
  }

  async #ask(request: ByteRequest, transfer?: Uint8Array): Promise<ByteAnswer> {
    if (this.#thread === null || !this.#thread.alive) {
      this.#thread = new ThreadClient(startThread(new URL("./byte-thread.js", import.meta.url)));
    }
    const thread = this.#thread;
    const timer = setTimeout(() => void thread.close(), WORK_TIMEOUT_MS);
    try {
      const reply = await thread.ask(request, transfer?.buffer instanceof ArrayBuffer ? [transfer.buffer] : []);
      return reply.kind === "answer" ? reply.answer : { kind: "unreadable", code: "parser-threw", why: reply.why };
    } finally {
      clearTimeout(timer);
    }
  }
}
