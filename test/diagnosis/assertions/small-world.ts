/**
 * A small world that is fully known, answers that each show a piece of it truthfully, and claims about it:
 * material for properties that must hold whatever the world, whatever was asked.
 */
import fc from "fast-check";
import type { Assertion } from "../../../src/core/assertion.js";
import type { EntityRef } from "../../../src/core/entity.js";
import type { Evidence } from "../../../src/core/evidence.js";
import type { Query } from "../../../src/core/query.js";
import type { RawRecord } from "../../../src/core/record.js";
import type { Window } from "../../../src/core/time.js";
import { madeEvidence } from "../../support/made-evidence.js";

const ENTITIES: readonly EntityRef[] = ["a", "b"].map((name) => ({ kind: "service", namespace: "", name }));
const TEXTS = ["lock wait after 3ms", "connection refused", "served in 5ms"] as const;
const SEVERITIES = ["info", "warn", "error"] as const;
const END = 100;

const entity = fc.constantFrom(...ENTITIES);
const time = fc.integer({ min: 0, max: END - 1 });
const text = fc.constantFrom(...TEXTS);

const line = fc
  .record({ entity, time, text, severity: fc.constantFrom(...SEVERITIES) })
  .map((fields): RawRecord => ({ kind: "line", ...fields }));
/** Many lines of one message from some time on, as a fault makes them. */
const burst = fc.record({ entity, text, from: time, count: fc.nat({ max: 12 }) }).map(({ from, count, ...rest }) =>
  Array.from(
    { length: count },
    (_, index): RawRecord => ({
      kind: "line",
      time: Math.min(END - 1, from + index),
      severity: "error",
      ...rest,
    }),
  ),
);
const event = fc
  .record({ entity, time, reason: fc.constantFrom("Killed", "Pulled") })
  .map((fields): RawRecord => ({ kind: "event", severity: "warning", message: "", count: 1, ...fields }));
const change = fc.record({ entity, time, change: fc.constantFrom("deploy" as const, "configuration" as const) }).map(
  (fields): RawRecord => ({
    kind: "change",
    summary: "",
    reference: "",
    by: "",
    fields: [{ path: "env.X", before: 1, after: 2 }],
    ...fields,
  }),
);
const state = fc
  .record({ entity, time, waits: fc.boolean() })
  .map(({ waits, ...rest }): RawRecord => ({ kind: "state", aspect: "session", fields: { waits }, ...rest }));
const span = fc
  .record({ entity, start: time, status: fc.constantFrom("ok" as const, "error" as const), span: fc.string() })
  .map(
    (fields): RawRecord => ({
      kind: "span",
      trace: "t",
      parent: null,
      operation: "GET",
      side: "server",
      peer: null,
      durationMs: 1,
      ...fields,
    }),
  );

const levels = fc.array(fc.constantFrom(0, 1, 2, 5, 9, 40), { minLength: END / 2, maxLength: END / 2 });
const steps = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 }), time)
  .map(([low, high, onset]) => Array.from({ length: END / 2 }, (_, index) => (2 * index < onset ? low : high)));
const metric = fc.oneof(levels, steps);

/** All that there is: series have a sample at every even time. */
export interface World {
  readonly records: readonly RawRecord[];
  readonly series: readonly {
    readonly entity: EntityRef;
    readonly role: "latency" | "cpu";
    readonly values: readonly number[];
  }[];
}

export const world: fc.Arbitrary<World> = fc.record({
  records: fc
    .tuple(fc.array(fc.oneof(line, event, change, state, span), { maxLength: 40 }), burst)
    .map(([some, more]) => [...some, ...more]),
  series: fc.tuple(metric, metric, metric).map(([a, b, c]) => [
    { entity: ENTITIES[0] as EntityRef, role: "latency" as const, values: a },
    { entity: ENTITIES[1] as EntityRef, role: "latency" as const, values: b },
    { entity: ENTITIES[0] as EntityRef, role: "cpu" as const, values: c },
  ]),
});

const window = fc
  .tuple(fc.integer({ min: 0, max: END - 1 }), fc.integer({ min: 1, max: END }))
  .map(([from, length]): Window => ({ from, to: Math.min(END, from + length) }));
/** Wide windows more often than not, so that pieces do cover what is claimed. */
const piece = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Window>({ from: 0, to: END }) },
  { weight: 3, arbitrary: window },
);

const query: fc.Arbitrary<Query> = fc.oneof(
  piece.map((one): Query => ({ capability: "logs.search", params: { window: one } })),
  fc
    .record({ one: piece, contains: text })
    .map(({ one, contains }): Query => ({ capability: "logs.search", params: { window: one, contains } })),
  piece.map((one): Query => ({ capability: "logs.search", params: { window: one, minSeverity: "warn" } })),
  piece.map((one): Query => ({ capability: "cluster.events", params: { window: one } })),
  piece.map((one): Query => ({ capability: "changes.list", params: { window: one } })),
  piece.map((one): Query => ({ capability: "metrics.range", params: { window: one } })),
  piece.map((one): Query => ({ capability: "metrics.range", params: { window: one, role: "latency" } })),
  piece.map((one): Query => ({ capability: "traces.search", params: { window: one } })),
  piece.map((one): Query => ({ capability: "traces.search", params: { window: one, status: "error" } })),
  piece.map(
    (one): Query => ({ capability: "database.activity", params: { database: ENTITIES[0] as EntityRef, window: one } }),
  ),
);

export const queries: fc.Arbitrary<readonly Query[]> = fc.array(query, { minLength: 1, maxLength: 12 });

