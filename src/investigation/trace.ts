/** The decision trace: everything that was asked, seen, claimed, tried and decided, entry by entry, as data for people. */
import type { CaseFile, ClaimFile } from "../core/case-file.js";
import { CaseFolder } from "../core/case-folder.js";
import { InquestError } from "../core/errors.js";
import type { Move } from "../core/move.js";
import type { Store } from "../core/ports/store.js";
import { readMoves } from "./judge.js";
import { callKey, type TraceStep, type TraceWords, traceStep } from "./trace-step.js";

export interface Trace {
  readonly investigation: string;
  readonly steps: readonly TraceStep[];
}

/** @throws InquestError `INTEGRITY`, or `NOT_FOUND` where `why` names no claim */
export async function decisionTrace(
  store: Pick<Store, "read" | "body">,
  stream: string,
  wordsFor: (file: CaseFile) => TraceWords,
  why: string | null,
): Promise<Trace> {
  const body = (id: string) => store.body(stream, id);
  const folder = new CaseFolder(body);
  const moves = new Map<string, readonly Move[]>();
  const steps: TraceStep[] = [];
  for await (const entry of store.read(stream)) {
    await folder.fold(entry);
    if (entry.type === "moves.made")
      moves.set(`${entry.data.seat} ${entry.data.turn}`, await readMoves({ body }, entry.data.moves));
    const step = traceStep(entry, folder.file, moves, wordsFor(folder.file));
    if (step !== null) steps.push(step);
  }
  return { investigation: stream, steps: why === null ? steps : steps.filter(isWhy(folder.file, why)) };
}

/** What one claim rests on: its evidence and who asked for it, its challenges with theirs, and how its rivals ended. */
function isWhy(file: CaseFile, named: string): (step: TraceStep) => boolean {
  const claim = file.claims.find((one) => one.id === named);
  if (claim === undefined) {
    throw new InquestError("NOT_FOUND", {
      what: `there is no claim \`${named.slice(0, 80)}\` in it`,
      where: file.investigation,
      remedy: `name one of: ${file.claims.map((one) => one.id).join(", ") || "none was made"}`,
    });
  }
  const basis = basisOf(claim);
  const calls = new Set(file.calls.filter(({ evidence }) => evidence !== null && basis.has(evidence)).map(callKey));
  return (step) =>
    step.hypothesis === named ||
    (step.evidence !== null && basis.has(step.evidence)) ||
    (step.call !== null && calls.has(step.call)) ||
    (step.hypothesis !== null && step.type === "verdict.reached") ||
    step.type === "investigation.concluded";
}

function basisOf({ hypothesis, challenges }: ClaimFile): ReadonlySet<string> {
  return new Set([
    ...hypothesis.parts.flatMap((part) => part.cites.map((cite) => cite.evidence)),
    ...challenges.flatMap((challenge) => [...challenge.own, ...challenge.basis.map((cite) => cite.evidence)]),
  ]);
}
