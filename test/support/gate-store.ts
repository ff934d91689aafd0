import { bodyId, type Digest } from "../../src/core/digest.js";
import { Entry, type EntryOf, type EventType } from "../../src/core/event.js";
import {
  type AppendRequest,
  type AppendResult,
  INSTALLATION_STREAM,
  type StreamInfo,
} from "../../src/core/ports/store.js";
import type { ControlStore } from "../../src/gate/kill.js";

export type Operation = "epoch" | "append" | "read";

/** The journal in memory, as far as the gate uses it, with a hook before each thing that is asked of it. */
export class GateStore implements ControlStore {
  readonly #streams = new Map<string, Entry[]>();
  readonly bodies = new Map<Digest, Uint8Array>();
  readonly salts = new Map<string, Uint8Array>();
  #epoch = 0;
  /** Called before the operation takes place: a second process that acts just then. */
  before: (operation: Operation, request?: AppendRequest) => Promise<void> | void = () => undefined;
  fence = 1;

  constructor(investigation: string, salt: Uint8Array) {
    this.salts.set(investigation, salt);
    this.salts.set(INSTALLATION_STREAM, new TextEncoder().encode("salt of the installation"));
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    await this.before("append", request);
    const entries = this.entries(request.stream);
    if (request.lease !== null && request.lease.fence !== this.fence) return { kind: "lease-lost" };
    if (request.expectedEpoch !== null && request.expectedEpoch !== this.#epoch)
      return { kind: "epoch-moved", epoch: this.#epoch };
    const salt = this.salts.get(request.stream) ?? new Uint8Array();
    for (const body of request.bodies) {
      if (bodyId(salt, body.bytes) !== body.id) throw new Error("a body does not have its id");
      this.bodies.set(body.id, body.bytes);
    }
    const added = request.events.map(({ event, bodies }, index) =>
      Entry.parse({
        v: 1,
        stream: request.stream,
        seq: entries.length + index,
        at: request.at,
        fence: request.lease?.fence ?? 0,
        bodies,
        ...event,
      }),
    );
    for (const entry of added)
      for (const id of entry.bodies) if (!this.bodies.has(id)) throw new Error(`body ${id} is missing`);
    entries.push(...added);
    if (request.advanceEpoch) this.#epoch += 1;
    return { kind: "appended", entries: added, epoch: this.#epoch };
  }

  async *read(stream: string, from = 0): AsyncIterable<Entry> {
    await this.before("read");
    yield* this.entries(stream).slice(from);
  }

  body(_stream: string, id: Digest): Promise<Uint8Array | null> {
    return Promise.resolve(this.bodies.get(id) ?? null);
  }

  async epoch(): Promise<number> {
    await this.before("epoch");
    return this.#epoch;
  }

  info(stream: string): Promise<StreamInfo | null> {
    const salt = this.salts.get(stream);
    return Promise.resolve(
      salt === undefined ? null : { stream, size: this.entries(stream).length, createdAt: 0, sealed: false, salt },
    );
  }

  entries(stream: string): Entry[] {
    const entries = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, entries);
    return entries;
  }

  of<T extends EventType>(stream: string, type: T): readonly EntryOf<T>[] {
    return this.entries(stream).filter((entry): entry is EntryOf<T> => entry.type === type);
  }
}
