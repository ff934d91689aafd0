import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import type { Signal } from "../../core/signal.js";
import { type Instant, windowContains } from "../../core/time.js";
import type { RecordRef } from "../assertions/record-index.js";
import { citeOf, type Detector, onsetBetween } from "./detector.js";
import { healthySpread, middle } from "./healthy-spread.js";
import { calledBy, type SpanForest, type SpanItem, selfTime, spanForest } from "./span-forest.js";

const LEAST_SPANS = 8;
const LEAST_IN_WINDOW = 5;
const NOTICEABLE_MS = 2;

interface Times {
  readonly entity: EntityRef;
  readonly other: EntityRef | null;
  readonly signal: Signal;
  readonly subject: string;
  readonly before: number[];
  readonly now: { readonly at: Instant; readonly ms: number; readonly ref: RecordRef }[];
}

/**
 * Where time is spent that was not before: inside of an entity (self time), on the way to another (what the client
 * measured less what the server did), or behind a call whose server tells nothing of itself.
 */
export const spanTimes: Detector = {
  name: "span-times",
  detect(facts, context) {
    if (context.reference === null) return { observations: [], dropped: [] };
    const forest = spanForest(facts);
    const groups = new Map<string, Times>();
    for (const item of forest.spans) {
      const { start } = item.record;
      const now = windowContains(context.window, start);
      if (!now && !windowContains(context.reference, start)) continue;
      for (const part of partsOf(item, forest)) {
        const key = `${part.signal} ${entityKey(part.entity)} ${part.other === null ? "" : entityKey(part.other)} ${part.subject}`;
        const times = groups.get(key) ?? { ...part, before: [], now: [] };
        groups.set(key, times);
        if (now) times.now.push({ at: start, ms: part.ms, ref: item.ref });
        else times.before.push(part.ms);
      }
    }
    return { observations: [...groups.values()].flatMap((times) => slower(times) ?? []), dropped: [] };
  },
};

type Part = Omit<Times, "before" | "now"> & { readonly ms: number };

function partsOf(item: SpanItem, forest: SpanForest): readonly Part[] {
  const { entity, operation, side, durationMs } = item.record;
  if (side === "server" || side === "consumer") {
    return [{ entity, other: null, signal: "spans", subject: `self time of ${operation}`, ms: selfTime(item, forest) }];
  }
  const other = calledBy(item, forest);
  if (other === null) return [];
  const server = forest.children(item.record).find(({ record }) => record.side === "server");
  if (server === undefined) {
    return [{ entity, other, signal: "spans", subject: `time of ${operation}`, ms: durationMs }];
  }
  const onTheWay = Math.max(0, durationMs - server.record.durationMs);
  return [{ entity, other, signal: "edge", subject: "time on the way", ms: onTheWay }];
}

function slower(times: Times): Observation | null {
  const { before, now } = times;
  if (before.length < LEAST_SPANS || now.length < LEAST_IN_WINDOW) return null;
  const spread = healthySpread(before, NOTICEABLE_MS);
  const slow = now.filter(({ ms }) => ms > spread.high);
  const first = slow[0];
  // A tail beyond the reference's own is there by chance in one of fifty; a shift is in many.
  if (first === undefined || slow.length < Math.max(3, 0.2 * now.length)) return null;
  const previous = now[now.indexOf(first) - 1];
  return {
    detector: "span-times",
    entity: times.entity,
    signal: times.signal,
    direction: "up",
    size: (middle(slow.map(({ ms }) => ms)) - spread.center) / spread.scale,
    onset: onsetBetween(previous?.at ?? first.at, first.at),
    subject: times.subject,
    other: times.other,
    cite: citeOf(first.ref),
  };
}
