import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SeatKey } from "../../src/core/ports/gate.js";
import type { Io } from "../../src/core/ports/integration.js";
import type { KillScope } from "../../src/gate/control-state.js";
import { orderKill } from "../../src/gate/kill.js";
import { openPolicies } from "../../src/gate/policy/open-policies.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { openSeat } from "../../src/gate/seat-key.js";
import { settleAll } from "../support/gate-clock.js";
import { GateWorld, INVESTIGATION, readLogs, SOURCE } from "../support/gate-world.js";

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let policies: PolicyEngine;
beforeAll(async () => {
  policies = await openPolicies();
});
afterAll(() => policies.close());

/** Runs one call, with a second process that orders a stop just before the k-th thing that is asked of the store. */
async function callWithKillAt(k: number, scope: KillScope, target: string | null) {
  const world = new GateWorld({ policies });
  await world.gate();
  let operations = 0;
  let killedAt: { readonly size: number } | null = null;
  world.store.before = async () => {
    if (operations++ !== k) return;
    world.store.before = () => undefined;
    await orderKill(world.store, { scope, target, by: "alice", why: "enough", at: 1 });
    killedAt = { size: world.entries().length };
  };
  const result = await world.call().then(
    (outcome) => ({ outcome, error: null }),
    (error: unknown) => ({ outcome: null, error }),
  );
  return { world, killedAt: killedAt as { readonly size: number } | null, operations, ...result };
}

