/**
 * The engine's hold on one stream: appends under the lease, and folds every entry of the stream (the gate's too)
 * in order, so that the case file is always what a reader of the journal would fold.
 */
import type { CaseFile } from "../core/case-file.js";
import { CaseFolder } from "../core/case-folder.js";
import type { DataClass } from "../core/data-class.js";
import { bodyId, type Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { Entry, Event } from "../core/event.js";
import type { Clock } from "../core/ports/clock.js";
import type { AppendRequest, AppendResult, Body, JournalStore, Lease } from "../core/ports/store.js";

export type EntryObserver = (entry: Entry, caseFile: CaseFile) => void;

export class CaseJournal {
  readonly #store: JournalStore;
  readonly #clock: Clock;
  readonly #salt: Uint8Array;
  readonly #folder: CaseFolder;
  readonly #observer: EntryObserver;
  /** Bodies of this run, so that folding what was just written reads nothing back. */
  readonly #bodies = new Map<Digest, Uint8Array>();
  /** Entries that were appended out of order by parallel calls and wait for the ones before them. */
  readonly #waiting = new Map<number, Entry>();
  #next = 0;
  #folding: Promise<void> = Promise.resolve();
  lease: Lease;

  constructor(options: {
    readonly store: JournalStore;
    readonly clock: Clock;
    readonly lease: Lease;
    readonly salt: Uint8Array;
    readonly observer: EntryObserver;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#salt = options.salt;
    this.#observer = options.observer;
    this.lease = options.lease;
    this.#folder = new CaseFolder((id) => this.body(id));
  }

  get file(): CaseFile {
    return this.#folder.file;
  }

  /** Whether anything has been folded yet. */
  get begun(): boolean {
    return this.#next > 0;
  }

  /** Folds what the stream holds already: the beginning of a resume. */
  async load(): Promise<void> {
    for await (const entry of this.#store.read(this.lease.stream, this.#next)) await this.#accept([entry]);
  }

  /** The store as the gate is to see it: the same, and what it appends here is folded too. */
  get observed(): JournalStore {
    return {
      append: (request) => this.#append(request),
      read: (stream, from) => this.#store.read(stream, from),
      body: (stream, id) => (stream === this.lease.stream ? this.body(id) : this.#store.body(stream, id)),
      epoch: () => this.#store.epoch(),
    };
  }

  async body(id: Digest): Promise<Uint8Array | null> {
    return this.#bodies.get(id) ?? (await this.#store.body(this.lease.stream, id));
  }

  /** A body of this stream, made of a value's JSON. */
  bodyOf(value: unknown, dataClass: DataClass = "restricted"): Body {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    return { id: bodyId(this.#salt, bytes), dataClass, bytes };
  }

  textBody(text: string, dataClass: DataClass = "restricted"): Body {
    const bytes = new TextEncoder().encode(text);
    return { id: bodyId(this.#salt, bytes), dataClass, bytes };
  }

  /**
   * Appends all or nothing and folds it.
   * @throws InquestError `LEASE_LOST`, and what the store throws
   */
  async record(parts: readonly { readonly event: Event; readonly bodies: readonly Body[] }[]): Promise<void> {
    const result = await this.#append({
      stream: this.lease.stream,
      events: parts.map(({ event, bodies }) => ({ event, bodies: bodies.map((body) => body.id) })),
      bodies: parts.flatMap(({ bodies }) => bodies),
      at: this.#clock.now(),
      lease: this.lease,
      expectedSize: null,
      expectedEpoch: null,
      advanceEpoch: false,
    });
    if (result.kind !== "appended") throw leaseLost(this.lease, result.kind);
  }

  async #append(request: AppendRequest): Promise<AppendResult> {
    for (const body of request.bodies) this.#bodies.set(body.id, body.bytes);
    const result = await this.#store.append(request);
    if (result.kind === "appended" && request.stream === this.lease.stream) await this.#accept(result.entries);
    return result;
  }

  #accept(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) this.#waiting.set(entry.seq, entry);
    this.#folding = this.#folding.then(() => this.#drain());
    return this.#folding;
  }

  async #drain(): Promise<void> {
    for (let entry = this.#waiting.get(this.#next); entry !== undefined; entry = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next);
      this.#next += 1;
      await this.#folder.fold(entry);
      this.#observer(entry, this.#folder.file);
    }
  }
}

function leaseLost(lease: Lease, kind: Exclude<AppendResult["kind"], "appended">): InquestError {
  return new InquestError("LEASE_LOST", {
    what: kind === "sealed" ? "the investigation has ended already" : "another process works on this investigation",
    where: `stream ${lease.stream}, fence ${lease.fence}`,
    remedy: "look at it with `inquest show`, or resume it when the other process has ended",
  });
}
