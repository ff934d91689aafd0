import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import { type Instant, windowContains } from "../../core/time.js";
import type { RecordRef } from "../assertions/record-index.js";
import { citeOf, type Detector, DropCount, onsetBetween } from "./detector.js";
import { calledBy, type SpanForest, type SpanItem, spanForest } from "./span-forest.js";

/** Poisson standard deviations above what the reference lets one expect. */
const LEAST_SIZE = 3;

interface Failures {
  readonly entity: EntityRef;
  readonly other: EntityRef | null;
  readonly operation: string;
  /** None of them shows a child. */
  readonly bare: boolean;
  ref: RecordRef;
  /** The first failure in the window, and the last span of its kind before it. */
  first: Instant;
  lastBefore: Instant;
  now: number;
  before: number;
}

/** What the spans of one operation of one entity do with a failure. */
interface Habit {
  lastSeen: Instant;
  passedOn: number;
}

/**
 * Where failures begin: the deepest failed span of each chain, since what waits for a failure fails as well. A
 * failed client span under which no server failed points at both ends: the client that tells, and whom it called.
 * A failed span without any child proves nothing where others of its kind pass failures on: its children may have
 * been left out of the answer.
 */
export const errorOrigin: Detector = {
  name: "error-origin",
  detect(facts, context) {
    const forest = spanForest(facts);
    const dropped = new DropCount();
    dropped.add("spans beyond the first 200000", forest.omitted);
    const origins = new Map<string, Failures>();
    const habits = new Map<string, Habit>();
    const exposure = { now: 0, before: 0 };
    for (const item of forest.spans) {
      const { start } = item.record;
      const now = windowContains(context.window, start);
      const before = context.reference !== null && windowContains(context.reference, start);
      if (!now && !before) continue;
      exposure[now ? "now" : "before"] += 1;
      const habit = habits.get(kindOf(item.record)) ?? { lastSeen: context.window.from, passedOn: 0 };
      habits.set(kindOf(item.record), habit);
      if (isOrigin(item, forest)) note(item, now, { forest, origins, lastSeen: habit.lastSeen });
      else if (item.record.status === "error") habit.passedOn += 1;
      habit.lastSeen = start;
    }
    const scale = exposure.before === 0 ? 0 : exposure.now / exposure.before;
    const proven = [...origins.values()].filter(
      (failures) => !failures.bare || (habits.get(kindOf(failures))?.passedOn ?? 0) === 0,
    );
    return { observations: proven.flatMap((one) => observed(one, scale) ?? []), dropped: dropped.list() };
  },
};

function kindOf({ entity, operation }: Pick<Failures, "entity" | "operation">): string {
  return `${entityKey(entity)} ${operation}`;
}

function isOrigin({ record }: SpanItem, forest: SpanForest): boolean {
  return record.status === "error" && !forest.children(record).some((child) => child.record.status === "error");
}

interface Notes {
  readonly forest: SpanForest;
  readonly origins: Map<string, Failures>;
  readonly lastSeen: Instant;
}

function note(item: SpanItem, now: boolean, { forest, origins, lastSeen }: Notes): void {
  const { entity, operation, start } = item.record;
  const other = calledBy(item, forest);
  const bare = forest.children(item.record).length === 0;
  const key = `${kindOf(item.record)} ${other === null ? "" : entityKey(other)} ${bare}`;
  const place = { ref: item.ref, first: start, lastBefore: lastSeen };
  const failures = origins.get(key) ?? { entity, other, operation, bare, ...place, now: 0, before: 0 };
  origins.set(key, failures);
  failures[now ? "now" : "before"] += 1;
  // What is cited and dated is of the window: spans come in the order of time, the reference's first.
  if (now && failures.now === 1) Object.assign(failures, place);
}

function observed(failures: Failures, scale: number): Observation | null {
  if (failures.now === 0) return null;
  const expected = failures.before * scale;
  const size = (failures.now - expected) / Math.sqrt(Math.max(expected, 1));
  if (failures.before > 0 && size < LEAST_SIZE) return null;
  return {
    detector: "error-origin",
    entity: failures.entity,
    signal: "spans",
    direction: failures.before === 0 ? "appeared" : "up",
    size,
    onset: failures.before === 0 ? onsetBetween(failures.lastBefore, failures.first) : null,
    subject: `failed ${failures.operation}`,
    other: failures.other,
    cite: citeOf(failures.ref),
  };
}
