/** What should be seen if the claim is true is not there: a call of the verifier's own. */
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";

export const prediction: FloorChallenge = {
  kind: "prediction",
  appliesTo: (claim) => claim.kind === "fault",
  required: (claim) => claim.prediction.kind === "predicted",
  questions({ claim }) {
    if (claim.prediction.kind !== "predicted") return [];
    // What compares two things is shown by two questions.
    const { query, assertion } = claim.prediction;
    const queries = [query, ...questionsFor(assertion).slice(1)];
    return queries.map((one) => ({ query: one, why: "is there what should be there" }));
  },
  judge({ claim, own, cited }) {
    if (claim.prediction.kind !== "predicted") return undecided(`nothing is predicted: ${claim.prediction.why}`);
    const { assertion, query } = claim.prediction;
    if (evaluate(assertion, cited).truth !== "unknown")
      return undecided("what is predicted was known before", { settledBy: query });
    const seen = evaluate(assertion, own);
    if (seen.truth === "holds") return survived(`as predicted: ${seen.why}`, { basis: seen.basis });
    if (seen.truth === "fails") return broken(`predicted, and not there: ${seen.why}`, { basis: seen.basis });
    return undecided(`predicted, and not seen either way: ${seen.why}`, { settledBy: query });
  },
};
