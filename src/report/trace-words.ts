import type { CaseFile } from "../core/case-file.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Query } from "../core/query.js";
import { claimWords } from "./words/claim-words.js";
import { questionWords } from "./words/question-words.js";
import { timeWords } from "./words/time-words.js";

export interface TraceWords {
  question(query: Query): string;
  claim(hypothesis: Hypothesis): string;
}

/** How a decision trace puts questions and claims in words. Raw: whoever shows them escapes them. */
export function traceWords({ incident }: CaseFile): TraceWords {
  const times = timeWords(incident.window.to - 1);
  return {
    question: (query) => questionWords(query, times),
    claim: (hypothesis) => claimWords(hypothesis, times),
  };
}
