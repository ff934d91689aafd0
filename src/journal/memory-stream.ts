/** One stream in memory. Leaves are hashed when a head is asked for, not before. */
import type { DataClass } from "../core/data-class.js";
import type { Digest } from "../core/digest.js";
import type { Entry } from "../core/event.js";
import type { AppendRequest, Lease, SignedHead, StreamInfo } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { assertSound, entriesOf, type StreamState } from "./append-rules.js";
import { encodeLeaf } from "./entry-codec.js";
import { appendLeafHash, EMPTY_FRONTIER, type Frontier, hashLeaf } from "./merkle-tree.js";

export class MemoryStream implements StreamState {
  readonly stream: string;
  readonly salt: Uint8Array;
  readonly createdAt: Instant;
  readonly entries: Entry[] = [];
  readonly heads = new Map<number, SignedHead>();
  readonly #bodies = new Map<Digest, { readonly dataClass: DataClass; readonly bytes: Uint8Array }>();
  #hashed: Frontier = EMPTY_FRONTIER;
  #leaseHolder: string | null = null;
  #fence = 0;
  #leaseExpires = 0;
  sealed = false;

  constructor(stream: string, salt: Uint8Array, createdAt: Instant) {
    this.stream = stream;
    this.salt = new Uint8Array(salt);
    this.createdAt = createdAt;
  }

  get size(): number {
    return this.entries.length;
  }

  get leaseHolder(): string | null {
    return this.#leaseHolder;
  }

  get fence(): number {
    return this.#fence;
  }

  get leaseExpires(): Instant {
    return this.#leaseExpires;
  }

  get info(): StreamInfo {
    const { stream, size, createdAt, sealed, salt } = this;
    return { stream, size, createdAt, sealed, salt: new Uint8Array(salt) };
  }

  /** The request has been decided on already. */
  append(request: AppendRequest): readonly Entry[] {
    const made = entriesOf(request, this.size);
    assertSound(request, made, this.salt, (id) => this.#bodies.has(id));
    for (const { id, dataClass, bytes } of request.bodies) {
      if (!this.#bodies.has(id)) this.#bodies.set(id, { dataClass, bytes: new Uint8Array(bytes) });
    }
    this.entries.push(...made);
    return made;
  }

  body(id: Digest): Uint8Array | null {
    const body = this.#bodies.get(id);
    return body === undefined ? null : new Uint8Array(body.bytes);
  }

  frontier(): Frontier {
    for (const entry of this.entries.slice(this.#hashed.size)) {
      this.#hashed = appendLeafHash(this.#hashed, hashLeaf(encodeLeaf(entry)));
    }
    return this.#hashed;
  }

  lease(lease: Lease, holder: string | null): void {
    this.#leaseHolder = holder;
    this.#fence = lease.fence;
    this.#leaseExpires = lease.expiresAt;
  }
}
