/** What passes between the main thread and a store's worker thread. */
import type { KeyObject } from "node:crypto";
import { type ErrorCode, InquestError } from "../core/errors.js";
import type { AppendRequest } from "../core/ports/store.js";
import type { Refusal } from "./append-rules.js";
import type { InclusionProof } from "./inclusion-proof.js";
import type { AppendPlace } from "./sqlite-appender.js";
import type { FirstEntry } from "./sqlite-open.js";
import type { SqliteReader } from "./sqlite-reader.js";
import type { SqliteWriter } from "./sqlite-writer.js";
import type { Verification, VerifyRequest } from "./verification.js";

export type WorkerStart =
  | {
      readonly kind: "writer";
      readonly file: string;
      readonly maxBytes: number | null;
      readonly key: KeyObject;
      readonly first: FirstEntry;
    }
  | { readonly kind: "reader"; readonly file: string };

type Readings = Pick<SqliteReader, "body" | "begin" | "chunk" | "epoch" | "info" | "list" | "installation">;

/** What a reading worker can be asked. */
export interface ReaderApi extends Readings, Pick<SqliteReader, "exportHeader" | "labelledBody"> {
  verify(request: VerifyRequest): Verification;
  inclusionProof(stream: string, seq: number): InclusionProof;
  close(): void;
}

/** What a writing worker can be asked; `append` is grouped. */
export interface WriterApi
  extends Readings,
    Pick<SqliteWriter, "create" | "acquire" | "renew" | "release" | "sign" | "seal" | "erase" | "rotate"> {
  append(request: AppendRequest): AppendPlace | Refusal;
  close(): void;
}

export interface WorkerCall {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type WorkerReply =
  /** The store is open, or could not be opened. */
  | { readonly kind: "open" }
  | { readonly kind: "unusable"; readonly error: ErrorOverTheWire }
  | { readonly kind: "done"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly error: ErrorOverTheWire };

/** An InquestError, which structured cloning would turn into a plain one. */
export interface ErrorOverTheWire {
  readonly code: ErrorCode;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
  readonly cause: string;
}

export function toWire(error: unknown): ErrorOverTheWire {
  if (error instanceof InquestError) {
    const { code, what, where, remedy, cause } = error;
    return { code, what, where, remedy, cause: cause === undefined ? "" : String(cause) };
  }
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const remedy = "please report it; what was acknowledged is safe";
  return { code: "INTERNAL", what: "the store's worker failed", where: "the journal", remedy, cause };
}

export function fromWire({ code, what, where, remedy, cause }: ErrorOverTheWire): InquestError {
  return new InquestError(code, { what, where, remedy, ...(cause !== "" && { cause: new Error(cause) }) });
}
