/** An investigation from its beginning, or from where it was interrupted, to its end or the next interruption. */
import type { CaseFile } from "../core/case-file.js";
import { InquestError } from "../core/errors.js";
import type { SeatName } from "../core/events/define.js";
import type { Incident } from "../core/incident.js";
import type { Gate, SeatKey } from "../core/ports/gate.js";
import type { JournalStore, Lease } from "../core/ports/store.js";
import type { FloorChallenge } from "../verification/challenge.js";
import type { EntryObserver } from "./case-journal.js";
import { findInvestigation, readCase } from "./find-investigation.js";
import type { Opening } from "./open.js";
import { runInvestigation } from "./run.js";
import { newStream, resumedStream, type StreamWorld } from "./take-stream.js";

const TURN_DEADLINE_MS = 30_000;

export type Beginning =
  | { readonly kind: "new"; readonly incident: Incident }
  /** By its id, the beginning of it, or `latest`. */
  | { readonly kind: "resume"; readonly named: string };

export interface GateParts {
  readonly store: JournalStore;
  readonly file: CaseFile;
  readonly lease: () => Lease;
  readonly salt: Uint8Array;
  readonly keys: Readonly<Record<SeatName, SeatKey>>;
}

export interface StartOptions extends StreamWorld {
  readonly beginning: Beginning;
  readonly opening: Omit<Opening, "incident" | "salt">;
  readonly keys: (investigation: string) => Readonly<Record<SeatName, SeatKey>>;
  readonly gate: (parts: GateParts) => Promise<Gate>;
  readonly present: () => number;
  /** Left out: all of the built-in challenges. */
  readonly floor?: readonly FloorChallenge[] | undefined;
  readonly observer: EntryObserver;
  readonly signal: AbortSignal;
}

/**
 * Gives the investigation's stream once it has concluded, or was stopped by a signal or a person after it had begun.
 * @throws InquestError for everything else that ends it
 */
export async function startInvestigation(options: StartOptions): Promise<string> {
  const { opening, clock } = options;
  const { begun, incident } = await subjectOf(options);
  const { lease, salt } = begun === null ? await newStream(options) : await resumedStream(options, begun.investigation);
  const keys = options.keys(lease.stream);
  const timeMs = begun === null ? opening.timeMs : resumedTimeMs(begun, clock.now());
  let last: CaseFile | null = begun;
  try {
    await runInvestigation({
      ...options,
      lease,
      keys,
      opening: { ...opening, incident, salt, timeMs },
      gate: (store, file, held) => options.gate({ store, file, lease: held, salt, keys }),
      turnDeadlineMs: TURN_DEADLINE_MS,
      observer(entry, file) {
        last = file;
        options.observer(entry, file);
      },
    });
  } catch (error) {
    const stopped = error instanceof InquestError && ["INTERRUPTED", "KILLED"].includes(error.code);
    if (!stopped || last === null) throw error;
  }
  return lease.stream;
}

interface Begun {
  readonly begun: CaseFile | null;
  readonly incident: Incident;
}

async function subjectOf({ beginning, store, opening }: StartOptions): Promise<Begun> {
  if (beginning.kind === "new") return { begun: null, incident: beginning.incident };
  const begun = await readCase(store, await findInvestigation(store, beginning.named));
  refuseOtherSources(
    begun,
    opening.offers.map(({ source }) => source),
  );
  return { begun, incident: begun.incident };
}

/** What was begun with one source is not ended with another: each of its calls would be denied. */
function refuseOtherSources(begun: CaseFile, given: readonly string[]): void {
  const missing = begun.offers.map(({ source }) => source).find((source) => !given.includes(source));
  if (missing === undefined) return;
  throw new InquestError("USAGE", {
    what: `the investigation asks \`${missing}\`, which is not connected now`,
    where: begun.investigation,
    remedy: "resume it with the recording that it was begun with: the command was printed when it stopped",
  });
}

/** The budget counts from the opening on; a pause between interruption and resume is not charged. */
function resumedTimeMs(file: CaseFile, now: number): number {
  return now - file.lastAt + file.opened.budget.timeMs;
}
