import type { CaseFile, ClaimFile } from "../core/case-file.js";
import type { SignedHead } from "../core/ports/store.js";
import type { Review } from "../core/review.js";
import type { SourceBytes } from "./citation-table.js";
import { CitationTable } from "./citation-table.js";
import { leadingClaim } from "./leading-claim.js";
import { type TimeWords, timeWords } from "./words/time-words.js";

/** A finding of an earlier investigation, as the context graph remembers it. */
export interface EarlierFinding {
  readonly investigation: string;
  readonly text: string;
  /** `accepted by a person`, `rejected by a person`, `not reviewed`. */
  readonly standing: string;
}

export interface ReportInput {
  readonly caseFile: CaseFile;
  /** The journal's head at the conclusion; null while there is none. */
  readonly head: SignedHead | null;
  /** Reviews of this investigation, in the order in which they were given. */
  readonly reviews: readonly Review[];
  /** Bodies of `quotableEvidence`, so that citations are checked and shown with their surroundings. */
  readonly bytes: SourceBytes;
  /** The command line that goes on with an investigation that did not end; null where none can. */
  readonly resume: string | null;
  readonly earlier?: readonly EarlierFinding[];
  /** Of findings reviewed in this installation: how many a person found right. */
  readonly trackRecord?: { readonly right: number; readonly reviewed: number };
}

/** What the sections share while one report is built. */
export interface ReportContext {
  readonly input: ReportInput;
  readonly file: CaseFile;
  readonly times: TimeWords;
  readonly citations: CitationTable;
  readonly state: "concluded" | "running" | "interrupted" | "killed";
  /** The claim that the report is about; null where nothing was claimed, or all of it was refuted. */
  readonly claim: ClaimFile | null;
}

export function reportContext(input: ReportInput): ReportContext {
  const file = input.caseFile;
  const times = timeWords(file.incident.window.to - 1);
  return {
    input,
    file,
    times,
    citations: new CitationTable(file, input.bytes, times),
    state: investigationState(file),
    claim: leadingClaim(file),
  };
}

export function investigationState(file: CaseFile): ReportContext["state"] {
  if (file.conclusion !== null) return "concluded";
  if (file.interrupted === null) return "running";
  return file.interrupted === "killed" ? "killed" : "interrupted";
}
