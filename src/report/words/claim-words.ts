import { assertNever } from "../../core/assert-never.js";
import type { Hypothesis, NoFaultHypothesis } from "../../core/hypothesis.js";
import { entityWords, faultWords } from "./entity-words.js";
import type { TimeWords } from "./time-words.js";

/** What a claim says, without its proof: `lock contention on database orders-db, since 12:03:20`. */
export function claimWords(hypothesis: Hypothesis, times: TimeWords): string {
  if (hypothesis.kind === "no-fault") return noFaultWords(hypothesis, times);
  const { entity, fault, since } = hypothesis.cause;
  return `${faultWords(fault)} on ${entityWords(entity)}${since === null ? "" : `, since ${times.instant(since)}`}`;
}

function noFaultWords({ why, symptom }: NoFaultHypothesis, times: TimeWords): string {
  const about = `${symptom.signal.replaceAll("-", " ")} of ${entityWords(symptom.entity)}`;
  const since = symptom.since === null ? "" : ` after ${times.instant(symptom.since)}`;
  switch (why) {
    case "recovered":
      return `nothing is wrong any more: ${about} recovered${since}`;
    case "never-there":
      return `nothing is wrong: the symptom told of ${about} was never there`;
    case "within-normal-range":
      return `nothing is wrong: ${about} stayed within its normal range`;
    default:
      return assertNever(why);
  }
}
