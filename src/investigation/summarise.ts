import type { CaseFile, ClaimFile } from "../core/case-file.js";
import { entityKey } from "../core/entity.js";
import { InquestError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { leadingClaim } from "./conclude.js";
import { investigations, readCase } from "./find-investigation.js";

/** An investigation in a list. Texts of it are raw: whoever shows them escapes them. */
export type Summary = ReadableSummary | UnreadableSummary;

export interface ReadableSummary {
  readonly kind: "readable";
  readonly investigation: string;
  readonly openedAt: Instant;
  readonly title: string;
  readonly state: "concluded" | "interrupted" | "killed" | "open";
  readonly outcome: "finding" | "no-fault" | "unproven" | null;
  /** What is claimed, or was best so far: `dependency/lock-contention at database:orders`. */
  readonly answer: string | null;
  /** 0 to 1. */
  readonly confidence: number | null;
  readonly calls: number;
}

/** A stream that cannot be folded: one broken journal does not hide the others. */
export interface UnreadableSummary {
  readonly kind: "unreadable";
  readonly investigation: string;
  readonly openedAt: Instant;
  readonly why: string;
}

/** All investigations, newest first. */
export async function summariseAll(store: Pick<Store, "list" | "read" | "body">): Promise<readonly Summary[]> {
  const summaries: Summary[] = [];
  for (const { stream, createdAt } of await investigations(store)) {
    try {
      summaries.push(summarise(await readCase(store, stream)));
    } catch (error) {
      if (!(error instanceof InquestError) || error.code !== "INTEGRITY") throw error;
      summaries.push({ kind: "unreadable", investigation: stream, openedAt: createdAt, why: error.what });
    }
  }
  return summaries;
}

export function summarise(file: CaseFile): ReadableSummary {
  const claim = answeringClaim(file);
  return {
    kind: "readable",
    investigation: file.investigation,
    openedAt: file.openedAt,
    title: file.incident.title,
    state: stateOf(file),
    outcome: file.conclusion?.outcome ?? null,
    answer: claim === null ? null : answerOf(claim),
    confidence: claim?.verdict?.confidence.value ?? null,
    calls: file.calls.reduce((sum, call) => sum + call.cost, 0),
  };
}

/** The claim that answers: the first finding, else the best that is not refuted. */
export function answeringClaim(file: CaseFile): ClaimFile | null {
  const first = file.conclusion?.findings[0];
  return file.claims.find((claim) => claim.id === first) ?? leadingClaim(file);
}

function answerOf({ hypothesis }: ClaimFile): string {
  if (hypothesis.kind === "no-fault") return `no fault (${hypothesis.why})`;
  return `${hypothesis.cause.fault} at ${entityKey(hypothesis.cause.entity)}`;
}

function stateOf(file: CaseFile): ReadableSummary["state"] {
  if (file.conclusion !== null) return "concluded";
  if (file.interrupted === null) return "open";
  return file.interrupted === "killed" ? "killed" : "interrupted";
}
