/** The rows of a store as they lie there, for whoever checks them: nothing in them is trusted yet. */
import type { Digest } from "../core/digest.js";
import type { KeyRow } from "./keyring.js";

export interface StreamRow {
  readonly stream: string;
  readonly size: number;
  readonly frontier: Uint8Array;
  /** Null after an erasure. */
  readonly salt: Uint8Array | null;
  readonly createdAt: number;
  readonly sealed: boolean;
  readonly leaseHolder: string | null;
  readonly fence: number;
  readonly leaseExpires: number;
}

export interface EntryRow {
  readonly seq: number;
  /** Null where the column holds something else than bytes. */
  readonly leaf: Uint8Array | null;
  readonly leafHash: Uint8Array | null;
}

export interface HeadRow {
  readonly size: number;
  readonly root: Uint8Array | null;
  readonly checkpoint: string;
}

export interface BodyRow {
  readonly dataClass: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads of one snapshot where the caller holds one. A row that can't be what it should is an InquestError
 * `INTEGRITY`; a damaged file is `STORE_UNUSABLE`.
 */
export interface RecordSource {
  /** Where the record lies, for messages. */
  readonly where: string;
  meta(): { readonly installation: string; readonly epoch: number };
  keys(): readonly KeyRow[];
  streamNames(): readonly string[];
  stream(name: string): StreamRow | null;
  /** In the order of `seq`, from `from` on and below `to`. */
  entries(stream: string, from: number, to?: number): Iterable<EntryRow>;
  /** By size. */
  heads(stream: string): readonly HeadRow[];
  bodyIds(stream: string): readonly Digest[];
  body(stream: string, id: Digest): BodyRow | null;
  /** Streams of which there are entries, bodies or heads, whether or not there is such a stream. */
  namesInUse(): readonly string[];
  /** What the storage itself finds wrong with its structure. */
  damage(): readonly string[];
}
