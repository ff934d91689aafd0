/**
 * One turn of one seat.
 *
 * 1. The moves are journaled before the gate performs any of them.
 * 2. Calls of a turn run in parallel; their answers enter the view together when the turn closes, in move order.
 * 3. Everything that follows from the moves besides calls is appended together with the turn's end: a turn that
 *    is not closed has had no effect but its calls, and is completed on resume from the recorded moves.
 * 4. A late answer enters the next turn that closes.
 */
import type { CallFile } from "../core/case-file.js";
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import type { SeatName } from "../core/events/define.js";
import type { Move } from "../core/move.js";
import type { Clock } from "../core/ports/clock.js";
import type { CallRequest, Gate, SeatKey } from "../core/ports/gate.js";
import type { Body } from "../core/ports/store.js";
import type { Query } from "../core/query.js";
import type { Instant } from "../core/time.js";
import type { Offer } from "../core/view.js";
import { admitHypothesis } from "./admit-hypothesis.js";
import type { CaseJournal } from "./case-journal.js";
import { nextTurn } from "./seat-view.js";

export interface TurnWorld {
  readonly journal: CaseJournal;
  readonly gate: Gate;
  /** What opens each seat at the gate. */
  readonly keys: Readonly<Record<SeatName, SeatKey>>;
  readonly clock: Clock;
  readonly offers: readonly Offer[];
  /** A turn closes after this long, whatever has not answered yet. */
  readonly turnDeadlineMs: number;
  readonly signal: AbortSignal;
  /** Calls that outlived their turn, by seat and number. */
  readonly late: Map<string, Promise<unknown>>;
}

type Part = { readonly event: Event; readonly bodies: readonly Body[] };

/** Journals the moves, performs them and closes the turn. */
export async function runTurn(
  world: TurnWorld,
  seat: SeatName,
  origin: "mind" | "floor",
  moves: readonly Move[],
  made: { readonly now: Instant; readonly timeLeftMs: number },
): Promise<void> {
  const turn = nextTurn(world.journal.file, seat);
  const body = world.journal.bodyOf(moves);
  const data = { seat, turn, origin, ...made, moves: body.id, count: moves.length };
  await world.journal.record([{ event: { type: "moves.made", data }, bodies: [body] }]);
  await finishTurn(world, seat, turn, moves);
}

/** Performs what a recorded turn has not performed yet, and closes it. */
export async function finishTurn(
  world: TurnWorld,
  seat: SeatName,
  turn: number,
  moves: readonly Move[],
): Promise<void> {
  const requests = callRequests(world, seat, turn, moves);
  await performCalls(world, requests);
  const consequences = await Promise.all(
    moves.map((move, index) => consequence(world.journal, seat, turn, index, move)),
  );
  await world.journal.record([...consequences.flat(), closing(world, seat, turn)]);
}

/** Calls that a turn's moves ask for: a query that names no source goes to each one that answers it. */
function callRequests(world: TurnWorld, seat: SeatName, turn: number, moves: readonly Move[]): readonly CallRequest[] {
  const file = world.journal.file;
  let n = firstCall(file.calls, seat, turn);
  return moves.flatMap((move, index) => {
    if (move.kind !== "query") return [];
    return addressed(move.query, world.offers).flatMap((query): CallRequest[] => {
      const request = { seat, key: world.keys[seat], turn, n, move: index, query, again: false };
      n += 1;
      const known = file.calls.find((call) => call.seat === seat && call.n === request.n);
      if (known === undefined) return [request];
      // Asked again once: what is still open after that stays without an answer.
      return known.outcome === "pending" && !known.again ? [{ ...request, again: true }] : [];
    });
  });
}

/** Numbers follow from the journal: the first of a turn is one past the last of the turns before. */
function firstCall(calls: readonly CallFile[], seat: SeatName, turn: number): number {
  return calls.reduce((next, call) => (call.seat === seat && call.turn < turn ? Math.max(next, call.n + 1) : next), 0);
}

function addressed(query: Query, offers: readonly Offer[]): readonly Query[] {
  if (query.source !== undefined) return [query];
  const sources = offers.filter((offer) => offer.capability === query.capability).map((offer) => offer.source);
  return sources.length === 0 ? [query] : sources.map((source) => ({ ...query, source }));
}

