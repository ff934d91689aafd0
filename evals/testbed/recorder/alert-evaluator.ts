/** Alert rules over scraped series, evaluated like Prometheus does: pending while `for` runs, then firing, then resolved. */
import type { EntityRef, RawRecord } from "../../../src/index.js";
import type { SeriesStore } from "./series-store.js";
import { errorRatio, latencyQuantile } from "./service-level.js";

export type AlertRecord = Extract<RawRecord, { kind: "alert" }>;

export interface AlertRule {
  readonly name: string;
  readonly measure: "latency-p95" | "error-ratio";
  /** Seconds for latency, a share for errors. */
  readonly above: number;
  readonly windowMs: number;
  readonly forMs: number;
  readonly severity: string;
}

export const DEFAULT_RULES: readonly AlertRule[] = [
  {
    name: "HighRequestLatency",
    measure: "latency-p95",
    above: 0.75,
    windowMs: 30_000,
    forMs: 15_000,
    severity: "page",
  },
  { name: "HighErrorRatio", measure: "error-ratio", above: 0.05, windowMs: 30_000, forMs: 15_000, severity: "page" },
];

interface RuleState {
  since: number | null;
  firing: AlertRecord | null;
}

export class AlertEvaluator {
  readonly #entity: EntityRef;
  #rules: readonly AlertRule[];
  readonly #states = new Map<string, RuleState>();
  readonly #resolved: AlertRecord[] = [];

  constructor(entity: EntityRef, rules: readonly AlertRule[]) {
    this.#entity = entity;
    this.#rules = rules;
  }

  replaceRule(rule: AlertRule): void {
    this.#rules = this.#rules.map((old) => (old.name === rule.name ? rule : old));
  }

  evaluate(store: SeriesStore, now: number): void {
    for (const rule of this.#rules) {
      const state = this.#states.get(rule.name) ?? { since: null, firing: null };
      this.#states.set(rule.name, state);
      const value = measure(rule, store, this.#entity, now);
      if (value === null || value <= rule.above) {
        if (state.firing !== null) this.#resolved.push({ ...state.firing, state: "resolved", endsAt: now });
        state.since = null;
        state.firing = null;
        continue;
      }
      state.since ??= now;
      if (state.firing === null && now - state.since >= rule.forMs) state.firing = this.#fire(rule, value, now);
    }
  }

  firing(): readonly AlertRecord[] {
    return [...this.#states.values()].flatMap((state) => (state.firing === null ? [] : [state.firing]));
  }

  /** All that fired so far, in the state in which they are. */
  all(): readonly AlertRecord[] {
    return [...this.#resolved, ...this.firing()].sort((a, b) => a.startsAt - b.startsAt);
  }

  #fire(rule: AlertRule, value: number, now: number): AlertRecord {
    const { name: service, namespace } = this.#entity;
    const shown = rule.measure === "latency-p95" ? `${Math.round(value * 1_000)} ms` : `${(100 * value).toFixed(1)} %`;
    const bound = rule.measure === "latency-p95" ? `${Math.round(rule.above * 1_000)} ms` : `${100 * rule.above} %`;
    const what = rule.measure === "latency-p95" ? "p95 latency" : "share of failed requests";
    return {
      kind: "alert",
      entity: this.#entity,
      name: rule.name,
      state: "firing",
      severity: rule.severity,
      startsAt: now,
      endsAt: null,
      labels: { alertname: rule.name, namespace, service, severity: rule.severity },
      annotations: {
        summary: `${what} of ${service} is above ${bound}`,
        description: `${what} over ${rule.windowMs / 1_000} s is ${shown}`,
      },
    };
  }
}

function measure(rule: AlertRule, store: SeriesStore, entity: EntityRef, now: number): number | null {
  switch (rule.measure) {
    case "latency-p95":
      return latencyQuantile(store, entity, 0.95, now, rule.windowMs);
    case "error-ratio":
      return errorRatio(store, entity, now, rule.windowMs);
  }
}
