/** From an investigation's case file to an answer: what it stands for, and what it ranks. */
import { type CaseFile, type ClaimFile, entityKey } from "../../../src/index.js";
import type { AnswerLine } from "../../harness/answer-line.js";

const MOST_RANKED = 3;

export function answerOf(file: CaseFile, name: string, ms: number): AnswerLine {
  const { conclusion } = file;
  const outcome = conclusion?.outcome ?? "unproven";
  const best = bestClaim(file);
  const spent = conclusion?.calls ?? { investigator: 0, verifier: 0 };
  return {
    case: name,
    verdict: outcome === "finding" ? "accepted" : outcome,
    confidence: best?.verdict?.confidence.value ?? 0,
    ranked: outcome === "no-fault" ? [] : ranked(file),
    calls: spent.investigator + spent.verifier,
    ms,
    verifier: { calls: spent.verifier, changed: file.claims.filter(changedByOwnCalls).length },
  };
}

function bestClaim(file: CaseFile): ClaimFile | undefined {
  const first = file.conclusion?.findings[0] ?? file.conclusion?.leading;
  return file.claims.find((claim) => claim.id === first);
}

/** Findings first, in their own order, then what was left open, by confidence and the investigator's rank; what was refuted is no answer. */
function ranked(file: CaseFile): AnswerLine["ranked"] {
  const findings = file.conclusion?.findings ?? [];
  const place = (claim: ClaimFile): number => {
    const index = findings.indexOf(claim.id);
    return index < 0 ? findings.length : index;
  };
  return file.claims
    .filter((claim) => claim.verdict?.verdict !== "refuted")
    .toSorted(
      (a, b) => place(a) - place(b) || confidenceOf(b) - confidenceOf(a) || a.rank - b.rank || (a.id < b.id ? -1 : 1),
    )
    .flatMap((claim) => {
      if (claim.hypothesis.kind !== "fault") return [];
      const { entity, fault } = claim.hypothesis.cause;
      const label = { entity: entityKey(entity), fault };
      return [{ ...label, label, confidence: confidenceOf(claim) }];
    })
    .slice(0, MOST_RANKED);
}

function confidenceOf(claim: ClaimFile): number {
  return claim.verdict?.confidence.value ?? 0;
}

/** Refuted, and by nothing but what the verifier asked for itself. */
function changedByOwnCalls({ verdict, challenges }: ClaimFile): boolean {
  const broken = challenges.filter((challenge) => challenge.outcome === "broken");
  return verdict?.verdict === "refuted" && broken.length > 0 && broken.every((challenge) => challenge.own.length > 0);
}
