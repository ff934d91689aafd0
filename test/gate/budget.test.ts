import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPolicies } from "../../src/gate/policy/open-policies.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { CHECKOUT, GateWorld, LOG_QUERY, WINDOW } from "../support/gate-world.js";

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let policies: PolicyEngine;
beforeAll(async () => {
  policies = await openPolicies();
});
afterAll(() => policies.close());

describe("the gate: G4 the budget holds", () => {
  it("keeps the verifier's share from the investigator, and passes on what that one leaves", async () => {
    const world = new GateWorld({ policies });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => world.call()));
    expect(outcomes.filter(({ kind }) => kind === "answered")).toHaveLength(7);
    expect(outcomes.filter((outcome) => outcome.kind === "denied" && outcome.code === "budget")).toHaveLength(5);
    const others = await Promise.all(Array.from({ length: 5 }, () => world.call({ seat: "verifier" })));
    expect(others.filter(({ kind }) => kind === "answered")).toHaveLength(3);
    const leaving = new GateWorld({ policies });
    await leaving.call();
    const rest = await Promise.all(Array.from({ length: 12 }, () => leaving.call({ seat: "verifier" })));
    expect(rest.filter(({ kind }) => kind === "answered")).toHaveLength(9);
  });

  it("goes on from what was spent before a restart", async () => {
    const world = new GateWorld({ policies });
    for (let call = 0; call < 5; call++) await world.call();
    const restarted = new GateWorld({ policies, store: world.store });
    const outcomes = await Promise.all([5, 6, 7].map((n) => restarted.call({ n })));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["answered", "answered", "denied"]);
  });

  it("charges nothing for what was denied", async () => {
    const world = new GateWorld({
      policies,
      parts: { budget: { calls: 4, verifierCalls: 3 }, scope: { entities: () => [CHECKOUT], ancestors: () => [] } },
    });
    await world.call({ query: { ...LOG_QUERY, params: { window: WINDOW } } as never });
    expect(await world.call()).toMatchObject({ kind: "answered" });
  });

  it("trips a seat at the call after 500 in a minute, and leaves it shut", async () => {
    const world = new GateWorld({ policies, parts: { budget: { calls: 0, verifierCalls: 0 } } });
    for (let call = 0; call < 500; call++) expect(await world.call()).toMatchObject({ code: "budget" });
    expect(await world.call()).toMatchObject({ code: "rate" });
    await world.clock.advance(120_000);
    expect(await world.call()).toMatchObject({ code: "rate" });
    expect(await world.call({ seat: "verifier" })).toMatchObject({ code: "budget" });
  });

  it("lets a slow seat go on for ever", async () => {
    const world = new GateWorld({ policies, parts: { budget: { calls: 0, verifierCalls: 0 } } });
    for (let call = 0; call < 1_200; call++) {
      expect(await world.call()).toMatchObject({ code: "budget" });
      if (call % 400 === 399) await world.clock.advance(60_000);
    }
  });
});
