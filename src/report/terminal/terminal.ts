/**
 * The report for a terminal of 80 columns. Every text from outside passes `visible`: nothing that production, a
 * mind or an alert wrote can steer the terminal.
 */
import { accountsWords } from "../accounts-words.js";
import type { ReportModel, ReportSeries } from "../report-model.js";
import {
  CLAIM_VERDICT_WORDS,
  challengeTally,
  citeMarks,
  PART_WORDS,
  verdictTitle,
  withCites,
} from "../standing-words.js";
import { shortened } from "../visible.js";
import { quantityWords } from "../words/number-words.js";
import { dateTimeWords, timeWords } from "../words/time-words.js";
import { citationLines } from "./citation-lines.js";
import { Lines } from "./lines.js";
import { type Palette, PLAIN } from "./palette.js";
import { sparkline } from "./sparkline.js";

export function renderTerminal(report: ReportModel, palette: Palette = PLAIN): string {
  const lines = new Lines(palette);
  verdict(report, lines);
  path(report, lines);
  next(report, lines);
  impact(report, lines);
  timeline(report, lines);
  evidence(report, lines);
  ruledOut(report, lines);
  notSeen(report, lines);
  people(report, lines);
  citationLines(report, lines);
  accounts(report, lines);
  return lines.toString();
}

function verdict(report: ReportModel, lines: Lines): void {
  const section = report.verdict;
  const paint = !section.verified ? "warning" : section.word === "Unproven" ? "warning" : "good";
  lines.text(verdictTitle(report), "", paint);
  lines.text(section.headline, "  ", "name");
  const { confidence } = section;
  if (confidence !== null) lines.text(`Confidence ${confidence.percent}: ${confidence.meaning}.`);
  lines.text(`Decided by: ${section.decidedBy}.`);
  if (section.challenges.length > 0) lines.text(`${challengeTally(section)}:`);
  for (const { kind, outcome, why, cites, required } of section.challenges) {
    const mark = outcome === "survived" ? "  + " : outcome === "broken" ? "  x " : "  ? ";
    const open = outcome === "undecided" && required ? " (required)" : "";
    lines.text(`${kind}${open}: ${why} ${citeMarks(cites)}`.trimEnd(), mark, outcome === "survived" ? null : "warning");
  }
  for (const further of section.also) lines.text(`Also found: ${further}`);
  lines.text(`Investigation ${report.investigation}: “${report.title}”. All times are UTC.`, "  ", "quiet");
}

function path({ path: section }: ReportModel, lines: Lines): void {
  lines.heading("Causal path");
  if (section === null) {
    lines.text("None is claimed.");
    return;
  }
  lines.text(section.line);
  lines.drawn("");
  for (const [i, { name, note, role }] of section.nodes.entries()) {
    const link = section.links[i - 1];
    if (link !== undefined) lines.text(linkText(link), "      │ ", "quiet");
    const text = note === "" ? name : `${name}: ${note}`;
    lines.text(text, role === "cause" ? "    ● " : "    ▼ ", role === "between" ? null : "name");
  }
}

function linkText({ relation, cites }: NonNullable<ReportModel["path"]>["links"][number]): string {
  return relation === null ? "no edge was seen here" : withCites(relation, cites);
}

function next({ next: section }: ReportModel, lines: Lines): void {
  lines.heading("What to do next");
  for (const [i, step] of section.mitigations.entries()) {
    lines.text(`${step.what} (${step.kind}, ${step.target.name}); risk: ${step.risk}`, `  ${i + 1}. `);
    lines.text(`Blast radius: ${step.blastRadius.text} ${citeMarks(step.blastRadius.cites)}`.trimEnd(), "     ");
    lines.text(`To undo: ${step.rollback}`, "     ");
    lines.text(`It worked when: ${step.success}`, "     ");
  }
  if (section.settledBy !== null) {
    lines.text(`The question that would settle it: ${section.settledBy.text}.`);
    lines.text(section.settledBy.query, "    ", "quiet");
  }
  if (section.resume !== null) lines.text(`To go on: ${section.resume}`);
  if (section.mitigations.length === 0 && section.settledBy === null) lines.text("Nothing is proposed.");
}

