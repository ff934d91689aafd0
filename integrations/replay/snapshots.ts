/**
 * States of a recording are snapshots: a recorder writes how things stand, again and again. Answers without a window
 * tell the latest snapshot, answers with one tell each snapshot inside of it.
 */
import type { Coverage } from "../../src/core/answer.js";
import { type EntityRef, entityKey } from "../../src/core/entity.js";
import type { Instant, Window } from "../../src/core/time.js";
import { windowContains } from "../../src/core/time.js";
import { type Look, lookAt } from "./look-at.js";
import { type Draft, outside, type StreamLine, type StreamView } from "./stream-question.js";

export type StateLine = StreamLine<"states">;
export type StatesView = StreamView<"states">;

/** Which states a question is about, and how they are told. */
export interface StateSelection {
  readonly matches: (state: StateLine) => boolean;
  /** The entity that the question names, for which the stream must have been watched. */
  readonly entity: EntityRef | undefined;
  readonly window: Window | undefined;
  /** States with one key are told by one snapshot: what is not in the latest is gone. */
  readonly snapshotOf: (state: StateLine) => string;
  /** Entities covered besides those that are told; null: all that the stream watched. */
  readonly covers: readonly EntityRef[];
  readonly asked: string;
}

export function answerStates(view: StatesView, selection: StateSelection): Draft {
  const result = lookAt(view, selection.window, selection.entity);
  if (result.kind === "outside") return outside(result.why, selection.asked);
  const known = view.lines.filter(
    (state) => (state.time === null || state.time <= view.now) && selection.matches(state),
  );
  const { window } = selection;
  const states =
    window === undefined ? latestSnapshots(known, selection.snapshotOf) : during(known, result.look.window);
  const undated = window === undefined ? 0 : known.filter(({ time }) => time === null).length;
  const { omitted } = result.look;
  return {
    records: states.sort((a, b) => (a.time ?? -1) - (b.time ?? -1)),
    coverage: coverage(known, selection, result.look),
    omitted: undated === 0 ? omitted : [...omitted, { what: "states", why: "they tell no time", count: undated }],
    unavailable: null,
    asked: selection.asked,
    keep: "newest",
    limit: undefined,
  };
}

function during(states: readonly StateLine[], window: Window): StateLine[] {
  return states.filter(({ time }) => time !== null && windowContains(window, time));
}

/** Of each key the states of its latest time; states without a time are always the latest. */
export function latestSnapshots(states: readonly StateLine[], snapshotOf: (state: StateLine) => string): StateLine[] {
  const latest = new Map<string, Instant>();
  for (const state of states) {
    const key = snapshotOf(state);
    if (state.time !== null) latest.set(key, Math.max(latest.get(key) ?? 0, state.time));
  }
  return states.filter((state) => state.time === null || state.time === latest.get(snapshotOf(state)));
}

/** The latest snapshot says how things stood since it was taken, and nothing about before. */
function coverage(known: readonly StateLine[], { window, covers }: StateSelection, look: Look): readonly Coverage[] {
  const entities = distinct([...covers, ...known.map(({ entity }) => entity)]);
  const part = (covered: Window | null): readonly Coverage[] => [{ kinds: ["state"], entities, window: covered }];
  if (window !== undefined) return part(look.window);
  if (known.some(({ time }) => time === null)) return part(null);
  const last = known.reduce((newest, { time }) => Math.max(newest, time ?? 0), look.window.from);
  return part(last < look.window.to ? { from: last, to: look.window.to } : null);
}

function distinct(entities: readonly EntityRef[]): EntityRef[] {
  return [...new Map(entities.map((entity) => [entityKey(entity), entity])).values()];
}

/** The snapshot of one aspect of one entity. */
export function aspectOfEntity({ entity, aspect }: StateLine): string {
  return `${aspect} ${entityKey(entity)}`;
}

/** Whether a field of a state names the entity: by its key, its name, or as an object with a name. */
export function namesEntity(field: unknown, entity: EntityRef): boolean {
  if (typeof field === "string") return field === entity.name || field === entityKey(entity);
  if (Array.isArray(field)) return field.some((item) => namesEntity(item, entity));
  return typeof field === "object" && field !== null && "name" in field && field.name === entity.name;
}
