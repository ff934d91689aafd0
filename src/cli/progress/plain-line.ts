import type { CaseFile } from "../../core/case-file.js";
import type { Entry } from "../../core/event.js";
import { shortQuestion } from "./progress-words.js";

/** What an entry means for who follows along without a terminal: one line, raw; `null` for what is no news. */
export function plainLine(entry: Entry, file: CaseFile): string | null {
  switch (entry.type) {
    case "investigation.opened":
      return `${file.investigation}: ${file.incident.title}`;
    case "call.intended": {
      const { seat, n, again } = entry.data;
      const call = file.calls.find((one) => one.seat === seat && one.n === n);
      return `${seat} asks${again ? " again" : ""}: ${shortQuestion(call?.query ?? null)}`;
    }
    case "call.denied":
      return `the gate denied a call of the ${entry.data.seat} (${entry.data.code})`;
    case "call.settled":
      return entry.data.outcome === "answered"
        ? null
        : `call ${entry.data.n} of the ${entry.data.seat}: ${entry.data.outcome}`;
    case "hypothesis.proposed":
      return `claim ${entry.data.hypothesis}: ${claimWords(file, entry.data.hypothesis)}`;
    case "hypothesis.refused":
      return `a claim was refused (${entry.data.code})`;
    case "challenge.judged":
      return `claim ${entry.data.hypothesis}, ${entry.data.kind}: ${entry.data.outcome}`;
    case "verdict.reached":
      return `claim ${entry.data.hypothesis}: ${entry.data.verdict}, ${Math.round(entry.data.confidence * 100)} %`;
    case "investigation.resumed":
      return `resumed; ${entry.data.askedAgain.length} calls are asked again`;
    case "investigation.interrupted":
      return `interrupted (${entry.data.reason})`;
    case "investigation.concluded":
      return `concluded: ${entry.data.outcome}`;
    default:
      return null;
  }
}

function claimWords(file: CaseFile, id: string): string {
  const hypothesis = file.claims.find((claim) => claim.id === id)?.hypothesis;
  if (hypothesis === undefined) return "unknown";
  return hypothesis.kind === "fault"
    ? `${hypothesis.cause.fault} at ${hypothesis.cause.entity.name}`
    : `no fault (${hypothesis.why})`;
}
