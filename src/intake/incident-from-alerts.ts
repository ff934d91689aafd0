import { sha256 } from "../core/digest.js";
import { type EntityRef, entityKey } from "../core/entity.js";
import { Incident } from "../core/incident.js";
import type { Signal } from "../core/signal.js";
import type { Instant, Window } from "../core/time.js";
import { type Alert, alertFingerprint, deduplicateAlerts } from "./deduplicate.js";
import { groupAlerts } from "./group.js";
import { signalFromMetric, signalFromWords } from "./signal-words.js";

/** How long before the first sign of it one may look. */
const LOOK_BACK_MS = 30 * 60_000;

const MAX_SCOPE = 64;

export interface Looking {
  /** When the investigation looks: the present, or a recording's. */
  readonly now: Instant;
  /** Before that there is nothing to see, where that is known: a recording's beginning. */
  readonly earliest: Instant | null;
}

/**
 * The incident that alerts tell of. Its id is made of what they say, so that the same alerts give the same one.
 * @param alerts at least one
 */
export function incidentFromAlerts(alerts: readonly Alert[], looking: Looking): Incident {
  const all = deduplicateAlerts(alerts);
  const { leading } = groupAlerts(all);
  const since = Math.min(...leading.map((alert) => alert.startsAt));
  return Incident.parse({
    id: `alert-${sha256(...all.map(alertFingerprint), String(since)).slice(0, 24)}`,
    title: titleOf(leading).slice(0, 512),
    source: "alertmanager",
    alerts: all,
    scope: scopeOf(leading),
    signal: leading.map(alertSignal).find((signal) => signal !== null) ?? null,
    since,
    window: windowSince(since, looking),
  });
}

/** From the look-back to the present. */
export function windowSince(since: Instant, looking: Looking): Window {
  const from = Math.max(0, looking.earliest ?? 0, since - LOOK_BACK_MS);
  return { from, to: Math.max(looking.now, from + 1) };
}

/** What an alert is about, by convention: its metric, else its name, else its other words. A hint. */
export function alertSignal(alert: Pick<Alert, "name" | "labels" | "annotations">): Signal | null {
  const metric = alert.labels["metric"] ?? alert.labels["__name__"];
  const words = [
    alert.name,
    ...["signal", "sli", "slo", "category", "type"].map((name) => alert.labels[name] ?? ""),
    ...["summary", "message", "description"].map((name) => alert.annotations[name] ?? ""),
  ];
  return (
    (metric === undefined ? null : signalFromMetric(metric)) ??
    words.map(signalFromWords).find((signal) => signal !== null) ??
    null
  );
}

function titleOf(leading: readonly Alert[]): string {
  const [first, ...others] = leading;
  if (first === undefined) return "an alert";
  const about = first.entity === null ? "" : ` on ${entityKey(first.entity)}`;
  return `${first.name}${about}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}

function scopeOf(leading: readonly Alert[]): readonly EntityRef[] {
  const entities = new Map<string, EntityRef>();
  for (const { entity } of leading) if (entity !== null) entities.set(entityKey(entity), entity);
  return [...entities.values()].slice(0, MAX_SCOPE);
}
