/** 7. What was ruled out, and by which challenge; what stayed open beside the answer. */
import type { ClaimFile } from "../../core/case-file.js";
import type { ChallengeResult } from "../../core/challenge.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";
import { claimWords } from "../words/claim-words.js";
import { capitalised } from "../words/entity-words.js";

type RuledOutItem = ReportModel["ruledOut"][number];

export function ruledOutSection(context: ReportContext): readonly RuledOutItem[] {
  const { file, claim } = context;
  const others = file.claims.filter(
    (other) => other !== claim && other.verdict !== null && other.verdict.verdict !== "accepted",
  );
  return others.sort((a, b) => order(a) - order(b) || a.rank - b.rank).map((other) => ruledOut(other, context));
}

function order(claim: ClaimFile): number {
  return claim.verdict?.verdict === "refuted" ? 0 : 1;
}

function ruledOut(claim: ClaimFile, { times, citations }: ReportContext): RuledOutItem {
  const decisive = claim.challenges.filter(against);
  return {
    claim: claim.id,
    verdict: claim.verdict?.verdict ?? "unproven",
    headline: capitalised(claimWords(claim.hypothesis, times)),
    by: decisive.map(({ kind, outcome, why, basis }) => ({ kind, outcome, why, cites: citations.numbers(basis) })),
  };
}

function against({ outcome, required }: ChallengeResult): boolean {
  return outcome === "broken" || (outcome === "undecided" && required);
}
