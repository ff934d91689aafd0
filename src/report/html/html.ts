/**
 * The report as one page that needs nothing else: no script, no request to anywhere, style inside.
 *
 * 1. The policy in its head forbids everything but the one style, by digest: what slipped through could not run or load.
 * 2. Every text is escaped by the template it stands in; only that template makes markup.
 */
import { sha256 } from "../../core/digest.js";
import type { ReportModel } from "../report-model.js";
import { oneLine } from "../short.js";
import { causalPathPictures } from "./causal-path-svg.js";
import { accountsPart, citationsPart, evidencePart, notSeenPart, peoplePart, ruledOutPart } from "./detail-parts.js";
import { html, Markup } from "./escape-html.js";
import { headPart, impactPart, nextPart, timelinePart } from "./leading-parts.js";
import { REPORT_STYLE } from "./report-style.js";
import { section } from "./section.js";

/** Default: nothing. No inline style attribute, no script, no image, no frame, no form. */
function contentPolicy(): Markup {
  const digest = Buffer.from(sha256(REPORT_STYLE), "hex").toString("base64");
  // Our own text, and quotes must stay quotes in it: markup as it is.
  return new Markup(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`);
}

export function renderHtml(report: ReportModel): string {
  return `<!doctype html>\n${page(report).text}\n`;
}

function page(report: ReportModel): Markup {
  return html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${oneLine(report)}</title><style>${new Markup(REPORT_STYLE)}</style></head>
<body><a class="skip" href="#evidence">Skip to the evidence</a><main>
${headPart(report)}
${section("path", "Causal path", pathPart(report))}
${section("next", "What to do next", nextPart(report))}
${section("impact", "Impact", impactPart(report))}
${section("timeline", "Timeline", timelinePart(report))}
${section("evidence", "Evidence", evidencePart(report))}
${section("ruled-out", "Ruled out", ruledOutPart(report))}
${section("not-seen", "Not seen", notSeenPart(report))}
${peoplePart(report)}
${section("citations", "Citations: the exact bytes", citationsPart(report))}
${section("accounts", "Calls, time, controls, record", accountsPart(report))}
</main></body></html>`;
}

function pathPart({ path }: ReportModel): Markup {
  if (path === null) return html`<p>None is claimed.</p>`;
  return html`<p>${path.line}</p>${causalPathPictures(path)}`;
}
