import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bodyId } from "../../src/core/digest.js";
import { liftKill, orderKill } from "../../src/gate/kill.js";
import { activatePolicies } from "../../src/gate/policy/activate.js";
import { openPolicies } from "../../src/gate/policy/open-policies.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { settleAll } from "../support/gate-clock.js";
import { CHECKOUT, GateWorld, INVESTIGATION, LOG_QUERY, SALT, SOURCE, WINDOW } from "../support/gate-world.js";

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let policies: PolicyEngine;
beforeAll(async () => {
  policies = await openPolicies();
});
afterAll(() => policies.close());

const order = { by: "alice", why: "enough", at: 1 } as const;

describe("the gate", () => {
  it("leads a permitted call through intent, evidence and outcome, in that order", async () => {
    const world = new GateWorld({ policies });
    const outcome = await world.call();
    expect(world.types()).toEqual(["call.intended", "evidence.recorded", "call.settled"]);
    const [intent] = world.store.of(INVESTIGATION, "call.intended");
    expect(intent?.data).toMatchObject({
      seat: "investigator",
      n: 0,
      tool: "replay.logs.search",
      source: SOURCE,
      binding: "in-process",
      proof: null,
      policies: ["permit-investigator-query"],
      policySet: policies.digest,
      reserved: { calls: 1, timeMs: 5_000 },
      again: false,
    });
    expect(outcome.kind).toBe("answered");
    if (outcome.kind !== "answered") return;
    expect(outcome.evidence.answer.records.map((record) => record.kind === "line" && record.text)).toEqual([
      "one",
      "two",
    ]);
    expect(outcome.evidence).toMatchObject({
      source: SOURCE,
      parser: "replay.lines/1",
      window: WINDOW,
      dataClass: "internal",
    });
    const bytes = world.store.bodies.get(outcome.evidence.id);
    expect(new TextDecoder().decode(bytes)).toBe("one\ntwo\n");
    expect(outcome.evidence.id).toBe(bodyId(SALT, bytes ?? new Uint8Array()));
  });

  describe("G1 nothing without an intent, no intent without a permit", () => {
    it("shows one request on the wire for each intent, and no other", async () => {
      const world = new GateWorld({ policies });
      await Promise.all([
        world.call(),
        world.call({ seat: "verifier" }),
        world.call({ key: undefined }),
        world.call({ query: {} as never }),
      ]);
      const intents = world.store
        .of(INVESTIGATION, "call.intended")
        .map(({ data }) => `${data.seat} ${data.n} ${data.tool}`);
      const wire = world.tap.requests.map(({ call }) => `${call.seat} ${call.n} ${call.tool}`);
      expect(intents).toHaveLength(2);
      expect(wire.sort()).toEqual([...intents].sort());
    });

    it("writes the intent before anything is asked", async () => {
      let seen: readonly string[] = [];
      const world: GateWorld = new GateWorld({
        policies,
        fetch: async () => {
          await settleAll();
          seen = world.types();
          return new Uint8Array();
        },
      });
      await world.call();
      expect(seen).toEqual(["call.intended"]);
    });

    it.each([
      ["an entity outside of the scope", { entity: { ...CHECKOUT, name: "payroll" }, window: WINDOW }],
      ["everything, where the source does not say that all of it is in scope", { window: WINDOW }],
    ])("denies a question about %s", async (_, params) => {
      const world = new GateWorld({ policies, parts: { scope: { entities: () => [CHECKOUT], ancestors: () => [] } } });
      expect(await world.call({ query: { ...LOG_QUERY, params } as never })).toMatchObject({
        kind: "denied",
        code: "out-of-scope",
      });
      expect(world.store.of(INVESTIGATION, "call.denied")[0]?.data).toMatchObject({
        step: "authorize",
        policies: ["forbid-out-of-scope"],
      });
      expect(world.tap.requests).toEqual([]);
      expect(await world.call()).toMatchObject({ kind: "answered" });
    });

    it("takes an entity to be in scope with its declared ancestor", async () => {
      const shop = { kind: "namespace", namespace: "", name: "shop" } as const;
      const world = new GateWorld({ policies, parts: { scope: { entities: () => [shop], ancestors: () => [shop] } } });
      expect(await world.call()).toMatchObject({ kind: "answered" });
    });

    it("denies restricted data unless the configuration allows it", async () => {
      const tool = { dataClass: "restricted" } as const;
      expect(await new GateWorld({ policies, tool }).call()).toMatchObject({ kind: "denied", code: "policy" });
      expect(await new GateWorld({ policies, tool, parts: { restrictedAllowed: true } }).call()).toMatchObject({
        kind: "answered",
      });
    });

    it("denies everything once another policy set was activated", async () => {
      const world = new GateWorld({ policies });
      const other = await openPolicies({ extra: 'forbid (principal, action == Action::"act", resource);' });
      expect(await activatePolicies(world.store, policies, 1)).toBe(true);
      expect(await activatePolicies(world.store, policies, 1)).toBe(false);
      expect(await world.call()).toMatchObject({ kind: "answered" });
      expect(await activatePolicies(world.store, other, 1)).toBe(true);
      expect(await world.call()).toMatchObject({ kind: "denied", code: "policy-error" });
      await other.close();
    });
  });

  describe("G2 nothing after a kill", () => {
    it.each([
      ["all", null],
      ["investigation", INVESTIGATION],
    ] as const)("ends the investigation on a stop of %s", async (scope, target) => {
      const world = new GateWorld({ policies });
      await orderKill(world.store, { scope, target, ...order });
      await expect(world.call()).rejects.toMatchObject({ code: "KILLED" });
      expect(world.types()).toEqual(["call.denied"]);
      await liftKill(world.store, { scope, target, by: "alice", at: 2 });
      expect(await world.call()).toMatchObject({ kind: "answered" });
    });

    it.each([
      ["seat", `${INVESTIGATION}/verifier`],
      ["integration", "replay"],
      ["integration", SOURCE],
    ] as const)("denies calls on a stop of one %s", async (scope, target) => {
      const world = new GateWorld({ policies });
      await orderKill(world.store, { scope, target, ...order });
      expect(await world.call({ seat: "verifier" })).toMatchObject({ kind: "denied", code: "killed" });
      expect(await world.call()).toMatchObject(
        scope === "seat" ? { kind: "answered" } : { kind: "denied", code: "killed" },
      );
    });

    it("is not concerned by stops of others", async () => {
      const world = new GateWorld({ policies });
      await orderKill(world.store, { scope: "investigation", target: "i-other", ...order });
      await orderKill(world.store, { scope: "integration", target: "replay/other", ...order });
      expect(await world.call()).toMatchObject({ kind: "answered" });
    });

    it("obeys the kill file", async () => {
      let there = false;
      const world = new GateWorld({ policies, parts: { killFile: () => there } });
      expect(await world.call()).toMatchObject({ kind: "answered" });
      there = true;
      await expect(world.call()).rejects.toMatchObject({ code: "KILLED" });
    });

    it("aborts a call in flight when another process orders a stop", async () => {
      let signal: AbortSignal | null = null;
      const world = new GateWorld({
        policies,
        fetch: (_query, _io, given) =>
          new Promise(() => {
            signal = given;
          }),
      });
      const call = world.call();
      call.catch(() => undefined);
      while (signal === null) await settleAll();
      await orderKill(world.store, { scope: "seat", target: `${INVESTIGATION}/investigator`, ...order });
      await world.clock.advance(100);
      expect((signal as AbortSignal).aborted).toBe(true);
      expect(await call).toMatchObject({ kind: "not-answered", outcome: "aborted", code: "killed", evidence: null });
    });
  });

  describe("G3 a number is used once", () => {
    it("denies a replay, now and after a restart", async () => {
      const world = new GateWorld({ policies });
      await world.call({ n: 7 });
      expect(await world.call({ n: 7 })).toMatchObject({ kind: "denied", code: "replayed" });
      const restarted = new GateWorld({ policies, store: world.store });
      expect(await restarted.call({ n: 7, key: restarted.seats.investigator })).toMatchObject({
        kind: "denied",
        code: "replayed",
      });
      expect(await restarted.call({ n: 7, seat: "verifier" })).toMatchObject({ kind: "answered" });
    });

    it("asks an intent without outcome again, once, at no further cost", async () => {
      const world = new GateWorld({
        policies,
        fetch: () => new Promise(() => undefined),
        parts: { budget: { calls: 4, verifierCalls: 3 } },
      });
      const interrupt = new AbortController();
      const call = world.call({}, interrupt.signal);
      call.catch(() => undefined);
      while (world.types().length === 0) await settleAll();
      interrupt.abort();
      await expect(call).rejects.toMatchObject({ code: "INTERRUPTED" });
      expect(world.types()).toEqual(["call.intended"]);
      const resumed = new GateWorld({
        policies,
        store: world.store,
        parts: { budget: { calls: 4, verifierCalls: 3 } },
      });
      expect(await resumed.call({ n: 0, again: true })).toMatchObject({ kind: "answered" });
      expect(await resumed.call({ n: 0, again: true })).toMatchObject({ kind: "denied", code: "replayed" });
      expect(await resumed.call({ n: 1 })).toMatchObject({ kind: "denied", code: "budget" });
      expect(world.types().filter((type) => type === "call.intended")).toHaveLength(2);
    });

    it("asks nothing again that has no open intent", async () => {
      const world = new GateWorld({ policies });
      expect(await world.call({ n: 3, again: true })).toMatchObject({ kind: "denied", code: "replayed" });
    });
  });

  it("G5 hands parser and journal redacted bytes alone", async () => {
    const secret = ["hunter", "2x"].join("");
    let parsed = "";
    const world = new GateWorld({
      policies,
      lines: [`login password=${secret} ok`],
      parse: (bytes) => {
        parsed = new TextDecoder().decode(bytes);
        return { records: [], coverage: [], omitted: [], unavailable: null, asked: null };
      },
    });
    await world.call();
    expect(parsed).toMatch(/^login password=‹secret:[0-9a-f]{8}› ok\n$/);
    for (const body of world.store.bodies.values()) expect(new TextDecoder().decode(body)).not.toContain(secret);
    expect(world.store.of(INVESTIGATION, "evidence.recorded")[0]?.data.redactions).toEqual({ password: 1 });
  });

  it("G6 records denial, ending and evidence before the caller hears of it", async () => {
    const world = new GateWorld({ policies, tool: { timeoutMs: 1_000 }, fetch: () => Promise.reject(new Error("no")) });
    await world.call({ query: { capability: "no.such" } as never });
    expect(world.types()).toEqual(["call.denied"]);
    expect(await world.call()).toMatchObject({ outcome: "failed", code: "tool-failed", cost: 1 });
    expect(world.types()).toEqual(["call.denied", "call.intended", "call.settled"]);
  });

  it("records an answer that says unavailable as evidence that answers nothing", async () => {
    const world = new GateWorld({
      policies,
      parse: () => ({ records: [], coverage: [], omitted: [], unavailable: "no such stream", asked: null }),
    });
    const outcome = await world.call();
    expect(outcome).toMatchObject({ kind: "not-answered", outcome: "unavailable", code: "source-unavailable" });
    expect(outcome.kind === "not-answered" && world.store.bodies.has(outcome.evidence ?? "")).toBe(true);
  });

  it("stops when the lease has passed on", async () => {
    const world = new GateWorld({ policies });
    world.store.fence = 2;
    await expect(world.call()).rejects.toMatchObject({ code: "LEASE_LOST" });
    expect(world.tap.requests).toEqual([]);
  });

  it("ends a call that outlasts its lease", async () => {
    const world = new GateWorld({
      policies,
      fetch: () => new Promise(() => undefined),
      parts: { lease: () => ({ stream: INVESTIGATION, holder: "test", fence: 1, expiresAt: 1_732_454_400_050 }) },
    });
    const call = world.call();
    call.catch(() => undefined);
    while (world.types().length === 0) await settleAll();
    await world.clock.advance(100);
    await expect(call).rejects.toMatchObject({ code: "LEASE_LOST" });
  });
});
