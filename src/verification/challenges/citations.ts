/** A quoted byte is not there, or is of another entity or time, or does not show what it is cited for. */

import type { Citation } from "../../core/citation.js";
import { citationHolds } from "../../core/citation.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { recordEntities, recordTime } from "../../diagnosis/assertions/record-index.js";
import { broken, type FloorChallenge, type Judgement, survived, undecided } from "../challenge.js";
import { entitiesOf, type Part, windowOf } from "../claim-parts.js";
import type { Ground } from "../ground.js";
import { CHANGE_LOOK_BACK_MS } from "./timing.js";

export const citations: FloorChallenge = {
  kind: "citations",
  appliesTo: () => true,
  required: () => true,
  questions: () => [],
  judge(ground) {
    const { claim } = ground;
    if (claim.parts.length === 0) return broken("the claim cites nothing");
    for (const [index, part] of claim.parts.entries()) {
      const wrong = wrongIn(part, ground);
      if (wrong !== null)
        return { ...wrong, why: `part ${index + 1} (${part.part}, ${part.assertion.kind}): ${wrong.why}` };
    }
    return survived(
      `all ${claim.parts.reduce((sum, part) => sum + part.cites.length, 0)} citations stand, byte for byte, and show what they are cited for`,
    );
  },
};

function wrongIn(part: Part, ground: Ground): Judgement | null {
  if (part.cites.length === 0) return broken("nothing is cited for it");
  for (const cite of part.cites) {
    const wrong = wrongCite(cite, part, ground);
    if (wrong !== null) return wrong;
  }
  // The investigator's word is not taken for what its evidence shows: only what is cited counts here.
  const shown = evaluate(part.assertion, ground.cited, (evidence, quote) => stands(ground, evidence, quote));
  if (shown.truth === "holds") return null;
  if (shown.truth === "fails") return broken(`what is cited shows the contrary: ${shown.why}`, { basis: shown.basis });
  return part.part === "path" || part.part === "onset"
    ? null
    : undecided(`what is cited does not show it: ${shown.why}`);
}

function wrongCite(cite: Citation, part: Part, ground: Ground): Judgement | null {
  const source = ground.sources.get(cite.evidence);
  if (source === undefined) return broken(`evidence ${cite.evidence.slice(0, 12)} has no bytes`);
  if (!citationHolds(cite, source))
    return broken(
      `the quoted bytes do not stand at ${cite.range[0]} to ${cite.range[1]} of ${cite.evidence.slice(0, 12)}`,
    );
  const record =
    cite.record === null
      ? undefined
      : ground.facts.evidence.find((one) => one.id === cite.evidence)?.answer.records[cite.record];
  if (record === undefined) return null;
  const about = recordEntities(record);
  const meant = entitiesOf(part.assertion);
  if (about.length > 0 && meant.length > 0 && !meant.some((entity) => about.some((other) => related(entity, other)))) {
    return broken(
      `the cited record is about ${about.map(entityKey).join(" and ")}, not ${meant.map(entityKey).join(" or ")}`,
    );
  }
  return wrongTime(cite, part, recordTime(record), record.kind === "series");
}

/** Something of an entity's own (a container of a pod) speaks for it where the names say so. */
function related(meant: EntityRef, found: EntityRef): boolean {
  return (
    sameEntity(meant, found) ||
    (meant.kind === found.kind && meant.name === found.name && (meant.namespace === "" || found.namespace === ""))
  );
}

function wrongTime(cite: Citation, part: Part, time: number | null, isSeries: boolean): Judgement | null {
  const window = windowOf(part.assertion);
  if (window === null || time === null || isSeries) return null;
  const early = part.assertion.kind === "changed" ? CHANGE_LOOK_BACK_MS : 0;
  if (time >= window.from - early && time < window.to) return null;
  return broken(`the record cited from ${cite.evidence.slice(0, 12)} is of another time than what is claimed`);
}

function stands(ground: Ground, evidence: string, quote: string): boolean | null {
  const source = ground.sources.get(evidence);
  return source === undefined ? null : Buffer.from(source).includes(quote);
}
