/** A small line chart of one series: its reference and its window shaded, its onset marked, gaps left as gaps. */
import type { Window } from "../../core/time.js";
import type { ReportSeries } from "../report-model.js";
import { quantityWords } from "../words/number-words.js";
import { dateTimeWords, timeWords } from "../words/time-words.js";
import { html, type Markup } from "./escape-html.js";

const WIDTH = 420;
const HEIGHT = 150;
const PLOT = { left: 72, right: 412, top: 18, bottom: 122 } as const;

interface Scale {
  x(at: number): number;
  y(value: number): number;
  readonly first: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
}

export function lineChart(series: ReportSeries): Markup {
  const scale = scaleOf(series);
  if (scale === null) return html`<p class="quiet">No sample is a number.</p>`;
  const words = timeWords(scale.first);
  const onset = series.onset;
  const label = `${series.title} of ${series.name}, from ${dateTimeWords(scale.first)} to ${dateTimeWords(scale.last)}${onset === null ? "" : `, onset ${words.instant(onset)}`}`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
${band(series.reference, "reference", scale)}${band(series.window, "window", scale)}
<line class="axis" x1="${PLOT.left}" y1="${PLOT.bottom}" x2="${PLOT.right}" y2="${PLOT.bottom}"/>
${[scale.low, (scale.low + scale.high) / 2, scale.high].map((value) => level(value, series.unit, scale))}
${lines(series, scale)}${onsetMark(onset, scale)}
<text class="tick" x="${PLOT.left}" y="${PLOT.bottom + 16}">${words.instant(scale.first)}</text>
<text class="tick" x="${PLOT.right}" y="${PLOT.bottom + 16}" text-anchor="end">${words.instant(scale.last)}</text></svg>`;
}

function scaleOf({ times, values }: ReportSeries): Scale | null {
  const present = values.filter((value) => value !== null);
  const first = times[0];
  const last = times.at(-1);
  if (present.length === 0 || first === undefined || last === undefined) return null;
  // A level that matters is seen against zero, unless the series goes below it.
  const low = present.reduce((a, b) => Math.min(a, b), 0);
  const top = present.reduce((a, b) => Math.max(a, b), low);
  const high = top === low ? low + 1 : top;
  return {
    first,
    last,
    low,
    high,
    x: (at) => round(PLOT.left + ((at - first) / Math.max(1, last - first)) * (PLOT.right - PLOT.left)),
    y: (value) => round(PLOT.bottom - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top)),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function band(window: Window | null, name: string, scale: Scale): Markup {
  if (window === null) return html``;
  const from = scale.x(Math.min(Math.max(window.from, scale.first), scale.last));
  const to = scale.x(Math.min(Math.max(window.to, scale.first), scale.last));
  if (to <= from) return html``;
  return html`<rect class="${name}" x="${from}" y="${PLOT.top}" width="${round(to - from)}" height="${PLOT.bottom - PLOT.top}"/>
<text class="tick" x="${round((from + to) / 2)}" y="${PLOT.top - 6}" text-anchor="middle">${name}</text>`;
}

function level(value: number, unit: string, scale: Scale): Markup {
  const y = scale.y(value);
  return html`<line class="grid" x1="${PLOT.left}" y1="${y}" x2="${PLOT.right}" y2="${y}"/>
<text class="tick" x="${PLOT.left - 6}" y="${y + 4}" text-anchor="end">${tickWords(value, unit)}</text>`;
}

/** A quantity in as few characters as a margin has. */
function tickWords(value: number, unit: string): string {
  return quantityWords(value, unit).replace(" a second", "/s");
}

/** One line for each run of samples without a gap; a lone sample is a dot. */
function lines({ times, values }: ReportSeries, scale: Scale): Markup[] {
  const runs: string[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${scale.x(times[i] ?? 0)},${scale.y(value)}`);
  }
  return runs.flatMap((points) => {
    const [only] = points;
    if (only === undefined) return [];
    if (points.length > 1) return [html`<polyline class="line" points="${points.join(" ")}"/>`];
    const [x = "0", y = "0"] = only.split(",");
    return [html`<circle class="dot" cx="${x}" cy="${y}" r="2"/>`];
  });
}

function onsetMark(onset: number | null, scale: Scale): Markup {
  if (onset === null || onset < scale.first || onset > scale.last) return html``;
  const x = scale.x(onset);
  return html`<line class="onset" x1="${x}" y1="${PLOT.top}" x2="${x}" y2="${PLOT.bottom}"/>
<text class="onset" x="${x}" y="${PLOT.bottom + 28}" text-anchor="middle">onset</text>`;
}
