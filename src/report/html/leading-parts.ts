/** The upper half of the page: what somebody reads at night. */
import type { ReportModel } from "../report-model.js";
import { challengeTally, verdictTitle } from "../standing-words.js";
import { dateTimeWords } from "../words/time-words.js";
import { html, type Markup } from "./escape-html.js";
import { citeLinks, sentenceMarkup } from "./section.js";

type Verdict = ReportModel["verdict"];

export function headPart(report: ReportModel): Markup {
  const { verdict } = report;
  const good = verdict.verified && verdict.word !== "Unproven" ? "verdict good" : "verdict";
  return html`<header><nav aria-label="Sections">${NAVIGATION}</nav>
<div class="${good}"><div class="word">${verdictTitle(report)}</div><h1>${verdict.headline}</h1>
${confidence(verdict)}<p><strong>Decided by:</strong> ${verdict.decidedBy}.</p>
${verdict.also.map((further) => html`<p><strong>Also found:</strong> ${further}</p>`)}
${challenges(verdict)}</div>
<p class="quiet small">Investigation <code>${report.investigation}</code> of “${report.title}”, ${dateTimeWords(report.openedAt)}. All times are UTC.</p></header>`;
}

const NAVIGATION = [
  ["path", "Path"],
  ["next", "Next"],
  ["impact", "Impact"],
  ["timeline", "Timeline"],
  ["evidence", "Evidence"],
  ["ruled-out", "Ruled out"],
  ["not-seen", "Not seen"],
  ["citations", "Citations"],
  ["accounts", "Record"],
].map(([id = "", title = ""]) => html`<a href="#${id}">${title}</a>`);

function confidence({ confidence: figure, threshold }: Verdict): Markup {
  if (figure === null) return html``;
  const percent = (share: number) => Math.round(share * 1_000) / 10;
  return html`<p><strong>Confidence ${figure.percent}</strong>: ${figure.meaning}.</p>
<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="Confidence ${figure.percent}, threshold ${percent(threshold)} %">
<rect class="rail" x="0" y="2" width="100" height="6"/><rect class="fill" x="0" y="2" width="${percent(figure.value)}" height="6"/>
<line class="bound" x1="${percent(threshold)}" y1="0" x2="${percent(threshold)}" y2="10" vector-effect="non-scaling-stroke"/></svg>`;
}

function challenges(verdict: Verdict): Markup {
  if (verdict.challenges.length === 0) return html``;
  const items = verdict.challenges.map(
    ({ kind, outcome, why, cites, by, ownEvidence, required }) =>
      html`<li><span class="tag ${outcome}">${outcome}</span><strong>${kind}</strong>: ${why}${citeLinks(cites)}
<span class="quiet small">(${required ? "required" : "not required"}, by the ${by}${ownEvidence === 0 ? "" : `, ${ownEvidence} own questions`})</span></li>`,
  );
  return html`<details><summary>${challengeTally(verdict)}</summary><ul>${items}</ul></details>`;
}

export function nextPart({ next }: ReportModel): Markup {
  const steps = next.mitigations.map(
    (
      step,
    ) => html`<div class="step"><span class="tag ${step.risk}">${step.risk} risk</span><strong>${step.what}</strong>
<dl><dt>Kind, target</dt><dd>${step.kind}, ${step.target.name}</dd><dt>Blast radius</dt><dd>${step.blastRadius.text}${citeLinks(step.blastRadius.cites)}</dd>
<dt>To undo</dt><dd>${step.rollback}</dd><dt>It worked when</dt><dd>${step.success}</dd></dl></div>`,
  );
  const { settledBy, resume } = next;
  const settling =
    settledBy === null
      ? html``
      : html`<p>The question that would settle it: ${settledBy.text}.</p><pre>${settledBy.query}</pre>`;
  const going = resume === null ? html`` : html`<p>To go on:</p><pre>${resume}</pre>`;
  const nothing = steps.length === 0 && settledBy === null ? html`<p>Nothing is proposed.</p>` : html``;
  return html`${steps}${settling}${going}${nothing}`;
}

export function impactPart({ impact }: ReportModel): Markup {
  const unseen = impact.notSeen === null ? html`` : html`<li>${impact.notSeen}.</li>`;
  const open = impact.goesOn === "not seen" ? html`<li>Whether it goes on was not seen.</li>` : html``;
  return html`<ul>${impact.sentences.map(({ text, cites }) => html`<li>${sentenceMarkup(text, cites)}</li>`)}${unseen}${open}</ul>`;
}

export function timelinePart({ timeline }: ReportModel): Markup {
  if (timeline.items.length === 0) return html`<p>No instant is known.</p>`;
  const rows = timeline.items.map(
    ({ at, kind, text, cites }) =>
      html`<li class="${kind}-item"><time>${dateTimeWords(at)}</time><span class="quiet small">${kind}</span><span>${text}${citeLinks(cites)}</span></li>`,
  );
  const more =
    timeline.leftOut === 0 ? html`` : html`<p class="quiet">${timeline.leftOut} more events are left out here.</p>`;
  return html`<ol class="times">${rows}</ol>${more}`;
}
