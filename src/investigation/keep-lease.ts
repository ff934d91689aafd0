/** Renews the lease while an investigation runs; when it has passed on, the run is told to stop. */
import { setMaxListeners } from "node:events";
import { InquestError } from "../core/errors.js";
import type { Clock } from "../core/ports/clock.js";
import type { StreamDirectory } from "../core/ports/store.js";
import type { CaseJournal } from "./case-journal.js";

export const LEASE_MS = 30_000;

export interface KeptLease {
  /** Aborts with the caller's signal, or with `LEASE_LOST`. */
  readonly signal: AbortSignal;
  /** Stops renewing and gives the lease back. */
  stop(): Promise<void>;
}

export function keepLease(store: StreamDirectory, journal: CaseJournal, clock: Clock, signal: AbortSignal): KeptLease {
  const lost = new AbortController();
  const stopped = new AbortController();
  const renewing = renew(store, journal, clock, lost, AbortSignal.any([signal, stopped.signal]));
  const held = AbortSignal.any([signal, lost.signal]);
  // One listener for each call in flight, and there is no bound on those but the budget.
  setMaxListeners(0, held);
  return {
    signal: held,
    async stop() {
      stopped.abort();
      await renewing;
      await store.release(journal.lease).catch(() => undefined);
    },
  };
}

async function renew(
  store: StreamDirectory,
  journal: CaseJournal,
  clock: Clock,
  lost: AbortController,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    try {
      await clock.sleep(LEASE_MS / 3, until);
      const lease = await store.renew(journal.lease, LEASE_MS, clock.now());
      if (lease === null) throw passedOn(journal);
      journal.lease = lease;
    } catch (error) {
      if (!until.aborted) lost.abort(error);
      return;
    }
  }
}

function passedOn(journal: CaseJournal): InquestError {
  return new InquestError("LEASE_LOST", {
    what: "the lease of the investigation has passed on",
    where: `stream ${journal.lease.stream}, fence ${journal.lease.fence}`,
    remedy: "another process works on it: look at it with `inquest show`",
  });
}
