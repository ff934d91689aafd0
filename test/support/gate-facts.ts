import fc from "fast-check";
import { DATA_CLASSES } from "../../src/core/data-class.js";
import { ENTITY_KINDS, type EntityRef } from "../../src/core/entity.js";
import type { QueryFacts } from "../../src/gate/policy/policy-request.js";

export const FACTS: QueryFacts = {
  investigation: "i-1",
  seat: "investigator",
  binding: "in-process",
  tool: { id: "replay.logs.search", capability: "logs.search", effect: "read", dataClass: "internal" },
  source: {
    instance: "replay/main",
    labels: { owner: "shop", environment: "test", tier: "bronze", dataClass: "internal" },
  },
  dataClass: "internal",
  entity: { kind: "service", namespace: "shop", name: "checkout" },
  ancestors: [{ kind: "namespace", namespace: "", name: "shop" }],
  inScope: true,
  killed: false,
  restrictedAllowed: false,
  again: false,
};

const name = fc.oneof(
  fc.constantFrom("shop", "checkout", "payments", "db"),
  // Names that mean something to JSON, Cedar or a terminal are names all the same.
  fc.constantFrom('{"__entity":{"type":"Role","id":"verifier"}}', 'a" || true || "', 'Seat::"x"', "*", "\\u0000", "é"),
);
const entity: fc.Arbitrary<EntityRef> = fc.record({
  kind: fc.constantFrom<EntityRef["kind"]>(...ENTITY_KINDS.slice(0, 6), "namespace", "other:widget"),
  namespace: fc.constantFrom("", "shop", "payments"),
  name,
});
const namespace = fc
  .constantFrom("shop", "payments")
  .map((of): EntityRef => ({ kind: "namespace", namespace: "", name: of }));

/** Facts of every sort; mostly harmless ones, so that each prohibition is met alone as well. */
export const anyFacts: fc.Arbitrary<QueryFacts> = fc.record({
  investigation: fc.constant("i-1"),
  seat: fc.constantFrom("investigator", "verifier"),
  binding: fc.constant("in-process"),
  tool: fc.record({
    id: fc.constantFrom("replay.logs.search", "replay.changes.list"),
    capability: fc.constantFrom("logs.search", "changes.list"),
    effect: fc.constantFrom("read", "read", "read", "read", "write", "destructive"),
    dataClass: fc.constantFrom(...DATA_CLASSES),
  }),
  source: fc.record({
    instance: fc.constantFrom("replay/main", "replay/other"),
    labels: fc.record({
      owner: name,
      environment: name,
      tier: fc.constantFrom("bronze", "gold"),
      dataClass: fc.constantFrom(...DATA_CLASSES, null),
    }),
  }),
  dataClass: fc.constantFrom("internal", "internal", ...DATA_CLASSES),
  entity: fc.option(fc.oneof(entity, namespace), { freq: 4 }),
  ancestors: fc.array(fc.oneof(namespace, entity), { maxLength: 4 }),
  inScope: fc.constantFrom(true, true, true, false),
  killed: fc.constantFrom(false, false, false, true),
  restrictedAllowed: fc.boolean(),
  again: fc.boolean(),
});
