/** "Not seen" was never looked for: a negative counts only inside of what an answer covers. */
import type { Assertion } from "../../core/assertion.js";
import type { Hypothesis } from "../../core/hypothesis.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";

export const coverage: FloorChallenge = {
  kind: "coverage",
  appliesTo: () => true,
  required: (claim) => claim.kind === "no-fault" || negatives(claim).length > 0,
  questions({ claim, cited }) {
    return negatives(claim).flatMap((assertion) =>
      evaluate(assertion, cited).truth === "unknown"
        ? questionsFor(assertion)
            .slice(0, 1)
            .map((query) => ({ query, why: "was it looked for at all" }))
        : [],
    );
  },
  judge({ claim, facts }) {
    const readings = negatives(claim).map((assertion) => ({ assertion, ...evaluate(assertion, facts) }));
    const seen = readings.find((reading) => reading.truth === "fails");
    if (seen !== undefined) return broken(`claimed not to be there, and it is: ${seen.why}`, { basis: seen.basis });
    const open = readings.find((reading) => reading.truth === "unknown");
    if (open !== undefined)
      return undecided(`claimed not to be there, and not looked for: ${open.why}`, {
        settledBy: questionsFor(open.assertion)[0],
      });
    if (readings.length === 0) return survived("nothing in the claim rests on something not being there");
    return survived(`what is claimed not to be there was looked for: ${readings.length} of ${readings.length}`, {
      basis: readings.flatMap(({ basis }) => basis.slice(0, 1)),
    });
  },
};

/** Claims that say something is not there, or stays under a bound. */
function negatives(claim: Hypothesis): readonly Assertion[] {
  return claim.parts
    .filter(
      (part) =>
        part.assertion.kind === "absent" ||
        part.part === "rules-out" ||
        (claim.kind === "no-fault" && part.assertion.kind === "level"),
    )
    .map((part) => part.assertion);
}
