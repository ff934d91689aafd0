/**
 * The report as Markdown (CommonMark), for chats, tickets and repositories. Text from outside is escaped: it can
 * neither make a link, an image, markup or raw HTML, nor mention a person or a ticket.
 */
import { accountsWords } from "./accounts-words.js";
import type { ReportModel } from "./report-model.js";
import { CLAIM_VERDICT_WORDS, challengeTally, PART_WORDS, standingWords, verdictTitle } from "./standing-words.js";
import { shortened, visible } from "./visible.js";
import { dateTimeWords } from "./words/time-words.js";

const QUOTE_SHOWN = 2_000;

export function renderMarkdown(report: ReportModel): string {
  const parts = [
    verdict(report),
    path(report),
    next(report),
    impact(report),
    timeline(report),
    evidence(report),
    ruledOut(report),
    notSeen(report),
    people(report),
    citations(report),
    accounts(report),
  ];
  return `${parts.flat().join("\n")}\n`;
}

/** A word that a host may turn into a link or a mention: only a code span keeps it text. */
const LIVE = /@|:\/\/|www\.|#\d|^GH-\d/i;

/** Untrusted text inside a paragraph. */
export function markdownText(text: string): string {
  return visible(text)
    .split(" ")
    .map((word) => (LIVE.test(word) ? codeSpan(word) : word.replace(/[\\`*_{}[\]()<>#+\-.!|~&$=:^]/g, "\\$&")))
    .join(" ");
}

/** Untrusted text as code, whatever backticks it holds. */
export function codeSpan(text: string): string {
  const shown = visible(text);
  const fence = "`".repeat(longestRun(shown) + 1);
  const padding = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return shown === "" ? "` `" : `${fence}${padding}${shown}${padding}${fence}`;
}

function codeBlock(text: string): readonly string[] {
  const shown = text.split(/\r\n|\n/).map(visible);
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...shown, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

const cites = (numbers: readonly number[]): string => numbers.map((n) => `\\[[${n}](#citation-${n})\\]`).join(" ");

function sentence(text: string, numbers: readonly number[]): string {
  return `${markdownText(text)} ${numbers.length === 0 ? "*(no citation)*" : cites(numbers)}`;
}

/** A text, and its citations where it has any. */
function line(text: string, numbers: readonly number[]): string {
  return `${markdownText(text)} ${cites(numbers)}`.trimEnd();
}

function verdict(report: ReportModel): readonly string[] {
  const section = report.verdict;
  const { confidence } = section;
  return [
    `# ${verdictTitle(report)}: ${markdownText(section.headline)}`,
    "",
    `Investigation ${codeSpan(report.investigation)} of “${markdownText(report.title)}”. All times are UTC.`,
    "",
    ...(confidence === null ? [] : [`**Confidence ${confidence.percent}**: ${markdownText(confidence.meaning)}.`, ""]),
    `**Decided by**: ${markdownText(section.decidedBy)}.`,
    "",
    ...(section.challenges.length === 0 ? [] : [`${challengeTally(section)}:`, ""]),
    ...section.challenges.map(({ kind, outcome, why, cites: n }) => `- ${kind}, **${outcome}**: ${line(why, n)}`),
    ...section.also.map((further) => `- Also found: ${markdownText(further)}`),
  ];
}

function path({ path: section }: ReportModel): readonly string[] {
  if (section === null) return ["", "## Causal path", "", "None is claimed."];
  const links = section.links.map(({ relation, cites: n }) =>
    relation === null ? "no edge was seen here" : line(relation, n),
  );
  const nodes = section.nodes.flatMap(({ name, note }, i) => {
    const link = links[i - 1];
    const node = `${i + 1}. **${markdownText(name)}**${note === "" ? "" : `: ${markdownText(note)}`}`;
    return [link === undefined ? node : `${node} (${link})`];
  });
  return ["", "## Causal path", "", markdownText(section.line), "", ...nodes];
}

function next({ next: section }: ReportModel): readonly string[] {
  const steps = section.mitigations.map(
    ({ what, kind, target, risk, blastRadius, rollback, success }, i) =>
      `${i + 1}. **${markdownText(what)}** (${kind}, ${markdownText(target.name)}; risk: **${risk}**)\n` +
      `   - Blast radius: ${line(blastRadius.text, blastRadius.cites)}\n` +
      `   - To undo: ${markdownText(rollback)}\n   - It worked when: ${markdownText(success)}`,
  );
  const { settledBy, resume } = section;
  return [
    "",
    "## What to do next",
    "",
    ...steps,
    ...(settledBy === null
      ? []
      : [`The question that would settle it: ${markdownText(settledBy.text)}.`, "", ...codeBlock(settledBy.query)]),
    ...(resume === null ? [] : [`To go on: ${codeSpan(resume)}`]),
    ...(steps.length === 0 && settledBy === null ? ["Nothing is proposed."] : []),
  ];
}

function impact({ impact: section }: ReportModel): readonly string[] {
  const lines = section.sentences.map(({ text, cites: n }) => `- ${sentence(text, n)}`);
  const unseen = section.notSeen === null ? [] : [`- ${markdownText(section.notSeen)}.`];
  const open = section.goesOn === "not seen" ? ["- Whether it goes on was not seen."] : [];
  return ["", "## Impact", "", ...lines, ...unseen, ...open];
}

function timeline({ timeline: section }: ReportModel): readonly string[] {
  const rows = section.items.map(
    ({ at, kind, text, cites: n }) => `- ${codeSpan(dateTimeWords(at))} *${kind}* ${line(text, n)}`,
  );
  const more = section.leftOut === 0 ? [] : [`- ${section.leftOut} more events are left out here.`];
  return ["", "## Timeline", "", ...(rows.length === 0 ? ["No instant is known."] : rows), ...more];
}

function evidence({ evidence: items }: ReportModel): readonly string[] {
  const rows = items.map(({ part, text, cites: n }) => `- *${PART_WORDS[part]}*: ${sentence(text, n)}`);
  return ["", "## Evidence", "", ...(rows.length === 0 ? ["No claim stands that evidence could speak for."] : rows)];
}

function ruledOut({ ruledOut: items }: ReportModel): readonly string[] {
  const rows = items.flatMap(({ verdict: word, headline, by }) => [
    `- **${CLAIM_VERDICT_WORDS[word]}**: ${markdownText(headline)}`,
    ...by.map(({ kind, outcome, why, cites: n }) => `  - ${kind}, ${outcome}: ${line(why, n)}`),
  ]);
  return ["", "## Ruled out", "", ...(rows.length === 0 ? ["No other explanation was judged."] : rows)];
}

function notSeen({ notSeen: items }: ReportModel): readonly string[] {
  const rows = items.map(
    ({ what, why, remedy }) => `- ${markdownText(what)}: ${markdownText(why)}; ${markdownText(remedy)}.`,
  );
  return [
    "",
    "## Not seen",
    "",
    ...(rows.length === 0 ? ["Every question that was asked was answered in full."] : rows),
  ];
}

function people({ reviews, before, remarks }: ReportModel): readonly string[] {
  const judged = reviews.map(({ at, judgement, by, comment, correction }) => {
    const says = [correction === null ? [] : `corrected to ${correction}`, comment ?? []]
      .flat()
      .map(markdownText)
      .join("; ");
    return `- ${codeSpan(dateTimeWords(at))} **${judgement}** by ${markdownText(by)}${says === "" ? "" : `: ${says}`}`;
  });
  const earlier = before.map(
    ({ text, standing, investigation }) => `- ${markdownText(`${text} (${standing}; ${investigation})`)}`,
  );
  const said = remarks.map(
    ({ seat, turn, text }) => `> ${seat}, turn ${turn}: ${markdownText(shortened(text, 1_000))}\n>`,
  );
  return [
    ...(judged.length === 0 ? [] : ["", "## Reviewed by people", "", ...judged]),
    ...(earlier.length === 0 ? [] : ["", "## Seen before (memory: it proves nothing about now)", "", ...earlier]),
    ...(said.length === 0 ? [] : ["", "## Remarks of minds (machine-made text; it decided nothing)", "", ...said]),
  ];
}

function citations({ citations: items }: ReportModel): readonly string[] {
  const blocks = items.flatMap(({ n, quote, source, evidence: id, range, asked, question, standing }) => [
    "",
    `### Citation ${n}`,
    "",
    `${markdownText(source)}, evidence ${codeSpan(id.slice(0, 12))}, bytes ${range[0]} to ${range[1]}; ${standingWords(standing)}.`,
    "",
    ...codeBlock(shortened(quote, QUOTE_SHOWN)),
    "",
    ...(asked === null ? [`Asked: ${markdownText(question)}`] : ["Check it yourself:", "", ...codeBlock(asked)]),
  ]);
  return ["", "## Citations", ...(blocks.length === 0 ? ["", "None."] : blocks)];
}

function accounts({ accounts: section }: ReportModel): readonly string[] {
  const rows = accountsWords(section).map(([label, text]) => `- ${label}: ${markdownText(text)}`);
  return [
    "",
    "## Calls, time, controls, record",
    "",
    ...rows,
    ...(section.head === null ? [] : ["", ...codeBlock(section.head.checkpoint.trimEnd())]),
  ];
}
