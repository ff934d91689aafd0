import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import type { RecordOf } from "../../core/record.js";
import { type Window, windowContains, windowCovers } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";
import type { Item } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, onsetBetween } from "./detector.js";
import { calledBy, spanForest } from "./span-forest.js";

const LEAST_CALLS = 10;
const SLOWER = 1.5;
const SLOWER_MS = 5;
const LEAST_SIZE = 4;

/** What changed between two that call each other: slower, failing, no longer there, or new. */
export const edgeShift: Detector = {
  name: "edge-shift",
  detect(facts, context) {
    return { observations: [...countedEdges(facts, context), ...seenEdges(facts, context)], dropped: [] };
  },
};

/** Edges that a source counted for windows of its own. */
function countedEdges(facts: Facts, { window, reference }: Context): readonly Observation[] {
  if (reference === null) return [];
  const before = byPair(facts.all("edge"), reference);
  return [...byPair(facts.all("edge"), window).entries()].flatMap(([pair, now]) => {
    const then = before.get(pair);
    return then === undefined ? [] : compare(then.record, now);
  });
}

/** Of each pair the longest count that lies inside of the window. */
function byPair(edges: readonly Item<"edge">[], window: Window): ReadonlyMap<string, Item<"edge">> {
  const found = new Map<string, Item<"edge">>();
  for (const item of edges) {
    const { record } = item;
    if (record.relation !== "calls" || record.window === null || !windowCovers(window, record.window)) continue;
    const key = `${entityKey(record.from)} ${entityKey(record.to)}`;
    const known = found.get(key)?.record.window;
    if (known === undefined || known === null || record.window.to - record.window.from > known.to - known.from)
      found.set(key, item);
  }
  return found;
}

function compare(then: RecordOf<"edge">, { record: now, ref }: Item<"edge">): readonly Observation[] {
  const found: Observation[] = [];
  const shared = {
    detector: "edge-shift",
    entity: now.from,
    other: now.to,
    onset: null,
    cite: citeOf(ref),
    direction: "up",
  } as const;
  const [slow, usual] = [now.p95Ms ?? now.p50Ms ?? 0, then.p95Ms ?? then.p50Ms ?? 0];
  if (usual > 0 && slow > SLOWER * usual && slow - usual > SLOWER_MS) {
    found.push({ ...shared, signal: "edge", size: slow / usual, subject: "latency" });
  }
  const [calls, errors] = [now.calls ?? 0, now.errors ?? 0];
  const expected = (calls * (then.errors ?? 0)) / Math.max(1, then.calls ?? 0);
  const size = (errors - expected) / Math.sqrt(Math.max(expected, 1));
  if (calls >= LEAST_CALLS && size >= LEAST_SIZE)
    found.push({ ...shared, signal: "edge", size, subject: "failed calls" });
  return found;
}

interface Calls {
  readonly from: EntityRef;
  readonly to: EntityRef;
  item: Item<"span">;
  before: number;
  now: number;
}

/**
 * Who calls whom, as spans show it: the first place at which the window's calls part from the reference's. Sources
 * that keep slow and failed traces alone show no absence, so an entity counts only where all its spans were shown.
 */
function seenEdges(facts: Facts, { window, reference }: Context): readonly Observation[] {
  if (reference === null) return [];
  const forest = spanForest(facts);
  const pairs = new Map<string, Calls>();
  const spans = { before: 0, now: 0 };
  for (const item of forest.spans) {
    const when = windowContains(window, item.record.start)
      ? "now"
      : windowContains(reference, item.record.start)
        ? "before"
        : null;
    if (when === null) continue;
    spans[when] += 1;
    const to = calledBy(item, forest);
    if (to === null) continue;
    const key = `${entityKey(item.record.entity)} ${entityKey(to)}`;
    const pair = pairs.get(key) ?? { from: item.record.entity, to, item, before: 0, now: 0 };
    pairs.set(key, pair);
    pair.item = item;
    pair[when] += 1;
  }
  const shown = ({ from }: Calls): boolean =>
    facts.covered("span", from, window) && facts.covered("span", from, reference);
  return [...pairs.values()].flatMap((pair) => (shown(pair) ? partedFrom(pair, spans) : []));
}

function partedFrom(
  { from, to, item, before, now }: Calls,
  spans: { readonly before: number; readonly now: number },
): readonly Observation[] {
  const direction = now === 0 ? "vanished" : "appeared";
  const expected =
    now === 0 ? (before * spans.now) / Math.max(1, spans.before) : (now * spans.before) / Math.max(1, spans.now);
  if ((now > 0 && before > 0) || expected < LEAST_CALLS) return [];
  const { start } = item.record;
  return [
    {
      detector: "edge-shift",
      entity: from,
      signal: "edge",
      direction,
      size: Math.sqrt(expected),
      onset: now === 0 ? onsetBetween(start, start) : null,
      subject: "calls",
      other: to,
      cite: citeOf(item.ref),
    },
  ];
}
