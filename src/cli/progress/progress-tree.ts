/** An investigation as it stands, as a tree of lines: seats, running questions, budget, claims, challenges, best answer. */
import type { CallFile, CaseFile, ClaimFile } from "../../core/case-file.js";
import type { SeatName } from "../../core/events/define.js";
import { cut, durationWords, type ProgressWords, shortQuestion } from "./progress-words.js";

export interface Moment {
  /** The journal's time, for ages. */
  readonly now: number;
  /** When a call was intended, by its seat and number; unknown ones have no age. */
  askedAt(call: CallFile): number | null;
  readonly width: number;
}

interface Branch {
  readonly text: string;
  readonly branches: readonly Branch[];
}

const MOST_QUESTIONS = 6;
const MOST_CLAIMS = 4;

/** No line is longer than `width` characters; all of it is escaped. */
export function progressTree(file: CaseFile, words: ProgressWords, moment: Moment): readonly string[] {
  const branches = [
    seat(file, "investigator", moment),
    ...claims(file),
    seat(file, "verifier", moment),
    best(file, words),
  ];
  const title = `${file.investigation}  ${file.incident.title}`;
  const age = durationWords(moment.now - file.openedAt);
  const head = cut(words.visible(title), moment.width - age.length - 2);
  return [`${head}  ${age}`, ...drawn(branches, "", words, moment.width)];
}

function seat(file: CaseFile, name: SeatName, moment: Moment): Branch {
  const opened = file.seats.find((one) => one.seat === name);
  const calls = file.calls.filter((call) => call.seat === name);
  const used = calls.reduce((sum, call) => sum + call.cost, 0);
  const running = calls.filter((call) => call.outcome === "pending");
  const shown = running.slice(0, MOST_QUESTIONS).map((call) => leaf(question(call, moment)));
  const more = running.length > shown.length ? [leaf(`and ${running.length - shown.length} more`)] : [];
  const denied = calls.filter((call) => call.outcome === "denied").length;
  const budget = `${used} calls, ${callsFor(file, name) - used} left${denied === 0 ? "" : `, ${denied} denied`}`;
  return { text: `${name}: ${opened?.mind ?? "not seated"}, ${budget}`, branches: [...shown, ...more] };
}

/** What the seat may spend in all: the verifier's share is its own, and what the investigator leaves passes on to it. */
function callsFor(file: CaseFile, name: SeatName): number {
  const { calls, verifierCalls } = file.opened.budget;
  if (name === "investigator") return calls - verifierCalls;
  return calls - file.calls.reduce((sum, call) => (call.seat === "investigator" ? sum + call.cost : sum), 0);
}

function question(call: CallFile, moment: Moment): string {
  const asked = moment.askedAt(call);
  const age = asked === null ? "" : `  ${durationWords(moment.now - asked)}`;
  return `? ${shortQuestion(call.query)}${call.again ? " (again)" : ""}${age}`;
}

function claims(file: CaseFile): readonly Branch[] {
  const latest = file.claims.slice(-MOST_CLAIMS);
  const earlier = file.claims.length - latest.length;
  return [...(earlier > 0 ? [leaf(`${earlier} earlier claims`)] : []), ...latest.map(claim)];
}

function claim(one: ClaimFile): Branch {
  const { hypothesis, verdict, standing, challenges } = one;
  const what =
    hypothesis.kind === "fault"
      ? `${hypothesis.cause.fault} at ${hypothesis.cause.entity.name}`
      : `no fault (${hypothesis.why})`;
  const word = verdict === null ? `open, standing ${standing.toFixed(1)}` : verdict.verdict;
  const fell = challenges.filter((challenge) => challenge.outcome !== "survived");
  const survived = challenges.length - fell.length;
  return {
    text: `claim ${one.id}: ${what}: ${word}`,
    branches: [
      ...(survived === 0 ? [] : [leaf(`survived ${survived} of ${challenges.length} challenges`)]),
      ...fell.map((challenge) => leaf(`${challenge.kind} ${challenge.outcome}: ${challenge.why}`)),
    ],
  };
}

function best(file: CaseFile, words: ProgressWords): Branch {
  return leaf(file.claims.length === 0 ? "nothing is claimed yet" : words.bestSoFar(file));
}

function leaf(text: string): Branch {
  return { text, branches: [] };
}

function drawn(branches: readonly Branch[], indent: string, words: ProgressWords, width: number): readonly string[] {
  return branches.flatMap(({ text, branches: under }, index) => {
    const last = index === branches.length - 1;
    const line = cut(`${indent}${last ? "└─" : "├─"} ${words.visible(text)}`, width);
    return [line, ...drawn(under, `${indent}${last ? "   " : "│  "}`, words, width)];
  });
}
