/** The claim rests on memory, generated text, a previous conclusion, or on nothing but words. */
import type { Evidence } from "../../core/evidence.js";
import { broken, type FloorChallenge, survived } from "../challenge.js";
import { causeParts, type Part, symptomParts } from "../claim-parts.js";
import type { Ground } from "../ground.js";

/** Answers that repeat what somebody said, rather than showing what is. */
const WORDS = new Set(["alerts.list", "runbooks.search", "memory.recall", "reference.windows"]);

export const laundering: FloorChallenge = {
  kind: "laundering",
  appliesTo: () => true,
  required: () => true,
  questions: () => [],
  judge(ground) {
    const { claim } = ground;
    const bearing = claim.kind === "fault" ? causeParts(claim) : symptomParts(claim);
    if (bearing.length === 0) return broken("nothing is claimed that code could check");
    const words = bearing.filter((part) => part.assertion.kind === "quoted");
    if (words.length === bearing.length) return broken("it rests on quoted words alone, and anyone can write words");
    for (const part of bearing) {
      const weak = weakness(part, ground);
      if (weak !== null) return broken(`it rests on ${weak}`);
    }
    return survived("each sign rests on observed or declared evidence of this incident");
  },
};

function weakness(part: Part, ground: Ground): string | null {
  const cited = part.cites.flatMap((cite) => ground.facts.evidence.find((one) => one.id === cite.evidence) ?? []);
  const bearing = cited.filter((evidence) => carries(evidence));
  if (bearing.length > 0) return null;
  const first = cited[0];
  if (first === undefined) return "nothing";
  return WORDS.has(first.query.capability) ? `words alone (${first.query.capability})` : `${first.provenance} text`;
}

function carries(evidence: Evidence): boolean {
  return (
    (evidence.provenance === "observed" || evidence.provenance === "declared") && !WORDS.has(evidence.query.capability)
  );
}
