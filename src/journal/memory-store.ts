/**
 * The journal in memory, for evals and tests: the same answers as the durable stores, nothing left behind. Heads are
 * signed with a key that lives as long as the store.
 */
import { bodyId, type Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { Entry, Event } from "../core/event.js";
import type { Clock } from "../core/ports/clock.js";
import type { Random } from "../core/ports/random.js";
import {
  type AppendRequest,
  type AppendResult,
  type Body,
  INSTALLATION_STREAM,
  type Lease,
  type SignedHead,
  type Store,
  type StreamInfo,
} from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { assertStreamMakes, isCurrent, isFree, refusalOf, unknownStream } from "./append-rules.js";
import { rootDigest, signCheckpoint } from "./checkpoint.js";
import { keyNameOf, privateKeyFromSeed, type SigningKey, signingKey, spkiOf } from "./keys.js";
import { MemoryStream } from "./memory-stream.js";
import { rootOf } from "./merkle-tree.js";

const SEED_BYTES = 32;
const SALT_BYTES = 32;

export class MemoryStore implements Store {
  readonly #streams = new Map<string, MemoryStream>();
  readonly #installation: string;
  readonly #key: SigningKey;
  #epoch = 0;
  #closed = false;

  constructor(options: { readonly clock: Clock; readonly random: Random }) {
    const { clock, random } = options;
    this.#installation = random.id("installation");
    this.#key = signingKey(keyNameOf(this.#installation), privateKeyFromSeed(random.bytes(SEED_BYTES)));
    const own = new MemoryStream(INSTALLATION_STREAM, random.bytes(SALT_BYTES), clock.now());
    this.#streams.set(INSTALLATION_STREAM, own);
    const data = { installation: this.#installation, keyName: this.#key.name, publicKey: spkiOf(this.#key) };
    this.#journal({ type: "installation.created", data }, [], clock.now());
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    const stream = this.#open(request.stream);
    const refusal = refusalOf(request, stream, this.#epoch);
    if (refusal !== null) return refusal;
    const entries = stream.append(request);
    if (request.advanceEpoch) this.#epoch += 1;
    return { kind: "appended", entries, epoch: this.#epoch };
  }

  read(stream: string, from = 0): AsyncIterable<Entry> {
    // As of the call; entries that come later are not part of it.
    const entries = this.#streams.get(stream)?.entries.slice(from);
    return this.#each(stream, entries ?? null);
  }

  async body(stream: string, id: Digest): Promise<Uint8Array | null> {
    this.#assertOpen();
    return this.#streams.get(stream)?.body(id) ?? null;
  }

  async epoch(): Promise<number> {
    this.#assertOpen();
    return this.#epoch;
  }

  async create(stream: string, salt: Uint8Array, at: Instant): Promise<"created" | "exists"> {
    this.#assertOpen();
    assertStreamMakes(stream, salt);
    if (this.#streams.has(stream)) return "exists";
    this.#streams.set(stream, new MemoryStream(stream, salt, at));
    return "created";
  }

  async list(): Promise<readonly StreamInfo[]> {
    this.#assertOpen();
    const names = [...this.#streams.keys()].sort();
    return names.map((name) => this.#open(name).info);
  }

  async info(stream: string): Promise<StreamInfo | null> {
    this.#assertOpen();
    return this.#streams.get(stream)?.info ?? null;
  }

  async acquire(stream: string, holder: string, ttlMs: number, now: Instant): Promise<Lease | null> {
    const state = this.#open(stream);
    if (!isFree(state, holder, now)) return null;
    const lease: Lease = { stream, holder, fence: state.fence + 1, expiresAt: now + ttlMs };
    state.lease(lease, holder);
    return lease;
  }

  async renew(lease: Lease, ttlMs: number, now: Instant): Promise<Lease | null> {
    const state = this.#open(lease.stream);
    if (!isCurrent(lease, state)) return null;
    const renewed: Lease = { ...lease, expiresAt: now + ttlMs };
    state.lease(renewed, lease.holder);
    return renewed;
  }

  async release(lease: Lease): Promise<void> {
    const state = this.#open(lease.stream);
    if (isCurrent(lease, state)) state.lease({ ...lease, expiresAt: state.leaseExpires }, null);
  }

  async sign(stream: string, _at: Instant): Promise<SignedHead> {
    return this.#sign(this.#open(stream));
  }

  async seal(stream: string, at: Instant): Promise<SignedHead> {
    const state = this.#open(stream);
    if (stream === INSTALLATION_STREAM) throw notSealable();
    const head = this.#sign(state);
    if (state.sealed) return head;
    const bytes = new TextEncoder().encode(head.checkpoint);
    const body: Body = { id: bodyId(this.#open(INSTALLATION_STREAM).salt, bytes), dataClass: "internal", bytes };
    const data = { stream, size: head.size, root: head.root, head: body.id };
    this.#journal({ type: "stream.sealed", data }, [body], at);
    state.sealed = true;
    return head;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#streams.clear();
  }

  async *#each(stream: string, entries: readonly Entry[] | null): AsyncGenerator<Entry> {
    this.#assertOpen();
    if (entries === null) throw unknownStream(stream);
    yield* entries;
  }

  #sign(state: MemoryStream): SignedHead {
    const known = state.heads.get(state.size);
    if (known !== undefined) return known;
    const { stream, size } = state;
    const root = rootOf(state.frontier());
    const checkpoint = signCheckpoint({ installation: this.#installation, stream, size, root }, this.#key);
    const head: SignedHead = { stream, size, root: rootDigest(root), checkpoint };
    state.heads.set(size, head);
    return head;
  }

  /** An entry of the store's own in the installation stream. */
  #journal(event: Event, bodies: readonly Body[], at: Instant): void {
    this.#open(INSTALLATION_STREAM).append({
      stream: INSTALLATION_STREAM,
      events: [{ event, bodies: bodies.map((body) => body.id) }],
      bodies,
      at,
      lease: null,
      expectedSize: null,
      expectedEpoch: null,
      advanceEpoch: false,
    });
  }

  #open(stream: string): MemoryStream {
    this.#assertOpen();
    const state = this.#streams.get(stream);
    if (state === undefined) throw unknownStream(stream);
    return state;
  }

  #assertOpen(): void {
    if (!this.#closed) return;
    throw new InquestError("STORE_UNUSABLE", {
      what: "the store is closed",
      where: "the journal in memory",
      remedy: "open it again",
    });
  }
}

function notSealable(): InquestError {
  return new InquestError("USAGE", {
    what: "the installation stream never ends",
    where: "the journal",
    remedy: "name a concluded investigation",
  });
}
