/**
 * One claim before the verifier.
 *
 * 1. The floor's questions are asked in the verifier's seat whichever mind sits there, and its challenges run in code.
 * 2. The mind in the seat can only add challenges, and a challenge can only lower a verdict.
 * 3. Results and verdict are appended together: a claim is either open or wholly decided.
 */

import { z } from "zod";
import type { ChallengeResult } from "../core/challenge.js";
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import type { EvidenceId } from "../core/evidence.js";
import { Move, type MoveOf } from "../core/move.js";
import type { Mind } from "../core/ports/mind.js";
import type { Body } from "../core/ports/store.js";
import type { Verdict } from "../core/verdict.js";
import type { SeatView } from "../core/view.js";
import type { FloorChallenge } from "../verification/challenge.js";
import { decide } from "../verification/decide.js";
import { floorQuestions, judgeFloor } from "../verification/floor.js";
import { judgeProposed } from "../verification/proposed-challenge.js";
import { callsLeft } from "./budget.js";
import type { CaseJournal } from "./case-journal.js";
import { seatView } from "./seat-view.js";
import { think } from "./think.js";
import { interrupted, runTurn, type TurnWorld } from "./turn.js";

/** The floor may ask, look, and ask once more; what is open then is undecided. */
export const FLOOR_ROUNDS = 3;

export interface JudgeWorld extends TurnWorld {
  readonly verifier: Mind | null;
  readonly threshold: number;
  /** Left out: all of the built-in challenges. Evals take one away to see what it alone stops. */
  readonly floor?: readonly FloorChallenge[] | undefined;
  readonly moment: () => { readonly now: number; readonly timeLeftMs: number };
}

export async function judgeClaim(world: JudgeWorld, claim: string): Promise<void> {
  await gather(world, claim);
  const view = verifierView(world, claim);
  const { results, verdict } = await judge(world.journal, view, claim, world.threshold, world.floor);
  await world.journal.record([
    ...results.map((result) => judged(world.journal, claim, result)),
    reached(world.journal, claim, verdict),
  ]);
}

async function gather(world: JudgeWorld, claim: string): Promise<void> {
  for (let round = 0; round < FLOOR_ROUNDS; round += 1) {
    if (world.signal.aborted) throw interrupted(world.signal);
    const asked = await floorTurn(world, claim);
    const added = await mindTurn(world, claim);
    if (!asked && !added) return;
  }
}

async function floorTurn(world: JudgeWorld, claim: string): Promise<boolean> {
  const view = verifierView(world, claim);
  const left = view.budget.callsLeft;
  const moves = floorQuestions(view, world.floor)
    .slice(0, left)
    .map((question): Move => ({ kind: "query", query: question.query, reason: question.why }));
  if (moves.length === 0) return false;
  await runTurn(world, "verifier", "floor", moves, world.moment());
  return true;
}

async function mindTurn(world: JudgeWorld, claim: string): Promise<boolean> {
  if (world.verifier === null) return false;
  const thought = await think(world.verifier, verifierView(world, claim), world.signal);
  if (thought.kind === "failed") {
    const body = world.journal.textBody(thought.why);
    const turn = verifierView(world, claim).turn;
    const event: Event = { type: "remark.made", data: { seat: "verifier", turn, about: "mind-failed", body: body.id } };
    await world.journal.record([{ event, bodies: [body] }]);
    return false;
  }
  if (thought.moves.length === 0) return false;
  const moves = thought.moves.flatMap((move) => (move.kind === "challenge" ? withQuery(move) : [move]));
  await runTurn(world, "verifier", "mind", moves, world.moment());
  return true;
}

/** A challenge's own query is asked like any other. */
function withQuery(move: MoveOf<"challenge">): readonly Move[] {
  const { query } = move.challenge;
  return query === null
    ? [move]
    : [{ kind: "query", query, reason: `to try a challenge: ${move.challenge.kind}` }, move];
}

function verifierView(world: JudgeWorld, claim: string): SeatView {
  const { now, timeLeftMs } = world.moment();
  const file = world.journal.file;
  return seatView(file, {
    seat: "verifier",
    claim,
    now,
    timeLeftMs,
    offers: world.offers,
    callsLeft: callsLeft(file, "verifier"),
  });
}

/** Decides a claim from what the view holds: pure but for reading bodies, so that a replay can decide it again. */
export async function judge(
  journal: Pick<CaseJournal, "file" | "body">,
  view: SeatView,
  claim: string,
  threshold: number,
  challenges?: readonly FloorChallenge[],
): Promise<{ readonly results: readonly ChallengeResult[]; readonly verdict: Verdict }> {
  const sources = new Map<EvidenceId, Uint8Array>();
  for (const evidence of view.evidence) {
    const bytes = await journal.body(evidence.id);
    if (bytes !== null) sources.set(evidence.id, bytes);
  }
  const floor = judgeFloor(view, sources, challenges);
  const added = judgeProposed(view, sources, await proposedChallenges(journal, claim));
  const results = [...floor, ...added];
  return { results, verdict: decide(view, results, threshold) };
}

async function proposedChallenges(
  journal: Pick<CaseJournal, "file" | "body">,
  claim: string,
): Promise<readonly MoveOf<"challenge">["challenge"][]> {
  const turns = journal.file.turns.filter((turn) => turn.seat === "verifier" && turn.origin === "mind");
  const moves = await Promise.all(turns.map((turn) => readMoves(journal, turn.moves)));
  return moves
    .flat()
    .flatMap((move) => (move.kind === "challenge" && move.challenge.hypothesis === claim ? [move.challenge] : []));
}

/** The moves of a recorded turn. @throws InquestError `INTEGRITY` */
export async function readMoves(journal: Pick<CaseJournal, "body">, id: string): Promise<readonly Move[]> {
  const bytes = await journal.body(id);
  if (bytes !== null) return z.array(Move).parse(JSON.parse(new TextDecoder().decode(bytes))) as readonly Move[];
  throw new InquestError("INTEGRITY", {
    what: "the moves of a turn are missing",
    where: `body ${id.slice(0, 12)}`,
    remedy: "run `inquest journal verify` to see what else is wrong",
  });
}

type Part = { readonly event: Event; readonly bodies: readonly Body[] };

function judged(journal: CaseJournal, claim: string, result: ChallengeResult): Part {
  const body = journal.bodyOf(result);
  const { kind, by, outcome, required } = result;
  return {
    event: { type: "challenge.judged", data: { hypothesis: claim, kind, by, outcome, required, body: body.id } },
    bodies: [body],
  };
}

function reached(journal: CaseJournal, claim: string, verdict: Verdict): Part {
  const body = journal.bodyOf(verdict);
  const data = { hypothesis: claim, verdict: verdict.verdict, confidence: verdict.confidence.value, body: body.id };
  return { event: { type: "verdict.reached", data }, bodies: [body] };
}
