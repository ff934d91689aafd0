import type { AssertionOf } from "../../core/assertion.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import type { RecordOf } from "../../core/record.js";
import { type Instant, type Window, windowContains, windowCovers } from "../../core/time.js";
import type { Truth } from "../../core/truth.js";
import { type Evaluation, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { type Severity, severityRank } from "./looked-at.js";
import type { RecordRef } from "./record-index.js";

type Happened = AssertionOf<"happened">;

/** A record that may be what is claimed: `unknown` where it fits but for a time or a severity that it does not tell. */
interface Match {
  readonly truth: Truth;
  readonly time: Instant | null;
  readonly ref: RecordRef;
}

const EVENT_SEVERITY = { normal: "info", warning: "warn", error: "error" } as const;

/**
 * Something was reported about the entity: by an event whose reason is one of `reasons` or whose message contains
 * one of `text`, or by a line or a span that contains one of `text` (with neither given, any will do). Case is
 * ignored. It fails only where all of its sources were looked at all through the window.
 */
export function evaluateHappened(assertion: Happened, facts: Facts): Evaluation {
  const matches = assertion.sources.flatMap((source) => matchesIn(source, assertion, facts));
  const sure = matches.filter(({ truth }) => truth === "holds");
  const name = `${assertion.sources.join(" or ")} of ${entityKey(assertion.entity)}`;
  if (sure.length > 0) {
    const times = sure.flatMap(({ time }) => (time === null ? [] : [time]));
    return judged("holds", `${sure.length} records of ${name} fit`, {
      measured: sure.length,
      onset: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
      basis: sure.map(({ ref }) => ref),
    });
  }
  if (matches.length > 0) {
    return unknown(`${matches.length} records of ${name} fit, but do not tell their time or severity`, {
      basis: matches.map(({ ref }) => ref),
    });
  }
  const uncovered = assertion.sources.filter((source) => !isCovered(source, assertion, facts));
  return uncovered.length === 0
    ? judged("fails", `no ${name} fits in what was looked at`, { measured: 0 })
    : unknown(`no ${name} fits, but not all was looked at: ${uncovered.join(", ")}`);
}

/** Whether that source was looked at for such a record, all through the window. */
function isCovered(source: Happened["sources"][number], assertion: Happened, facts: Facts): boolean {
  const { entity, window, text, minSeverity } = assertion;
  return facts.covered(source, entity, window, { texts: text, minSeverity });
}

/** Whether all of the claim's sources were looked at up to an instant, so that nothing earlier was missed. */
export function happenedCoveredUntil(assertion: Happened, instant: Instant, facts: Facts): boolean {
  const { window } = assertion;
  if (window === null) return false;
  if (instant <= window.from) return true;
  const until = { ...assertion, window: { from: window.from, to: instant } };
  return assertion.sources.every((source) => isCovered(source, until, facts));
}

function matchesIn(source: Happened["sources"][number], assertion: Happened, facts: Facts): readonly Match[] {
  const texts = assertion.text.map((text) => text.toLowerCase());
  const fits = (body: string): boolean => texts.length === 0 || texts.some((text) => body.toLowerCase().includes(text));
  const { entity, window } = assertion;
  switch (source) {
    case "event":
      return facts.events(entity).flatMap(({ record, ref }) => {
        if (!eventFits(record, assertion, fits)) return [];
        return match(ref, record.time, window, severe(EVENT_SEVERITY[record.severity], assertion));
      });
    case "span":
      return facts.spans(entity).flatMap(({ record, ref }) => {
        if (!fits(`${record.operation}\n${record.message ?? ""}`)) return [];
        return match(ref, record.start, window, severe(record.status === "error" ? "error" : "info", assertion));
      });
    case "line":
      return [
        ...facts.lines(entity).flatMap(({ record, ref }) => {
          if (!fits(record.text)) return [];
          return match(ref, record.time, window, severe(record.severity, assertion));
        }),
        ...templateMatches(entity, window, facts, (record) =>
          fits(record.sample) ? severe(record.severity, assertion) : "fails",
        ),
      ];
  }
}

/** With reasons and texts given either will do; with reasons alone the text does not matter. */
function eventFits(record: RecordOf<"event">, { reasons, text }: Happened, fits: (body: string) => boolean): boolean {
  const byReason = reasons.some((reason) => reason.toLowerCase() === record.reason.toLowerCase());
  if (reasons.length > 0) return byReason || (text.length > 0 && fits(record.message));
  return fits(record.message);
}

/** A grouped answer shows lines too: its sample is one of them, and its times bound the group. */
function templateMatches(
  entity: EntityRef,
  window: Window | null,
  facts: Facts,
  judge: (record: RecordOf<"template">) => Truth,
): readonly Match[] {
  return facts.templates(entity).flatMap(({ record, ref }) => {
    const truth = record.count === 0 ? "fails" : judge(record);
    if (truth === "fails") return [];
    if (window === null || windowCovers(window, record.window)) return [{ truth, time: record.first, ref }];
    return [];
  });
}

function severe(severity: Severity, { minSeverity }: Happened): Truth {
  if (minSeverity === undefined) return "holds";
  if (severity === "unknown") return "unknown";
  return severityRank(severity) >= severityRank(minSeverity) ? "holds" : "fails";
}

function match(ref: RecordRef, time: Instant | null, window: Window | null, severity: Truth): readonly Match[] {
  if (severity === "fails") return [];
  if (window === null) return [{ truth: severity, time, ref }];
  if (time === null) return [{ truth: "unknown", time, ref }];
  return windowContains(window, time) ? [{ truth: severity, time, ref }] : [];
}
