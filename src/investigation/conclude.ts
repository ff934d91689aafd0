/** The end of an investigation, by code: what the verdicts and the budget say, never what a mind would like. */
import type { CaseFile, ClaimFile } from "../core/case-file.js";
import type { EventOf } from "../core/event.js";
import type { Query } from "../core/query.js";
import { spentCalls } from "./budget.js";
import type { CaseJournal } from "./case-journal.js";
import { readMoves } from "./judge.js";

export type Because = EventOf<"investigation.concluded">["data"]["because"];

export async function conclude(journal: CaseJournal, because: Because): Promise<void> {
  const file = journal.file;
  const accepted = file.claims.filter((claim) => claim.verdict?.verdict === "accepted");
  const faults = accepted.filter((claim) => claim.hypothesis.kind === "fault");
  const findings = (faults.length > 0 ? faults : accepted).toSorted(byConfidence);
  const leading = findings.length > 0 ? null : (leadingClaim(file)?.id ?? null);
  const settledBy = findings.length > 0 ? null : await settlingQuery(journal, file);
  const body = settledBy === null ? null : journal.bodyOf(settledBy);
  const data = {
    outcome:
      faults.length > 0 ? ("finding" as const) : accepted.length > 0 ? ("no-fault" as const) : ("unproven" as const),
    findings: findings.map((claim) => claim.id),
    leading,
    because,
    settledBy: body?.id ?? null,
    calls: { investigator: spentCalls(file, "investigator"), verifier: spentCalls(file, "verifier") },
  };
  await journal.record([{ event: { type: "investigation.concluded", data }, bodies: body === null ? [] : [body] }]);
}

/** The best explanation that is not refuted: by confidence once judged, else by the investigator's own order. */
export function leadingClaim(file: CaseFile): ClaimFile | null {
  const open = file.claims.filter((claim) => claim.verdict?.verdict !== "refuted");
  const judged = open.filter((claim) => claim.verdict !== null).toSorted(byConfidence);
  return judged[0] ?? open.toSorted((a, b) => a.rank - b.rank)[0] ?? null;
}

function byConfidence(a: ClaimFile, b: ClaimFile): number {
  return (b.verdict?.confidence.value ?? 0) - (a.verdict?.confidence.value ?? 0) || a.rank - b.rank;
}

/** What would settle it: the verifier's word on the leading claim, else the investigator's on concluding. */
async function settlingQuery(journal: CaseJournal, file: CaseFile): Promise<Query | null> {
  const verdict = leadingClaim(file)?.verdict ?? null;
  if (verdict?.settledBy != null) return verdict.settledBy;
  for (const turn of file.turns.filter((other) => other.seat === "investigator").toReversed()) {
    const conclusion = (await readMoves(journal, turn.moves)).find((move) => move.kind === "conclude");
    if (conclusion !== undefined) return conclusion.settledBy;
  }
  return null;
}
