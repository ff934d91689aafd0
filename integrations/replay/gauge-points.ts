/** Gauges as they are; copies of one gauge as one. */
import type { MetricRole } from "../../src/core/metric-role.js";
import type { SampleGrid } from "./sample-grid.js";
import type { Samples } from "./samples.js";
import { gridOf, type Points, type Range, type Sampled } from "./series-points.js";

/** Roles that are no amounts: two copies do not have twice the latency. */
const LEVELS: ReadonlySet<MetricRole> = new Set([
  "latency",
  "outgoing-latency",
  "event-loop-lag",
  "replication-lag",
  "throttling",
  "transaction-age",
  "other",
]);

/** How copies of one gauge make one: amounts add up, of availability the worst counts, of levels the highest. */
export type Combination = "value" | "sum" | "min" | "max";

export function combinationOf(copies: number, role: MetricRole, unit: string): Combination {
  if (copies === 1) return "value";
  if (role === "availability") return "min";
  return LEVELS.has(role) || unit === "%" ? "max" : "sum";
}

export function gaugePoints(copies: readonly Sampled[], how: Combination, range: Range): Points {
  const grid = gridOf(copies, range);
  const columns = copies.map(({ samples }) => latestAt(samples, grid));
  return grid.edges.flatMap((at, n) => {
    const values = columns.flatMap((column) => column[n] ?? []);
    return at < range.window.from || values.length === 0 ? [] : [{ at, value: combined(values, how) }];
  });
}

function combined(values: readonly number[], how: Combination): number {
  return values.reduce((a, b) => (how === "sum" ? a + b : how === "min" ? Math.min(a, b) : Math.max(a, b)));
}

/** Samples may be missed now and then: a value stands for two and a half intervals. */
const STALE_INTERVALS = 2.5;

/** At each edge the latest sample since the edge before, or the latest that is not stale; null where there is none. */
function latestAt({ times, values }: Samples, { edges, intervalMs }: SampleGrid): readonly (number | null)[] {
  let next = 0;
  return edges.map((edge, n) => {
    while (next < times.length && (times[next] ?? edge) <= edge) next += 1;
    const [time, value] = [times[next - 1], values[next - 1]];
    const reach = Math.max(edge - (edges[n - 1] ?? edge), STALE_INTERVALS * intervalMs);
    return time === undefined || value === undefined || edge - time > reach ? null : value;
  });
}
