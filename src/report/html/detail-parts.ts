/** The lower half of the page: what somebody checks next morning. */
import { accountsWords } from "../accounts-words.js";
import type { ReportModel } from "../report-model.js";
import { CLAIM_VERDICT_WORDS, PART_WORDS, standingWords } from "../standing-words.js";
import { dateTimeWords } from "../words/time-words.js";
import { html, type Markup, preformatted } from "./escape-html.js";
import { lineChart } from "./line-chart-svg.js";
import { citeLinks, section, sentenceMarkup } from "./section.js";

type Citation = ReportModel["citations"][number];

export function evidencePart({ evidence, series }: ReportModel): Markup {
  if (evidence.length === 0) return html`<p>No claim stands that evidence could speak for.</p>`;
  const items = evidence.map(
    ({ part, text, cites }) =>
      html`<li><span class="tag quiet">${PART_WORDS[part]}</span>${sentenceMarkup(text, cites)}</li>`,
  );
  const charts = series.map(
    (chart) =>
      html`<figure><figcaption><strong>${chart.title}</strong> of ${chart.name} <span class="quiet">${chart.metric}</span>${citeLinks(chart.cites)}</figcaption>${lineChart(chart)}</figure>`,
  );
  return html`<ul>${items}</ul><div class="charts">${charts}</div>`;
}

export function ruledOutPart({ ruledOut }: ReportModel): Markup {
  if (ruledOut.length === 0) return html`<p>No other explanation was judged.</p>`;
  const items = ruledOut.map(
    ({
      verdict,
      headline,
      by,
    }) => html`<li><span class="tag ${verdict === "refuted" ? "broken" : "undecided"}">${CLAIM_VERDICT_WORDS[verdict]}</span>${headline}
<ul>${by.map(({ kind, outcome, why, cites }) => html`<li><strong>${kind}</strong> <span class="${outcome}">${outcome}</span>: ${why}${citeLinks(cites)}</li>`)}</ul></li>`,
  );
  return html`<ul>${items}</ul>`;
}

export function notSeenPart({ notSeen }: ReportModel): Markup {
  if (notSeen.length === 0) return html`<p>Every question that was asked was answered in full.</p>`;
  return html`<ul>${notSeen.map(({ what, why, remedy }) => html`<li>${what}: ${why}; <span class="quiet">${remedy}</span>.</li>`)}</ul>`;
}

export function peoplePart({ reviews, before, remarks }: ReportModel): Markup {
  const judged = reviews.map(
    ({ at, judgement, by, comment, correction }) =>
      html`<li><time>${dateTimeWords(at)}</time> <strong>${judgement}</strong> by ${by}${correction === null ? "" : `, corrected to ${correction}`}${comment === null ? "" : `: ${comment}`}</li>`,
  );
  const earlier = before.map(
    ({ text, standing, investigation }) =>
      html`<li>${text} <span class="quiet">(${standing}; ${investigation})</span></li>`,
  );
  const said = remarks.map(({ seat, turn, text }) => html`<li class="quiet">${seat}, turn ${turn}: ${text}</li>`);
  return html`${judged.length === 0 ? html`` : section("reviews", "Reviewed by people", html`<ul>${judged}</ul>`)}
${earlier.length === 0 ? html`` : section("before", "Seen before (memory: it proves nothing about now)", html`<ul>${earlier}</ul>`)}
${said.length === 0 ? html`` : section("remarks", "Remarks of minds (machine-made text; it decided nothing)", html`<ul>${said}</ul>`)}`;
}

export function citationsPart({ citations }: ReportModel): Markup {
  if (citations.length === 0) return html`<p>None.</p>`;
  return html`${citations.map(citationMarkup)}`;
}

/** The anchor lies inside, since a browser opens what a link leads into. */
function citationMarkup(citation: Citation): Markup {
  const {
    n,
    evidence,
    range,
    quote,
    before,
    after,
    standing,
    source,
    tool,
    question,
    asked,
    seat,
    dataClass,
    provenance,
    recordedAt,
  } = citation;
  const check =
    asked === null ? html`` : html`<p class="small">Check it yourself:</p><pre>${preformatted(asked)}</pre>`;
  const by = seat === null ? "" : `, asked by the ${seat}`;
  return html`<details class="citation"><summary><strong>[${n}]</strong> ${source}: ${question}</summary>
<pre id="citation-${n}"><span class="quiet">${preformatted(before)}</span><mark>${preformatted(quote)}</mark><span class="quiet">${preformatted(after)}</span></pre>
<p class="small"><span class="${standing}">${standingWords(standing)}</span>: bytes ${range[0]} to ${range[1]} of evidence <code>${evidence}</code>.</p>
${check}<p class="small quiet">${tool}, ${provenance}, ${dataClass}, ${dateTimeWords(recordedAt)}${by}.</p></details>`;
}

export function accountsPart({ accounts }: ReportModel): Markup {
  const rows = accountsWords(accounts).map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`);
  const head = accounts.head === null ? html`` : html`<pre>${preformatted(accounts.head.checkpoint.trimEnd())}</pre>`;
  return html`<dl>${rows}</dl>${head}`;
}
