/** It was so before the incident: a standing oddity explains nothing new. */
import type { Assertion } from "../../core/assertion.js";
import type { Window } from "../../core/time.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import { causeParts, inWindow } from "../claim-parts.js";
import type { Ground } from "../ground.js";

/** Signs looked at for one claim. */
const MOST_SIGNS = 3;

export const standing: FloorChallenge = {
  kind: "standing",
  appliesTo: (claim) => claim.kind === "fault" && claim.reference !== null,
  required: () => false,
  questions(ground) {
    return before(ground).flatMap((assertion) =>
      questionsFor(assertion)
        .slice(0, 1)
        .map((query) => ({ query, why: "was it so before" })),
    );
  },
  judge(ground) {
    const readings = before(ground).map((assertion) => evaluate(assertion, ground.facts));
    const stood = readings.filter((reading) => reading.truth === "holds");
    if (readings.length > 0 && stood.length === readings.length) {
      return broken(`it was so before the incident: ${stood[0]?.why ?? ""}`, {
        basis: stood.flatMap(({ basis }) => basis.slice(0, 1)),
      });
    }
    const fresh = readings.filter((reading) => reading.truth === "fails");
    if (fresh.length > 0)
      return survived(`it was not so before the incident: ${fresh[0]?.why ?? ""}`, {
        basis: fresh.flatMap(({ basis }) => basis.slice(0, 1)),
      });
    if (readings.length === 0) return survived("each sign is a difference from what was before");
    return undecided("what was before was not seen");
  },
};

/** Signs that are no comparison by themselves, claimed of the time before. */
function before({ claim }: Ground): readonly Assertion[] {
  const reference: Window | null = claim.reference;
  if (reference === null) return [];
  return causeParts(claim)
    .map((part) => part.assertion)
    .filter(({ kind }) => kind === "is" || kind === "happened" || kind === "level" || kind === "share")
    .flatMap((assertion) => inWindow(assertion, reference) ?? [])
    .slice(0, MOST_SIGNS);
}
