import type { ReportCitation, ReportModel } from "../report-model.js";
import { standingWords } from "../standing-words.js";
import { shortened } from "../visible.js";
import type { Lines } from "./lines.js";

/** Quotes in full are in the other forms; here their beginning. */
const QUOTE_SHOWN = 40;
const QUERIES_SHOWN = 2;

export function citationLines({ citations: items }: ReportModel, lines: Lines): void {
  lines.heading("Citations");
  if (items.length === 0) lines.text("None.");
  for (const quoted of byEvidence(items)) {
    const [{ source, evidence: id, asked, question, seat }] = quoted;
    const by = seat === "verifier" ? ", asked by the verifier" : "";
    lines.text(`evidence ${id.slice(0, 12)} of ${source}${by}`, "  ", "name");
    if (asked === null) lines.text(`asked: ${question}`, "    ", "quiet");
    const queries = (asked ?? "").split("\n").filter((line) => line !== "");
    for (const line of queries.slice(0, QUERIES_SHOWN)) {
      lines.text(`check it: ${shortened(line, 200)}`, "    ", "quiet");
    }
    for (const { n, quote, range, standing } of quoted) {
      lines.text(`bytes ${range[0]} to ${range[1]}: ${shortened(quote, QUOTE_SHOWN)}`, `    [${n}] `);
      if (standing !== "resolves") lines.text(standingWords(standing), "        ", "warning");
    }
  }
}

type Quoted = readonly [ReportCitation, ...ReportCitation[]];

/** Citations of one piece of evidence together, in the order of their first. */
function byEvidence(items: readonly ReportCitation[]): readonly Quoted[] {
  const groups = new Map<string, Quoted>();
  for (const item of items) {
    const known = groups.get(item.evidence);
    groups.set(item.evidence, known === undefined ? [item] : [...known, item]);
  }
  return [...groups.values()];
}
