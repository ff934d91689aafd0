/**
 * What people ordered, folded from the installation stream: stops and lifts, and the policy set in force. Read again
 * when the control epoch has moved, and only then.
 */
import type { EntryOf } from "../core/event.js";
import type { SeatName } from "../core/events/define.js";
import { INSTALLATION_STREAM, type JournalStore } from "../core/ports/store.js";

export type KillScope = EntryOf<"kill.ordered">["data"]["scope"];

export interface Subject {
  readonly investigation: string;
  readonly seat: SeatName;
  /** `integration/instance`. */
  readonly source: string;
}

/** The controls as they stood at one epoch. */
export interface Controls {
  readonly epoch: number;
  /** The widest stop that covers the subject; null where it may go on. */
  stopOf(subject: Subject): KillScope | null;
  /** The set that was activated last, by its digest; null where none ever was. */
  readonly policySet: string | null;
}

const WIDEST_FIRST: readonly KillScope[] = ["all", "investigation", "integration", "seat"];

export class ControlState {
  readonly #store: JournalStore;
  readonly #stops = new Set<string>();
  #policySet: string | null = null;
  #next = 0;
  #epoch = -1;
  #reading: Promise<void> = Promise.resolve();

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** The present controls. An epoch read before the entries can only be too old, and then `intend` notices. */
  async current(): Promise<Controls> {
    const epoch = await this.#store.epoch();
    if (epoch !== this.#epoch) {
      this.#reading = this.#reading.then(() => (epoch > this.#epoch ? this.#read(epoch) : undefined));
      await this.#reading;
    }
    const stops = this.#stops;
    return { epoch, policySet: this.#policySet, stopOf: (subject) => widestStop(stops, subject) };
  }

  async #read(epoch: number): Promise<void> {
    for await (const entry of this.#store.read(INSTALLATION_STREAM, this.#next)) {
      this.#next = entry.seq + 1;
      if (entry.type === "kill.ordered") this.#stops.add(stopKey(entry.data.scope, entry.data.target));
      else if (entry.type === "kill.lifted") this.#stops.delete(stopKey(entry.data.scope, entry.data.target));
      else if (entry.type === "policy.activated") this.#policySet = entry.data.policySet;
    }
    this.#epoch = epoch;
  }
}

function widestStop(stops: ReadonlySet<string>, subject: Subject): KillScope | null {
  const targets: Record<KillScope, readonly (string | null)[]> = {
    all: [null],
    investigation: [subject.investigation],
    integration: [subject.source, subject.source.split("/", 1)[0] ?? ""],
    seat: [`${subject.investigation}/${subject.seat}`],
  };
  return WIDEST_FIRST.find((scope) => targets[scope].some((target) => stops.has(stopKey(scope, target)))) ?? null;
}

function stopKey(scope: KillScope, target: string | null): string {
  return scope === "all" ? "all" : `${scope} ${target}`;
}
