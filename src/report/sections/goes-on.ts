import type { ClaimFile } from "../../core/case-file.js";
import type { Digest } from "../../core/digest.js";
import type { RecordOf } from "../../core/record.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel, ReportSentence } from "../report-model.js";
import { medianInside } from "../series-facts.js";
import { quantityWords } from "../words/number-words.js";
import { seriesUnit } from "../words/series-unit.js";

/** A series of the evidence, and where it stands in it. */
export interface Measured {
  readonly evidence: Digest;
  readonly index: number;
  readonly record: RecordOf<"series">;
}

interface GoesOn {
  readonly goesOn: ReportModel["impact"]["goesOn"];
  readonly sentence: ReportSentence | null;
}

const UNSEEN: GoesOn = { goesOn: "not seen", sentence: null };

/** A level of the window nearer to the reference than this share of it tells nothing about going on. */
const LEAST_CHANGE = 0.1;

/** Whether the symptom was still there at the end of what was seen, read from what users feel. */
export function goesOn(felt: readonly Measured[], { claim, citations, times }: ReportContext): GoesOn {
  const series = felt.find(({ record }) => record.role === claim?.hypothesis.symptom.signal) ?? felt[0];
  const last = series?.record.times.at(-1);
  if (claim === null || series === undefined || last === undefined) return UNSEEN;
  const now = levelAtTheEnd(series, last, claim);
  const on = now === null ? null : isOn(series, now, claim);
  if (now === null || on === null) return UNSEEN;
  const end = `at ${times.instant(last)} it was ${quantityWords(now, seriesUnit(series.record))}`;
  const text = on ? `It goes on: ${end}.` : `It does not go on: ${end}.`;
  return { goesOn: on ? "yes" : "no", sentence: { text, cites: citations.record(series.evidence, series.index) } };
}

/** The median of the last fifth of the samples since the window began. */
function levelAtTheEnd({ record }: Measured, last: number, { hypothesis }: ClaimFile): number | null {
  const since = last - Math.max(1, Math.floor((last - hypothesis.window.from) / 5));
  return medianInside(record, { from: since, to: last + 1 });
}

/** Nearer to the window's level than to the reference's; null where the two cannot be told apart. */
function isOn({ record }: Measured, now: number, { hypothesis, verdict }: ClaimFile): boolean | null {
  if (hypothesis.kind === "no-fault") return verdict?.verdict === "accepted" ? false : null;
  if (hypothesis.reference === null) return null;
  const then = medianInside(record, hypothesis.window);
  const normal = medianInside(record, hypothesis.reference);
  if (then === null || normal === null || Math.abs(then - normal) <= LEAST_CHANGE * Math.abs(normal)) return null;
  return Math.abs(now - then) < Math.abs(now - normal);
}