describe("adversarial: the gate under a second process, hostile tools and hostile callers", () => {
  it.each([
    ["all", null],
    ["investigation", INVESTIGATION],
    ["seat", `${INVESTIGATION}/investigator`],
    ["integration", SOURCE],
  ] as const)("writes no intent after a kill of %s, at whichever step it comes", async (scope, target) => {
    for (let k = 0; ; k++) {
      const { world, killedAt, outcome, error, operations } = await callWithKillAt(k, scope, target);
      if (killedAt === null) {
        expect(operations).toBeGreaterThan(3);
        break;
      }
      const after = world
        .entries()
        .slice(killedAt.size)
        .map((entry) => entry.type);
      expect(after).not.toContain("call.intended");
      expect(after).not.toContain("evidence.recorded");
      const whole = scope === "all" || scope === "investigation";
      if (whole) expect(error).toMatchObject({ code: "KILLED" });
      else
        expect(outcome?.kind === "denied" ? outcome.code : outcome?.kind === "not-answered" && outcome.code).toBe(
          "killed",
        );
      // Whatever was intended before the kill has an ending by now.
      const [intents, endings] = [
        world.store.of(INVESTIGATION, "call.intended"),
        world.store.of(INVESTIGATION, "call.settled"),
      ];
      expect(endings).toHaveLength(intents.length);
    }
  });

  it("quarantines an answer that comes although a kill was ordered while it was on its way", async () => {
    const world: GateWorld = new GateWorld({
      policies,
      fetch: async (query, io, signal) => {
        const bytes = await readLogs(query, io, signal);
        await orderKill(world.store, { scope: "integration", target: "replay", by: "alice", why: "enough", at: 1 });
        return bytes;
      },
    });
    expect(await world.call()).toMatchObject({ outcome: "quarantined", code: "killed", evidence: null });
    expect(world.types()).toEqual(["call.intended", "call.settled"]);
    expect(world.store.bodies.size).toBe(3);
  });

  it("decides again when the epoch moves once, and denies when it moves twice", async () => {
    for (const [moves, expected] of [
      [1, "answered"],
      [2, "denied"],
    ] as const) {
      const world = new GateWorld({ policies });
      await world.gate();
      let left: number = moves;
      world.store.before = async (operation, request) => {
        if (operation !== "append" || request?.events[0]?.event.type !== "call.intended" || left === 0) return;
        left -= 1;
        await orderKill(world.store, { scope: "investigation", target: "i-other", by: "alice", why: "enough", at: 1 });
      };
      const outcome = await world.call();
      expect(outcome.kind).toBe(expected);
      if (outcome.kind === "denied") expect(outcome.code).toBe("epoch-moved");
    }
  });

  it.each([
    ["nothing", undefined],
    ["an object that looks like the key", { seat: "investigator" }],
    ["a copy of the key", { ...openSeat(INVESTIGATION, "investigator") }],
    ["an heir of the key", Object.create(openSeat(INVESTIGATION, "investigator"))],
    ["a key that somebody else had made for the same seat", openSeat(INVESTIGATION, "investigator")],
    ["the key of another investigation", openSeat("i-other", "investigator")],
  ] as const)("denies a caller that shows %s", async (_, key) => {
    const world = new GateWorld({ policies });
    expect(await world.call({ key: key as SeatKey })).toMatchObject({ kind: "denied", code: "unauthenticated" });
    expect(world.tap.requests).toEqual([]);
  });

  it("denies the other seat's key", async () => {
    const world = new GateWorld({ policies });
    expect(await world.call({ seat: "verifier", key: world.seats.investigator })).toMatchObject({
      code: "unauthenticated",
    });
  });

  it("never lets parallel calls overspend, however they are mixed", async () => {
    const moves = fc.array(
      fc.record({ seat: fc.constantFrom("investigator" as const, "verifier" as const), fails: fc.boolean() }),
      { minLength: 1, maxLength: 24 },
    );
    await fc.assert(
      fc.asyncProperty(
        moves,
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 3 }),
        async (calls, total, cost) => {
          const share = Math.min(total, 3);
          const world = new GateWorld({
            policies,
            tool: { cost },
            parts: { budget: { calls: total, verifierCalls: share } },
          });
          await Promise.all(calls.map(({ seat, fails }) => world.call({ seat, ...(fails && { query: {} as never }) })));
          const spent = { investigator: 0, verifier: 0 };
          for (const { data } of world.store.of(INVESTIGATION, "call.intended"))
            spent[data.seat] += data.reserved.calls;
          expect(spent.investigator + spent.verifier).toBeLessThanOrEqual(total);
          expect(spent.investigator).toBeLessThanOrEqual(total - share);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    [
      "throws at once",
      () => {
        throw new Error("boom");
      },
      "tool-failed",
    ],
    ["rejects with nothing", () => Promise.reject(undefined), "tool-failed"],
    ["answers with text", () => Promise.resolve("text"), "not-bytes"],
    ["answers with nothing", () => Promise.resolve(undefined), "not-bytes"],
    ["answers with an array of numbers", () => Promise.resolve([1, 2, 3]), "not-bytes"],
    ["answers with more than the cap", () => Promise.resolve(new Uint8Array(2_000)), "too-large"],
    [
      "asks for a stream that its manifest does not list",
      (_q: unknown, io: Io, signal: AbortSignal) => io.recording("secrets", signal),
      "tool-failed",
    ],
  ])("makes a failure of a tool that %s", async (_, fetch, code) => {
    const world = new GateWorld({ policies, fetch: fetch as never, parts: { limits: { answerBytes: 1_000 } } });
    expect(await world.call()).toMatchObject({ kind: "not-answered", outcome: "failed", code });
    expect(world.types()).toEqual(["call.intended", "call.settled"]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("boom");
      },
      "parser-threw",
    ],
    ["gives garbage", () => ({ records: "many" }), "answer-invalid"],
    [
      "points outside of the bytes",
      () => ({
        records: [{ kind: "document", entity: null, title: "", text: "", reviewed: false, at: [0, 999] }],
        coverage: [],
        omitted: [],
        unavailable: null,
        asked: null,
      }),
      "answer-invalid",
    ],
  ])("makes a failure of a parser that %s", async (_, parse, code) => {
    const world = new GateWorld({ policies, parse: parse as never });
    expect(await world.call()).toMatchObject({ kind: "not-answered", outcome: "failed", code, evidence: null });
  });

  it("ends a tool that never answers at its time-out, and drops what it brings later", async () => {
    let answer: (bytes: Uint8Array) => void = () => undefined;
    const world = new GateWorld({
      policies,
      tool: { timeoutMs: 2_000 },
      fetch: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    const call = world.call();
    while (world.types().length === 0) await settleAll();
    await world.clock.advance(1_900);
    expect(world.types()).toEqual(["call.intended"]);
    await world.clock.advance(100);
    expect(await call).toMatchObject({ outcome: "timed-out", code: "timed-out" });
    const before = world.entries().length;
    answer(new TextEncoder().encode("late"));
    await settleAll();
    expect(world.entries()).toHaveLength(before);
    expect(world.notes.some((note) => note.kind === "late")).toBe(true);
  });

  it("gives a tool a door that is dead once its call has ended", async () => {
    let kept: Io | null = null;
    const world = new GateWorld({
      policies,
      fetch: (query, io, signal) => {
        kept = io;
        return readLogs(query, io, signal);
      },
    });
    await world.call();
    const { signal } = new AbortController();
    await expect((kept as Io | null)?.recording("logs", signal)).rejects.toThrow(/has ended/);
    expect(world.tap.requests).toHaveLength(1);
    expect(world.tap.requests[0]?.aborted()).toBe(true);
  });

  it("keeps the bytes that were received, whatever the tool does to them afterwards", async () => {
    const bytes = new TextEncoder().encode("as received\n");
    const world = new GateWorld({
      policies,
      fetch: () => {
        setImmediate(() => bytes.fill(0x21));
        return Promise.resolve(bytes);
      },
    });
    const outcome = await world.call();
    await settleAll();
    expect(new TextDecoder().decode(bytes)).toBe("!!!!!!!!!!!!");
    expect(outcome.kind === "answered" && outcome.evidence.answer.records[0]).toMatchObject({ text: "as received" });
  });

  it("stops asking a source that fails again and again, and tries it once after a while", async () => {
    let asked = 0;
    let well = false;
    const world = new GateWorld({
      policies,
      parts: { budget: { calls: 100, verifierCalls: 3 } },
      fetch: () => {
        asked += 1;
        return well ? Promise.resolve(new Uint8Array()) : Promise.reject(new Error("down"));
      },
    });
    for (let call = 0; call < 5; call++) await world.call();
    expect(await world.call()).toMatchObject({ outcome: "unavailable", code: "breaker-open", cost: 0 });
    expect(asked).toBe(5);
    well = true;
    await world.clock.advance(30_000);
    expect(await world.call()).toMatchObject({ kind: "answered" });
    expect(await world.call()).toMatchObject({ kind: "answered" });
  });
});
