import type { Summary } from "../app-types.js";
import { columns, instantWords } from "./columns.js";

type Visible = (text: string) => string;

const OUTCOME_WORDS = { finding: "Finding", "no-fault": "No fault found", unproven: "Unproven" } as const;

export function summaryLines(summaries: readonly Summary[], visible: Visible): string {
  if (summaries.length === 0) return "no investigations yet; `npm start` runs one on a recorded incident\n";
  const rows = summaries.map((summary) => row(summary).map(visible));
  return columns([["INVESTIGATION", "OPENED (UTC)", "OUTCOME", "CONFIDENCE", "ANSWER", "ABOUT"], ...rows]);
}

function row(summary: Summary): readonly string[] {
  const opened = instantWords(summary.openedAt);
  if (summary.kind === "unreadable") return [summary.investigation, opened, "unreadable", "", summary.why, ""];
  const { investigation, outcome, state, confidence, answer, title } = summary;
  const percent = confidence === null ? "" : `${Math.round(confidence * 100)} %`;
  return [
    investigation,
    opened,
    outcome === null ? state : OUTCOME_WORDS[outcome],
    percent,
    answer ?? "nothing claimed",
    title,
  ];
}
