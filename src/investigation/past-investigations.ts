/** What a journal tells of investigations that were: read-only, and without asking production anything. */
import type { CaseFile } from "../core/case-file.js";
import type { Entry } from "../core/event.js";
import type { Mind } from "../core/ports/mind.js";
import type { Store } from "../core/ports/store.js";
import { findStream } from "./find-investigation.js";
import { type Rethought, rethink } from "./replay.js";
import { type ComparedReplay, type Makings, replayAndCompare } from "./replay-and-compare.js";
import { type Summary, summariseAll } from "./summarise.js";
import { decisionTrace, type Trace } from "./trace.js";
import type { TraceWords } from "./trace-step.js";

export interface Today {
  readonly makings: Makings;
  readonly mind: Mind;
  readonly words: (file: CaseFile) => TraceWords;
}

/** Investigations are named by their id, its beginning, or `latest`; each function rejects with `NOT_FOUND` or `INTEGRITY`. */
export class PastInvestigations {
  readonly #store: Pick<Store, "list" | "read" | "body">;
  readonly #today: Today;

  constructor(store: Pick<Store, "list" | "read" | "body">, today: Today) {
    this.#store = store;
    this.#today = today;
  }

  /** The stream's id; the installation's own stream by its name. */
  find(named: string): Promise<string> {
    return findStream(this.#store, named);
  }

  list(): Promise<readonly Summary[]> {
    return summariseAll(this.#store);
  }

  async entries(named: string): Promise<AsyncIterable<Entry>> {
    return this.#store.read(await this.find(named));
  }

  /** @param why only what this claim rests on */
  async trace(named: string, why: string | null): Promise<Trace> {
    return decisionTrace(this.#store, await this.find(named), this.#today.words, why);
  }

  /** Decides again from the recorded answers. */
  async replay(named: string): Promise<ComparedReplay> {
    return replayAndCompare(this.#store, await this.find(named), this.#today.makings);
  }

  /** Asks today's mind over the recorded answers. */
  async rethink(named: string, signal: AbortSignal): Promise<Rethought> {
    return rethink(this.#store, await this.find(named), this.#today.mind, signal);
  }
}
