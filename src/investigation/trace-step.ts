import { assertNever } from "../core/assert-never.js";
import type { CallFile, CaseFile } from "../core/case-file.js";
import type { Entry, EntryOf } from "../core/event.js";
import type { SeatName } from "../core/events/define.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Move } from "../core/move.js";
import type { Query } from "../core/query.js";
import type { Instant } from "../core/time.js";

export interface TraceStep {
  readonly seq: number;
  readonly at: Instant;
  readonly who: SeatName | "engine" | "gate";
  /** The entry's type. */
  readonly type: Entry["type"];
  /** What happened, in words made by code; names and texts of production in it are raw. */
  readonly text: string;
  readonly hypothesis: string | null;
  readonly evidence: string | null;
  /** `verifier 3`: the call that it is about. */
  readonly call: string | null;
}

/** How data is put in words. */
export interface TraceWords {
  question(query: Query): string;
  claim(hypothesis: Hypothesis): string;
}

type Step = Omit<TraceStep, "seq" | "at" | "type">;
type Moves = ReadonlyMap<string, readonly Move[]>;

/** One entry in words; `null` for entries that say nothing a reader of decisions looks for. `file` holds the entry already. */
export function traceStep(entry: Entry, file: CaseFile, moves: Moves, words: TraceWords): TraceStep | null {
  const step = stepOf(entry, file, moves, words);
  return step === null ? null : { seq: entry.seq, at: entry.at, type: entry.type, ...step };
}

function stepOf(entry: Entry, file: CaseFile, moves: Moves, words: TraceWords): Step | null {
  switch (entry.type) {
    case "investigation.opened": {
      const { calls, verifierCalls } = entry.data.budget;
      return by("engine", `opened: ${file.incident.title}; ${calls} calls, ${verifierCalls} of them the verifier's`);
    }
    case "seat.opened": {
      const { seat, mind, binding, calls } = entry.data;
      return by("engine", `the ${seat}'s seat is taken by ${mind}, ${binding}, ${calls} calls`);
    }
    case "moves.made":
      return by(entry.data.seat, `turn ${entry.data.turn}: ${entry.data.count} moves of the ${entry.data.origin}`);
    case "call.intended":
    case "call.denied":
    case "call.settled":
    case "evidence.recorded":
      return callStep(entry, file, moves, words);
    case "hypothesis.proposed":
    case "hypothesis.refused":
    case "challenge.judged":
    case "verdict.reached":
      return claimStep(entry, file, words);
    case "remark.made":
      return by(entry.data.seat, `${entry.data.about}: ${file.remarks.at(-1)?.text ?? ""}`);
    case "investigation.resumed":
      return by("engine", `resumed; ${entry.data.askedAgain.length} calls are asked again`);
    case "investigation.interrupted":
      return by("engine", `interrupted: ${entry.data.reason}`);
    case "investigation.concluded":
      return by("engine", `concluded: ${entry.data.outcome}, because ${entry.data.because}`);
    default:
      return null;
  }
}

type CallEntry = EntryOf<"call.intended" | "call.denied" | "call.settled" | "evidence.recorded">;

function callStep(entry: CallEntry, file: CaseFile, moves: Moves, words: TraceWords): Step {
  const { seat, n } = entry.data;
  const call = callKey(entry.data);
  switch (entry.type) {
    case "call.intended": {
      const text = asked(callOf(file, entry.data), reasonOf(moves, entry.data), words, entry.data.again);
      return by(seat, text, { call });
    }
    case "call.denied":
      return by("gate", `denied call ${n} of the ${seat} at ${entry.data.step}: ${entry.data.code}`, { call });
    case "call.settled": {
      const { outcome, code, evidence, ms } = entry.data;
      const why = code === null ? "" : ` (${code})`;
      return by("gate", `call ${n} of the ${seat}: ${outcome}${why}, ${ms} ms`, { call, evidence });
    }
    case "evidence.recorded":
      return by("gate", seen(entry.data.evidence, file), { call, evidence: entry.data.evidence });
    default:
      return assertNever(entry);
  }
}

type ClaimEntry = EntryOf<"hypothesis.proposed" | "hypothesis.refused" | "challenge.judged" | "verdict.reached">;

function claimStep(entry: ClaimEntry, file: CaseFile, words: TraceWords): Step {
  switch (entry.type) {
    case "hypothesis.refused": {
      const { seat, code } = entry.data;
      return by("engine", `refused a claim of the ${seat} (${code}): ${file.refusals.at(-1)?.detail ?? ""}`);
    }
    case "hypothesis.proposed": {
      const { hypothesis, seat } = entry.data;
      return by(seat, proposed(hypothesis, file, words), { hypothesis });
    }
    case "challenge.judged": {
      const { hypothesis } = entry.data;
      return by("verifier", challenged(hypothesis, file), { hypothesis });
    }
    case "verdict.reached": {
      const { hypothesis } = entry.data;
      return by("engine", decided(hypothesis, file, words), { hypothesis });
    }
    default:
      return assertNever(entry);
  }
}

function by(who: Step["who"], text: string, about: Partial<Pick<Step, "hypothesis" | "evidence" | "call">> = {}): Step {
  return { who, text, hypothesis: null, evidence: null, call: null, ...about };
}

export function callKey({ seat, n }: { readonly seat: string; readonly n: number }): string {
  return `${seat} ${n}`;
}

function callOf(file: CaseFile, which: { readonly seat: string; readonly n: number }): CallFile | undefined {
  return file.calls.find((call) => call.seat === which.seat && call.n === which.n);
}

function reasonOf(
  moves: Moves,
  which: { readonly seat: string; readonly turn: number; readonly move: number },
): string {
  const move = moves.get(`${which.seat} ${which.turn}`)?.[which.move];
  return move?.kind === "query" ? move.reason : "";
}

function asked(call: CallFile | undefined, reason: string, words: TraceWords, again: boolean): string {
  const question = call?.query == null ? "a question" : words.question(call.query);
  return `asks${again ? " again" : ""} (call ${call?.n ?? "?"}): ${question}${reason === "" ? "" : `; why: ${reason}`}`;
}

function seen(id: string, file: CaseFile): string {
  const { answer, source } = file.evidence.get(id)?.evidence ?? { answer: null, source: "unknown" };
  if (answer === null) return `evidence ${id.slice(0, 12)}`;
  const records = answer.unavailable ?? `${answer.records.length} records`;
  return `evidence ${id.slice(0, 12)} from ${source}: ${records}`;
}

function proposed(id: string, file: CaseFile, words: TraceWords): string {
  const claim = file.claims.find((one) => one.id === id);
  return claim === undefined
    ? `proposes ${id}`
    : `proposes ${id} (rank ${claim.rank}): ${words.claim(claim.hypothesis)}`;
}

function challenged(id: string, file: CaseFile): string {
  const result = file.claims.find((one) => one.id === id)?.challenges.at(-1);
  if (result === undefined) return `challenges ${id}`;
  return `challenges ${id}, ${result.kind} (${result.by}): ${result.outcome}: ${result.why}`;
}

function decided(id: string, file: CaseFile, words: TraceWords): string {
  const claim = file.claims.find((one) => one.id === id);
  if (claim?.verdict == null) return `decides ${id}`;
  const { verdict, confidence, because } = claim.verdict;
  return `${verdict} ${id}, ${Math.round(confidence.value * 100)} % ${confidence.basis.kind}: ${words.claim(claim.hypothesis)}; ${because}`;
}
