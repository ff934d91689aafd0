/**
 * The engine: view → moves → journal → gate → events → view, until concluded or out of budget.
 *
 * 1. What is done next follows from the case file alone; there is no state of a run besides it.
 * 2. A recorded turn is never thought again: resume performs what it lacks and goes on.
 * 3. The verifier judges each claim before the investigator moves again; of one turn's claims (alternatives, by
 *    rank) those after an accepted one stay open.
 * 4. A run ends concluded and sealed, or with an error that names why and can be resumed.
 */
import type { CaseFile, ClaimFile } from "../core/case-file.js";
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import type { SeatName } from "../core/events/define.js";
import type { Clock } from "../core/ports/clock.js";
import type { Gate, SeatKey } from "../core/ports/gate.js";
import type { Mind } from "../core/ports/mind.js";
import type { JournalStore, Lease, Store } from "../core/ports/store.js";
import type { FloorChallenge } from "../verification/challenge.js";
import { callsLeft } from "./budget.js";
import { CaseJournal, type EntryObserver } from "./case-journal.js";
import { type Because, conclude } from "./conclude.js";
import { type JudgeWorld, judgeClaim, readMoves } from "./judge.js";
import { keepLease } from "./keep-lease.js";
import { type Opening, openInvestigation } from "./open.js";
import { seatView } from "./seat-view.js";
import { think } from "./think.js";
import { finishTurn, interrupted, runTurn } from "./turn.js";

/** However a mind behaves, an investigation has an end. */
export const MOST_TURNS = 64;

export interface RunOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly lease: Lease;
  readonly opening: Opening;
  /** The gate for this investigation, over the store as the engine observes it and with the entries recorded so far. */
  readonly gate: (store: JournalStore, file: CaseFile, lease: () => Lease) => Promise<Gate>;
  readonly keys: Readonly<Record<SeatName, SeatKey>>;
  /** The investigation's present: the end of a recording, or the clock. */
  readonly present: () => number;
  readonly turnDeadlineMs: number;
  /** Left out: all of the built-in challenges. */
  readonly floor?: readonly FloorChallenge[] | undefined;
  readonly observer: EntryObserver;
  readonly signal: AbortSignal;
}

/** Runs or resumes. @throws InquestError `INTERRUPTED`, `KILLED`, `LEASE_LOST`, `STORE_FULL`, `STORE_UNUSABLE`, `INTEGRITY` */
export async function runInvestigation(options: RunOptions): Promise<CaseFile> {
  const journal = new CaseJournal({ ...options, salt: options.opening.salt });
  const lease = keepLease(options.store, journal, options.clock, options.signal);
  try {
    await journal.load();
    if (journal.begun) await noteResume(journal, options.opening);
    else await openInvestigation(journal, options.opening);
    if (journal.file.conclusion === null)
      await investigate(await enter(options, journal, lease.signal), options.opening.minds.investigator);
    await options.store.seal(journal.file.investigation, options.clock.now());
    return journal.file;
  } catch (error) {
    await noteInterruption(journal, error);
    throw error;
  } finally {
    await lease.stop();
  }
}

async function enter(options: RunOptions, journal: CaseJournal, signal: AbortSignal): Promise<JudgeWorld> {
  const { opening, clock, present, turnDeadlineMs } = options;
  const gate = await options.gate(journal.observed, journal.file, () => journal.lease);
  const deadline = journal.file.openedAt + opening.timeMs;
  return {
    journal,
    gate,
    keys: options.keys,
    clock,
    turnDeadlineMs,
    signal,
    offers: journal.file.offers,
    late: new Map(),
    verifier: opening.minds.verifier,
    threshold: journal.file.opened.threshold,
    floor: options.floor,
    moment: () => ({ now: present(), timeLeftMs: Math.max(0, deadline - clock.now()) }),
  };
}

async function investigate(world: JudgeWorld, mind: Mind): Promise<void> {
  await finishOpenTurns(world);
  for (let because: Because | null = null; because === null; ) {
    if (world.signal.aborted) throw interrupted(world.signal);
    const claim = nextClaim(world.journal.file);
    if (claim !== null) await judgeClaim(world, claim.id);
    else because = (await ended(world)) ?? (await moveOn(world, mind));
    if (because !== null) await conclude(world.journal, because);
  }
}

async function finishOpenTurns(world: JudgeWorld): Promise<void> {
  for (const turn of world.journal.file.turns.filter((other) => !other.closed)) {
    await finishTurn(world, turn.seat, turn.turn, await readMoves(world.journal, turn.moves));
  }
}

/** The next claim to judge: of the latest turn that proposed, by rank, until one is accepted. */
export function nextClaim(file: CaseFile): ClaimFile | null {
  const batches = new Map<string, ClaimFile[]>();
  for (const claim of file.claims) {
    const turn = claim.id.slice(0, claim.id.indexOf("."));
    batches.set(turn, [...(batches.get(turn) ?? []), claim]);
  }
  for (const batch of batches.values()) {
    if (batch.some((claim) => claim.verdict?.verdict === "accepted")) continue;
    const open = batch.filter((claim) => claim.verdict === null).toSorted((a, b) => a.rank - b.rank);
    if (open[0] !== undefined) return open[0];
  }
  return null;
}

async function ended(world: JudgeWorld): Promise<Because | null> {
  const file = world.journal.file;
  if (file.remarks.some((remark) => remark.seat === "investigator" && remark.about === "conclusion")) {
    return file.claims.length > 0 ? "decided" : "no-claim-left";
  }
  if (world.moment().timeLeftMs === 0) return "time";
  return file.turns.length >= MOST_TURNS ? "budget" : null;
}

/** One turn of the investigator's. Gives why the investigation ends, where it does. */
async function moveOn(world: JudgeWorld, mind: Mind): Promise<Because | null> {
  const file = world.journal.file;
  const made = world.moment();
  const view = seatView(file, {
    seat: "investigator",
    claim: null,
    offers: world.offers,
    callsLeft: callsLeft(file, "investigator"),
    ...made,
  });
  const thought = await think(mind, view, world.signal);
  if (thought.kind === "failed") {
    const body = world.journal.textBody(thought.why);
    const event: Event = {
      type: "remark.made",
      data: { seat: "investigator", turn: view.turn, about: "mind-failed", body: body.id },
    };
    await world.journal.record([{ event, bodies: [body] }]);
    return "mind-failed";
  }
  if (thought.moves.length === 0) return file.claims.length > 0 ? "decided" : "no-claim-left";
  await runTurn(world, "investigator", "mind", thought.moves, made);
  return null;
}

async function noteResume(journal: CaseJournal, opening: Opening): Promise<void> {
  const { file } = journal;
  if (file.conclusion !== null) return;
  const askedAgain = file.calls.filter((call) => call.outcome === "pending").map(({ seat, n }) => ({ seat, n }));
  const data = { engine: opening.engine, digests: opening.digests, askedAgain };
  await journal.record([{ event: { type: "investigation.resumed", data }, bodies: [] }]);
}

/** The last entry of an interrupted run, where the store still takes one. */
async function noteInterruption(journal: CaseJournal, error: unknown): Promise<void> {
  if (!(error instanceof InquestError) || !["INTERRUPTED", "KILLED"].includes(error.code) || !journal.begun) return;
  const reason = error.code === "KILLED" ? ("killed" as const) : ("signal" as const);
  await journal
    .record([{ event: { type: "investigation.interrupted", data: { reason } }, bodies: [] }])
    .catch(() => undefined);
}