function impact({ impact: section }: ReportModel, lines: Lines): void {
  lines.heading("Impact");
  for (const { text, cites } of section.sentences) lines.text(withCites(text, cites));
  if (section.notSeen !== null) lines.text(`${section.notSeen}.`);
  if (section.goesOn === "not seen") lines.text("Whether it goes on was not seen.");
}

function timeline({ timeline: section }: ReportModel, lines: Lines): void {
  lines.heading("Timeline");
  if (section.items.length === 0) lines.text("No instant is known.");
  for (const { at, text, cites } of section.items) {
    lines.text(`${shortened(text, 400)} ${citeMarks(cites)}`.trimEnd(), `  ${dateTimeWords(at)}  `);
  }
  if (section.leftOut > 0) lines.text(`${section.leftOut} more events are left out here.`);
}

function evidence({ evidence: items, series, verdict: { claim } }: ReportModel, lines: Lines): void {
  lines.heading("Evidence");
  if (items.length === 0) lines.text("No claim stands that evidence could speak for.");
  const drawn = new Set<number>();
  for (const item of items) {
    const other = item.claim === claim ? "" : ` of ${item.claim}`;
    lines.text(withCites(`${item.text}`, item.cites), `  ${`${PART_WORDS[item.part]}${other}`.padEnd(10)} `);
    for (const index of item.series.filter((one) => !drawn.has(one))) {
      const chart = series[index];
      if (chart !== undefined) drawSeries(chart, lines);
      drawn.add(index);
    }
  }
}

function drawSeries(chart: ReportSeries, lines: Lines): void {
  const present = chart.values.filter((value) => value !== null);
  if (present.length === 0) return;
  const [low, high] = [Math.min(...present), Math.max(...present)].map((value) => quantityWords(value, chart.unit));
  lines.text(sparkline(chart, 48), "             ", "quiet");
  lines.text(`${low} to ${high}, ${timesOf(chart)}`, "             ", "quiet");
}

/** From when to when, and where the onset lies. */
function timesOf({ times, onset }: ReportSeries): string {
  const first = times[0] ?? 0;
  const words = timeWords(first);
  return `${words.instant(first)} to ${words.instant(times.at(-1) ?? first)}${onset === null ? "" : `, onset ${words.instant(onset)}`}`;
}

function ruledOut({ ruledOut: items }: ReportModel, lines: Lines): void {
  lines.heading("Ruled out");
  if (items.length === 0) lines.text("No other explanation was judged.");
  for (const { verdict: word, headline, by } of items) {
    lines.text(`${CLAIM_VERDICT_WORDS[word]}: ${headline}`);
    for (const { kind, why, cites, outcome } of by)
      lines.text(`${kind} (${outcome}): ${why} ${citeMarks(cites)}`.trimEnd(), "    ");
  }
}

function notSeen({ notSeen: items }: ReportModel, lines: Lines): void {
  lines.heading("Not seen");
  if (items.length === 0) lines.text("Every question that was asked was answered in full.");
  for (const { what, why, remedy } of items) lines.text(`${what}: ${why}; ${remedy}.`, "  - ");
}

function people({ reviews, before, remarks }: ReportModel, lines: Lines): void {
  if (reviews.length > 0) lines.heading("Reviewed by people");
  for (const { judgement, by, at, comment, correction } of reviews) {
    const says = [correction === null ? [] : `corrected to ${correction}`, comment ?? []].flat().join("; ");
    lines.text(`${dateTimeWords(at)} ${judgement} by ${by}${says === "" ? "" : `: ${says}`}`);
  }
  if (before.length > 0) lines.heading("Seen before (memory: it proves nothing about now)");
  for (const { text, standing, investigation } of before) lines.text(`${text} (${standing}; ${investigation})`, "  - ");
  if (remarks.length > 0) lines.heading("Remarks of minds (machine-made text; it decided nothing)");
  for (const { seat, turn, text } of remarks)
    lines.text(`${seat}, turn ${turn}: ${shortened(text, 1_000)}`, "  > ", "quiet");
}

function accounts({ accounts: section }: ReportModel, lines: Lines): void {
  lines.heading("Calls, time, controls, record");
  for (const [label, text] of accountsWords(section)) lines.text(`${label}: ${text}`);
  if (section.head === null) return;
  // As it is signed: who saves these lines as a file can check the journal against them.
  for (const line of section.head.checkpoint.trimEnd().split("\n")) lines.drawn(line);
}
