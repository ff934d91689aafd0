/**
 * While calls are in flight, looks ten times a second for what has to end them: a stop from any process, the kill
 * file, a lease that has run out. Cheap (one epoch from the store), and quiet when nothing is in flight.
 */
import type { Clock } from "../core/ports/clock.js";
import type { Lease } from "../core/ports/store.js";
import type { ControlState, KillScope, Subject } from "./control-state.js";

/** Why a call was ended before it answered; the reason of its abort signal. */
export class CallStopped extends Error {
  readonly why: "timed-out" | "killed" | "lease" | "store" | "caller";
  /** For `killed`: how much was stopped. */
  readonly scope: KillScope | null;

  constructor(why: CallStopped["why"], scope: KillScope | null = null, cause?: unknown) {
    super(`the call was ended: ${why}`, { cause });
    this.name = "CallStopped";
    this.why = why;
    this.scope = scope;
  }
}

interface Running {
  readonly subject: Subject;
  readonly controller: AbortController;
}

export class StopWatch {
  readonly #clock: Clock;
  readonly #controls: ControlState;
  readonly #killFile: () => boolean;
  readonly #lease: () => Lease;
  readonly #pollMs: number;
  readonly #running = new Set<Running>();
  #looping: AbortController | null = null;

  constructor(options: {
    readonly clock: Clock;
    readonly controls: ControlState;
    readonly killFile: () => boolean;
    readonly lease: () => Lease;
    readonly pollMs: number;
  }) {
    this.#clock = options.clock;
    this.#controls = options.controls;
    this.#killFile = options.killFile;
    this.#lease = options.lease;
    this.#pollMs = options.pollMs;
  }

  /** Aborts the controller when the subject has to stop. @returns what ends the watching. */
  watch(subject: Subject, controller: AbortController): () => void {
    const running = { subject, controller };
    this.#running.add(running);
    if (this.#looping === null) {
      this.#looping = new AbortController();
      void this.#loop(this.#looping.signal);
    }
    return () => {
      this.#running.delete(running);
      if (this.#running.size > 0) return;
      this.#looping?.abort();
      this.#looping = null;
    };
  }

  async #loop(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.#look();
      await this.#clock.sleep(this.#pollMs, until).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    try {
      const controls = await this.#controls.current();
      const everything = this.#killFile() ? ("all" as const) : null;
      const lapsed = this.#lease().expiresAt <= this.#clock.now();
      for (const { subject, controller } of [...this.#running]) {
        const scope = everything ?? controls.stopOf(subject);
        if (scope !== null) controller.abort(new CallStopped("killed", scope));
        else if (lapsed) controller.abort(new CallStopped("lease"));
      }
    } catch (error) {
      // Without the store nobody knows what was ordered: what runs is ended.
      for (const { controller } of [...this.#running]) controller.abort(new CallStopped("store", null, error));
    }
  }
}
