import type { EntityRef } from "../../core/entity.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Observation } from "../../core/observation.js";
import type { Facts } from "../assertions/facts.js";
import { firstAt, type Samples, valuesIn } from "../assertions/samples.js";
import { type Context, citeOf, type Detector, onsetBetween } from "./detector.js";
import { middle } from "./healthy-spread.js";
import { usableSeries } from "./usable-series.js";

/** From this share of a limit on, what is limited begins to wait. */
const NEAR = 0.9;
/** What stood as near to its limit before is a standing state and explains nothing new. */
const GREW = 1.1;

const LIMITS: readonly {
  readonly used: MetricRole;
  readonly limit: MetricRole;
  readonly setting: readonly string[];
}[] = [
  { used: "connections", limit: "connection-limit", setting: ["max_connections", "maxConnections"] },
  { used: "memory", limit: "memory-limit", setting: ["memoryLimitBytes", "memory_limit_bytes"] },
];

/** A resource is used up to its limit, and was not before. */
export const saturation: Detector = {
  name: "saturation",
  detect(facts, context) {
    const { series } = usableSeries(facts, context);
    const observations = series.flatMap((one) => {
      const limit = limitOf(one, series, facts);
      return limit === null ? [] : (nearLimit(one, limit, context) ?? []);
    });
    return { observations, dropped: [] };
  },
};

/** From a series of the limit, a setting of the entity, or, for processors, the whole of a share. */
function limitOf(used: Samples, series: readonly Samples[], facts: Facts): number | null {
  if (used.role === "cpu") return used.unit === "%" ? 100 : used.unit === "1" ? 1 : null;
  const row = LIMITS.find((one) => one.used === used.role);
  if (row === undefined) return null;
  const limits = series.filter(
    ({ entity, role, unit }) => isSame(entity, used.entity) && role === row.limit && unit === used.unit,
  );
  const measured = limits.flatMap(({ values }) => values.at(-1) ?? []);
  const set = [...facts.states(used.entity, "setting"), ...facts.states(used.entity, "process")].flatMap(({ record }) =>
    row.setting.flatMap((name) => {
      const value = record.fields[name];
      return typeof value === "number" ? [value] : [];
    }),
  );
  const known = [...measured, ...set].filter((limit) => limit > 0);
  return known.length === 0 ? null : Math.min(...known);
}

function isSame(a: EntityRef, b: EntityRef): boolean {
  return a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
}

function nearLimit(series: Samples, limit: number, { window, reference }: Context): Observation | null {
  const now = valuesIn(series, window);
  const before = reference === null ? [] : valuesIn(series, reference);
  const begin = firstAt(series.times, window.from);
  const offset = now.findIndex((value) => value >= NEAR * limit);
  const level = offset < 0 ? Number.NaN : middle(now.slice(offset));
  const usual = before.length === 0 ? 0 : middle(before);
  const [ref, at] = [series.refs.at(-1), series.times[begin + offset]];
  if (!(level >= NEAR * limit && level >= GREW * usual) || ref === undefined || at === undefined) return null;
  return {
    detector: "saturation",
    entity: series.entity,
    signal: series.role,
    direction: "up",
    size: (level / limit) * 10,
    onset: onsetBetween(series.times[begin + offset - 1] ?? at, at),
    subject: series.metric,
    other: null,
    cite: citeOf(ref),
  };
}