/** What a truthful source answers. */
export function ask({ records, series }: World, asked: Query): Evidence {
  const part = (asked.params as { readonly window: Window }).window;
  const inside = (at: number): boolean => at >= part.from && at < part.to;
  const shown = (
    kind: RawRecord["kind"],
    fits: (record: RawRecord) => boolean,
    entities: EntityRef[] | null = null,
  ): Evidence =>
    madeEvidence(
      asked,
      records.filter((record) => record.kind === kind && fits(record)),
      [{ kinds: [kind], entities, window: part }],
    );
  switch (asked.capability) {
    case "logs.search":
      return shown(
        "line",
        (record) =>
          record.kind === "line" &&
          inside(record.time ?? -1) &&
          record.text.includes(asked.params.contains ?? "") &&
          (asked.params.minSeverity === undefined || record.severity !== "info"),
      );
    case "cluster.events":
      return shown("event", (record) => record.kind === "event" && inside(record.time ?? -1));
    case "changes.list":
      return shown("change", (record) => record.kind === "change" && inside(record.time));
    case "traces.search":
      return shown(
        "span",
        (record) =>
          record.kind === "span" && inside(record.start) && (asked.params.status ?? record.status) === record.status,
      );
    case "database.activity": {
      const about = (record: RawRecord): boolean =>
        record.kind === "state" && record.entity.name === asked.params.database.name;
      return shown("state", (record) => about(record) && record.kind === "state" && inside(record.time ?? -1), [
        asked.params.database,
      ]);
    }
    default:
      return madeEvidence(
        asked,
        series
          .filter(({ role }) => !("role" in asked.params) || asked.params.role === role)
          .map(({ entity: of, role, values }): RawRecord => {
            const samples = values.map((value, index) => [2 * index, value] as const).filter(([at]) => inside(at));
            return {
              kind: "series",
              entity: of,
              role,
              metric: role,
              unit: "",
              statistic: "value",
              labels: {},
              times: samples.map(([at]) => at),
              values: samples.map(([, value]) => value),
            };
          }),
        [{ kinds: ["series"], entities: null, window: part }],
      );
  }
}

const selector = fc.constantFrom({ role: "latency" as const }, { role: "cpu" as const }, {});
const bound = fc.constantFrom(0, 1, 3, 8);
const direction = fc.constantFrom("up" as const, "down" as const);
const shifted = fc
  .record({
    entity,
    series: selector,
    at: fc.integer({ min: 20, max: 80 }),
    direction,
    factor: fc.constantFrom(1.5, 3),
  })
  .map(({ at, ...rest }) => ({
    kind: "shifted" as const,
    window: { from: at, to: END },
    reference: { from: 0, to: at - 4 },
    ...rest,
  }));
const happened = fc.record({
  kind: fc.constant("happened" as const),
  entity,
  reasons: fc.subarray(["Killed", "Pulled"]),
  text: fc.subarray([...TEXTS]),
  sources: fc.subarray(["event" as const, "line" as const, "span" as const], { minLength: 1 }),
  minSeverity: fc.constantFrom(...SEVERITIES),
  window,
});
const changed = fc.record({
  kind: fc.constant("changed" as const),
  entity,
  window,
  changes: fc.subarray(["deploy" as const, "configuration" as const], { minLength: 1 }),
});
const is = fc.record({
  kind: fc.constant("is" as const),
  entity,
  window,
  aspect: fc.constant("session" as const),
  where: fc.subarray([{ path: "waits", op: "equals" as const, value: true }]),
  atLeast: fc.integer({ min: 1, max: 3 }),
});
const novel = fc
  .record({
    entity,
    template: fc.constantFrom("lock wait after <*>", "connection refused"),
    at: fc.integer({ min: 20, max: 80 }),
  })
  .map(({ at, ...rest }) => ({
    kind: "novel" as const,
    window: { from: at, to: END },
    reference: { from: 0, to: at },
    factor: 2,
    ...rest,
  }));
const onset = fc.oneof(
  shifted.map((claim) => ({ of: "shift" as const, claim })),
  happened.map((claim) => ({ of: "event" as const, claim })),
  changed.map((claim) => ({ of: "change" as const, claim })),
  is.map((claim) => ({ of: "state" as const, claim })),
  time.map((at) => ({ of: "instant" as const, at })),
);

export const assertion: fc.Arbitrary<Assertion> = fc.oneof(
  fc.record({
    kind: fc.constant("level" as const),
    entity,
    series: selector,
    window,
    aggregate: fc.constantFrom("median", "mean", "max", "min", "last", "first"),
    op: fc.constantFrom("above", "below"),
    bound,
  }),
  shifted,
  happened,
  changed,
  is,
  novel,
  fc.record({
    kind: fc.constant("precedes" as const),
    first: onset,
    second: onset,
    toleranceMs: fc.integer({ min: 0, max: 9 }),
  }),
  fc.oneof(happened, changed, is, novel).map((what) => ({ kind: "absent" as const, what })),
  fc.record({
    kind: fc.constant("differs" as const),
    entity,
    peers: fc.constant([...ENTITIES]),
    series: selector,
    window,
    direction,
    factor: fc.constantFrom(1.5, 3),
  }),
  fc.record({
    kind: fc.constant("share" as const),
    entity,
    window,
    op: fc.constantFrom("above", "below"),
    bound: fc.constantFrom(0.2, 0.5),
    minExposure: fc.constantFrom(1, 4),
    of: fc.constantFrom(
      { over: "spans" as const },
      { over: "lines" as const, text: ["refused"] },
      { over: "series" as const, numerator: { role: "cpu" as const }, denominator: { role: "latency" as const } },
    ),
  }),
);
