import type { DataClass } from "../data-class.js";
import type { Digest } from "../digest.js";
import type { Entry, Event } from "../event.js";
import type { Instant } from "../time.js";

/** The stream that every installation has: policies, kills, reviews, sealed heads of the others. */
export const INSTALLATION_STREAM = "installation";

/** Text that stands beside entries. Its id is `bodyId(salt of the stream, bytes)`. */
export interface Body {
  readonly id: Digest;
  readonly dataClass: DataClass;
  readonly bytes: Uint8Array;
}

/** The right to append to one stream, until it expires or a newer fence is given out. */
export interface Lease {
  readonly stream: string;
  readonly holder: string;
  readonly fence: number;
  readonly expiresAt: Instant;
}

export interface AppendRequest {
  readonly stream: string;
  readonly events: readonly { readonly event: Event; readonly bodies: readonly Digest[] }[];
  /** Bodies that are new; one that is stored already is left as it is. */
  readonly bodies: readonly Body[];
  readonly at: Instant;
  /** Needed for investigation streams; the installation stream takes appends from anyone. */
  readonly lease: Lease | null;
  /** The append is refused if the stream's size is another. Null: wherever it ends. */
  readonly expectedSize: number | null;
  /** The append is refused if the control epoch is another. Null: whatever it is. */
  readonly expectedEpoch: number | null;
  /** Advance the control epoch in the same transaction (kills, policy changes). */
  readonly advanceEpoch: boolean;
}

export type AppendResult =
  | { readonly kind: "appended"; readonly entries: readonly Entry[]; readonly epoch: number }
  | { readonly kind: "size-differs"; readonly size: number }
  | { readonly kind: "lease-lost" }
  | { readonly kind: "epoch-moved"; readonly epoch: number }
  | { readonly kind: "sealed" };

/**
 * The append-only record.
 *
 * - `append` is atomic, and durable when it resolves as `appended`; in every other case nothing was written.
 *   Any number of processes may append; entries of one stream have no gaps and one order.
 * - It rejects with InquestError `STORE_FULL` or `STORE_UNUSABLE`; nothing acknowledged before is lost by that.
 */
export interface JournalStore {
  append(request: AppendRequest): Promise<AppendResult>;
  /** Entries from `from` on, in order, as of the call; each is checked against its schema (`INTEGRITY` otherwise). */
  read(stream: string, from?: number): AsyncIterable<Entry>;
  /** The bytes of a body; null where they are missing or were erased. Checked against the id (`INTEGRITY` otherwise). */
  body(stream: string, id: Digest): Promise<Uint8Array | null>;
  /** The control epoch, which advances with every kill, revocation and change of policy, scope or maturity. */
  epoch(): Promise<number>;
}

/** Streams and who may write to them. */
export interface StreamDirectory {
  /** Makes an investigation's stream with its salt; `exists` where there is one. */
  create(stream: string, salt: Uint8Array, at: Instant): Promise<"created" | "exists">;
  list(): Promise<readonly StreamInfo[]>;
  info(stream: string): Promise<StreamInfo | null>;
  /** A lease with a fence larger than all before it, or null while another holder's is unexpired. */
  acquire(stream: string, holder: string, ttlMs: number, now: Instant): Promise<Lease | null>;
  /** The lease with a later expiry, or null where it has passed on. */
  renew(lease: Lease, ttlMs: number, now: Instant): Promise<Lease | null>;
  release(lease: Lease): Promise<void>;
}

export interface StreamInfo {
  readonly stream: string;
  readonly size: number;
  readonly createdAt: Instant;
  readonly sealed: boolean;
  /** Null after an erasure. */
  readonly salt: Uint8Array | null;
}

/** Heads of streams: C2SP checkpoints, signed by the installation. */
export interface HeadSigner {
  /** Signs the stream's present head, stores it, and gives the checkpoint's text. */
  sign(stream: string, at: Instant): Promise<SignedHead>;
  /** Signs the head, journals `stream.sealed` in the installation stream, and refuses appends from then on. */
  seal(stream: string, at: Instant): Promise<SignedHead>;
}

export interface SignedHead {
  readonly stream: string;
  readonly size: number;
  readonly root: Digest;
  readonly checkpoint: string;
}

export interface Store extends JournalStore, StreamDirectory, HeadSigner {
  close(): Promise<void>;
}