async function performCalls(world: TurnWorld, requests: readonly CallRequest[]): Promise<void> {
  const calls = requests.map((request) => {
    const key = `${request.seat} ${request.n}`;
    const call = world.gate.call(request, world.signal).then(() => world.late.delete(key));
    world.late.set(key, call);
    return call;
  });
  const deadline = new AbortController();
  const timer = world.clock
    .sleep(world.turnDeadlineMs, AbortSignal.any([deadline.signal, world.signal]))
    .catch(() => undefined);
  try {
    // A call rejects only where nothing may go on (lease, store, kill): that ends the turn at once.
    await Promise.race([Promise.all(calls), timer]);
  } finally {
    deadline.abort();
    for (const call of calls) call.catch(() => undefined);
  }
  if (world.signal.aborted) throw interrupted(world.signal);
}

function closing(world: TurnWorld, seat: SeatName, turn: number): Part {
  const file = world.journal.file;
  const entered = new Set(file.turns.filter((other) => other.seat === seat && other.closed).map((other) => other.turn));
  const mine = file.calls.filter((call) => call.seat === seat && call.turn <= turn).sort((a, b) => a.n - b.n);
  const seen = new Set(file.seen[seat]);
  const answered = mine.filter(
    (call) =>
      call.outcome !== "pending" &&
      (call.turn === turn || (entered.has(call.turn) && call.evidence !== null && !seen.has(call.evidence))),
  );
  const pending = mine.filter((call) => call.turn === turn && call.outcome === "pending").map((call) => call.n);
  return {
    event: { type: "turn.closed", data: { seat, turn, calls: answered.map((call) => call.n), pending } },
    bodies: [],
  };
}

async function consequence(
  journal: CaseJournal,
  seat: SeatName,
  turn: number,
  index: number,
  move: Move,
): Promise<readonly Part[]> {
  switch (move.kind) {
    case "propose":
      return seat === "investigator"
        ? [await proposal(journal, turn, index, move)]
        : [remark(journal, seat, turn, "move-refused", "only the investigator proposes")];
    case "remark":
      return [remark(journal, seat, turn, "remark", move.text)];
    case "conclude":
      return [remark(journal, seat, turn, "conclusion", move.why)];
    case "challenge":
      return seat === "verifier" ? [] : [remark(journal, seat, turn, "move-refused", "only the verifier challenges")];
    case "consult":
      return [remark(journal, seat, turn, "move-refused", "no language model is configured")];
    case "query":
      return [];
  }
}

async function proposal(
  journal: CaseJournal,
  turn: number,
  index: number,
  move: Extract<Move, { kind: "propose" }>,
): Promise<Part> {
  const admission = await admitHypothesis(move.hypothesis, journal.file, "investigator", (id) => journal.body(id));
  if (admission.kind === "refused") {
    const detail = journal.textBody(admission.detail);
    const data = { seat: "investigator" as const, turn, move: index, code: admission.code, detail: detail.id };
    return { event: { type: "hypothesis.refused", data }, bodies: [detail] };
  }
  const body = journal.bodyOf(admission.hypothesis);
  const words = move.remark === "" ? null : journal.textBody(move.remark);
  const data = {
    seat: "investigator" as const,
    turn,
    hypothesis: `h${turn}.${index}`,
    rank: move.rank,
    standing: move.standing,
    body: body.id,
    remark: words?.id ?? null,
  };
  return { event: { type: "hypothesis.proposed", data }, bodies: words === null ? [body] : [body, words] };
}

function remark(
  journal: CaseJournal,
  seat: SeatName,
  turn: number,
  about: "remark" | "mind-failed" | "move-refused" | "conclusion",
  text: string,
): Part {
  const body = journal.textBody(text);
  return { event: { type: "remark.made", data: { seat, turn, about, body: body.id } }, bodies: [body] };
}

export function interrupted(signal: AbortSignal): InquestError {
  if (signal.reason instanceof InquestError) return signal.reason;
  return new InquestError("INTERRUPTED", {
    what: "the investigation was interrupted",
    where: "between two of its steps",
    remedy: "resume it with `inquest investigate --resume ID`",
  });
}
