/** The cause came after the symptom, or is of another time altogether. */
import type { Hypothesis } from "../../core/hypothesis.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import type { Evaluation } from "../../diagnosis/assertions/evaluation.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import { causeParts, symptomParts, windowOf } from "../claim-parts.js";
import type { Ground } from "../ground.js";

/** Clocks of two sources may differ by this much, and a scrape sees things later than they are. */
export const TOLERANCE_MS = 15_000;
/** A change may act this much later than it was made. */
export const CHANGE_LOOK_BACK_MS = 15 * 60_000;

export const timing: FloorChallenge = {
  kind: "timing",
  appliesTo: (claim) => claim.kind === "fault",
  required: () => false,
  questions: () => [],
  judge(ground) {
    const stale = staleParts(ground.claim);
    if (stale !== null) return broken(stale);
    const causes = onsets(causeParts(ground.claim), ground);
    const symptoms = onsets(symptomParts(ground.claim), ground);
    const [cause, symptom] = [earliest(causes), earliest(symptoms)];
    if (cause === null || symptom === null)
      return undecided(cause === null ? "no sign of the cause has a time" : "the symptom's beginning is not seen");
    const late = cause - symptom;
    const basis = [...causes, ...symptoms].flatMap((evaluation) => evaluation.basis.slice(0, 1));
    if (late > TOLERANCE_MS)
      return broken(`its first sign came ${Math.round(late / 1000)} s after the symptom`, { basis });
    return survived(
      late <= 0
        ? `its first sign came ${Math.round(-late / 1000)} s before the symptom`
        : "its first sign came with the symptom, within the clocks' tolerance",
      { basis },
    );
  },
};

/** A cause that is shown only in a time far from the symptom's is another incident's. */
function staleParts(claim: Hypothesis): string | null {
  const from = claim.window.from - CHANGE_LOOK_BACK_MS;
  const windows = causeParts(claim).flatMap((part) => windowOf(part.assertion) ?? []);
  if (windows.length === 0 || windows.some((window) => window.to > from && window.from < claim.window.to)) return null;
  return "every sign of the cause is of another time than the symptom";
}

function onsets(parts: Hypothesis["parts"], ground: Ground): readonly Evaluation[] {
  return parts
    .map((part) => evaluate(part.assertion, ground.facts))
    .filter((one) => one.truth === "holds" && one.onset !== null);
}

function earliest(evaluations: readonly Evaluation[]): number | null {
  const times = evaluations.flatMap(({ onset }) => onset ?? []);
  return times.length === 0 ? null : Math.min(...times);
}
