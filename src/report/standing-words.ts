import type { ReportModel } from "./report-model.js";

type Verdict = ReportModel["verdict"];

/** `Finding`, or the best answer so far marked *not verified*. */
export function verdictTitle({ verdict }: Pick<ReportModel, "verdict">): string {
  return verdict.verified ? verdict.word : "Not verified, best answer so far";
}

/** How the claim stood against the challenges: `7 of 8 challenges survived, 1 undecided`. */
export function challengeTally({ challenges }: Verdict): string {
  const of = (outcome: string) => challenges.filter((challenge) => challenge.outcome === outcome).length;
  const parts = [`${of("survived")} of ${challenges.length} challenges survived`];
  if (of("broken") > 0) parts.push(`${of("broken")} broken`);
  if (of("undecided") > 0) parts.push(`${of("undecided")} undecided`);
  return parts.join(", ");
}

const STANDING_WORDS = {
  resolves: "the source holds these bytes at this place",
  altered: "ALTERED: the source holds other bytes at this place",
  missing: "the source's bytes are not retained or were erased",
  unchecked: "the source's bytes were not at hand to check",
} as const;

export function standingWords(standing: ReportModel["citations"][number]["standing"]): string {
  return STANDING_WORDS[standing];
}

/** `[1] [2]`, or nothing. */
export function citeMarks(cites: readonly number[]): string {
  return cites.map((n) => `[${n}]`).join(" ");
}

/** A sentence with its marks; one that rests on no citable bytes says so. */
export function withCites(text: string, cites: readonly number[]): string {
  return cites.length === 0 ? `${text} [no citation]` : `${text} ${citeMarks(cites)}`;
}

/** The claim's parts by what they do in it, as headings. */
export const PART_WORDS = {
  cause: "cause",
  symptom: "symptom",
  path: "path",
  onset: "onset",
  "rules-out": "rules out",
  recovery: "recovery",
} as const;

/** Words of a verdict over one claim. */
export const CLAIM_VERDICT_WORDS = { accepted: "Finding", refuted: "Refuted", unproven: "Unproven" } as const;
