import type { EntityJson } from "@cedar-policy/cedar-wasm/nodejs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CedarCall } from "../../../src/gate/policy/cedar-messages.js";
import { DEFAULT_POLICIES } from "../../../src/gate/policy/default-policies.js";
import { PolicyEngine } from "../../../src/gate/policy/policy-engine.js";
import { queryRequest } from "../../../src/gate/policy/policy-request.js";
import { POLICY_SCHEMA } from "../../../src/gate/policy/schema.js";
import { anyFacts, FACTS } from "../../support/gate-facts.js";
import { ADDED_POLICIES, referenceDecision } from "../../support/gate-reference-evaluator.js";

const set = (added: Record<string, string> = {}) => ({
  schema: POLICY_SCHEMA,
  policies: { ...DEFAULT_POLICIES, ...added },
});

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let engine: PolicyEngine;
beforeAll(async () => {
  engine = await PolicyEngine.open(set(ADDED_POLICIES));
});
afterAll(() => engine.close());

function changed(call: CedarCall, change: (entity: EntityJson) => EntityJson | null): CedarCall {
  return { ...call, entities: call.entities.map(change).filter((entity) => entity !== null) };
}

const typeOf = ({ uid }: EntityJson) => ("type" in uid ? uid.type : "");

describe("the policy engine", () => {
  it("decides as the plain reference does, for any facts", async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        const decision = await engine.decide(queryRequest(facts));
        if (decision.kind === "error") throw new Error(decision.why);
        expect({ kind: decision.kind, policies: [...decision.policies].sort() }).toEqual(referenceDecision(facts));
      }),
      { numRuns: 400 },
    );
  });

  it("P1 never allows where anything is absent: an entity, a parent's entity, an attribute", async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, fc.nat(), fc.nat(), async (facts, which, what) => {
        const call = queryRequest(facts);
        const place = which % call.entities.length;
        const names = Object.keys(call.entities[place]?.attrs ?? {});
        const dropped = what % (names.length + 1);
        const holed = changed(call, (entity) => {
          if (entity !== call.entities[place]) return entity;
          if (dropped === names.length) return null;
          return {
            ...entity,
            attrs: Object.fromEntries(Object.entries(entity.attrs).filter(([name]) => name !== names[dropped])),
          };
        });
        expect((await engine.decide(holed)).kind).toBe("error");
      }),
      { numRuns: 200 },
    );
  });

  describe("P1 holds against each trap of Cedar that was measured", () => {
    const call = queryRequest(FACTS);

    it("a missing parent, which would let a `forbid … in` pass silently", async () => {
      const facts = { ...FACTS, ancestors: [{ kind: "namespace", namespace: "", name: "payments" } as const] };
      expect(await engine.decide(queryRequest(facts))).toMatchObject({
        kind: "deny",
        policies: ["payments-are-closed"],
      });
      const orphan = changed(queryRequest(facts), (entity) =>
        typeOf(entity) === "Service" && entity.attrs["name"] === "payments" ? null : entity,
      );
      expect(await engine.decide(orphan)).toMatchObject({
        kind: "error",
        why: 'the slice lacks Service::"namespace:payments"',
      });
    });

    it("an absent principal or resource", async () => {
      for (const type of ["Seat", "Service"]) {
        expect((await engine.decide(changed(call, (entity) => (typeOf(entity) === type ? null : entity)))).kind).toBe(
          "error",
        );
      }
    });

    it("an entity of the context that is absent, so that its labels can't be read", async () => {
      expect(
        (
          await engine.decide(
            changed(call, (entity) =>
              typeOf(entity) === "Source" ? { ...entity, uid: { type: "Source", id: "other" } } : entity,
            ),
          )
        ).kind,
      ).toBe("error");
    });

    it("a context or a principal that the schema does not know", async () => {
      expect((await engine.decide({ ...call, context: { ...call.context, more: true } })).kind).toBe("error");
      expect((await engine.decide({ ...call, context: {} })).kind).toBe("error");
      expect((await engine.decide({ ...call, action: { type: "Action", id: "act" } })).kind).toBe("deny");
      expect((await engine.decide({ ...call, action: { type: "Action", id: "fly" } })).kind).toBe("error");
    });

    it("a policy that errs while it is evaluated, which Cedar would skip", async () => {
      const overflow = await PolicyEngine.open(
        set({ overflows: "forbid (principal, action, resource) when { 9223372036854775807 + 1 > 0 };" }),
      );
      const decision = await overflow.decide(call);
      expect(decision).toMatchObject({ kind: "error" });
      expect(decision.kind === "error" && decision.why).toMatch(/^overflows: .*overflow/);
      await overflow.close();
    });

    it("text in a name that looks like an entity, or like policy", async () => {
      for (const name of ['{"__entity":{"type":"Service","id":"namespace:payments"}}', 'payments" || true']) {
        const facts = { ...FACTS, entity: { kind: "namespace", namespace: "", name } as const };
        expect(await engine.decide(queryRequest(facts))).toMatchObject({ kind: "allow" });
      }
    });

    it("an unlabelled source, which counts as the strictest class", async () => {
      const facts = { ...FACTS, source: { ...FACTS.source, labels: { ...FACTS.source.labels, dataClass: null } } };
      const source = queryRequest(facts).entities.find((entity) => typeOf(entity) === "Source");
      expect(source?.attrs["dataClass"]).toEqual({ __entity: { type: "DataClass", id: "restricted" } });
    });
  });

  it("P2 replaces the set in the spare slot, and keeps the former one where the new one is wrong", async () => {
    const own = await PolicyEngine.open(set());
    const call = queryRequest(FACTS);
    const first = own.digest;
    expect([own.slot, (await own.decide(call)).kind]).toEqual(["a", "allow"]);
    await expect(
      own.replace(set({ broken: "permit (principal, action, resource) when { context.nothing };" })),
    ).rejects.toMatchObject({ code: "POLICY_INVALID" });
    expect([own.slot, own.digest, (await own.decide(call)).kind]).toEqual(["a", first, "allow"]);
    await own.replace(set({ closed: 'forbid (principal, action == Action::"query", resource);' }));
    expect(own.slot).toBe("b");
    expect(await own.decide(call)).toMatchObject({ kind: "deny", policies: ["closed"], policySet: own.digest });
    await own.replace(set());
    expect([own.slot, own.digest, (await own.decide(call)).kind]).toEqual(["a", first, "allow"]);
    await own.close();
  });

  it("P3 denies everything while a thread that died is replaced, and then goes on", async () => {
    const own = await PolicyEngine.open(set());
    // Cedar throws at a value of this depth, and an instance that has thrown is not asked again.
    let deep: unknown = true;
    for (let level = 0; level < 1_000; level++) deep = [deep];
    const deadly = changed(queryRequest(FACTS), (entity) => ({
      ...entity,
      attrs: { ...entity.attrs, deep: deep as never },
    }));
    expect((await own.decide(deadly)).kind).toBe("error");
    expect((await own.decide(queryRequest(FACTS))).kind).toBe("error");
    await own.settled();
    expect((await own.decide(queryRequest(FACTS))).kind).toBe("allow");
    await own.close();
    expect((await own.decide(queryRequest(FACTS))).kind).toBe("error");
  });
});
