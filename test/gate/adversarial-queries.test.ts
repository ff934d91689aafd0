import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPolicies } from "../../src/gate/policy/open-policies.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { GateWorld, LOG_QUERY, SOURCE } from "../support/gate-world.js";

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let policies: PolicyEngine;
beforeAll(async () => {
  policies = await openPolicies();
});
afterAll(() => policies.close());

describe("adversarial: queries", () => {
  const token = ["gh", "p_", "0aZ9".repeat(9)].join("");

  it.each([
    [
      "a secret in an argument",
      { ...LOG_QUERY, params: { ...LOG_QUERY.params, contains: `auth ${token}` } },
      "secret-in-arguments",
    ],
    ["an unknown capability", { capability: "shell.run", params: {} }, "unknown-capability"],
    ["no capability", {}, "unknown-capability"],
    ["an unknown parameter", { ...LOG_QUERY, params: { ...LOG_QUERY.params, shell: "rm" } }, "bad-arguments"],
    ["a source that is not there", { ...LOG_QUERY, source: "replay/other" }, "unknown-source"],
    ["a capability that nobody answers", { capability: "reference.windows", params: {} }, "unregistered"],
    ["a value that is no JSON", { ...LOG_QUERY, params: 10n }, "bad-arguments"],
    ["70,000 characters", { ...LOG_QUERY, params: { contains: "a".repeat(70_000) } }, "too-large"],
    ["30,000 characters of three bytes", { ...LOG_QUERY, params: { contains: "€".repeat(30_000) } }, "too-large"],
    ["an array with a billion holes", { ...LOG_QUERY, params: new Array(1e9) }, "too-large"],
    ["33 levels", JSON.parse(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`), "too-deep"],
    [
      "a name that imitates another",
      { ...LOG_QUERY, params: { entity: { kind: "service", namespace: "shop", name: "check\u043eut" } } },
      "bad-arguments",
    ],
    [
      "a name with an invisible character",
      { ...LOG_QUERY, params: { entity: { kind: "service", namespace: "shop", name: "check\u200bout" } } },
      "bad-arguments",
    ],
    [
      "a name in another form",
      { ...LOG_QUERY, params: { entity: { kind: "service", namespace: "shop", name: "\uff43heckout" } } },
      "bad-arguments",
    ],
  ])("are denied with %s", async (_, query, code) => {
    const world = new GateWorld({ policies });
    expect(await world.call({ query: query as never })).toMatchObject({ kind: "denied", code });
    expect(world.types()).toEqual(["call.denied"]);
  });

  it("are denied when they are bottomless or change while they are read", async () => {
    const world = new GateWorld({ policies });
    const cyclic: Record<string, unknown> = { capability: "logs.search" };
    cyclic["params"] = cyclic;
    expect(await world.call({ query: cyclic as never })).toMatchObject({ code: "too-deep" });
    let reads = 0;
    const shifty = {
      capability: "logs.search",
      source: SOURCE,
      get params() {
        return reads++ === 0 ? {} : { contains: "x".repeat(100_000) };
      },
    };
    expect(await world.call({ query: shifty as never })).toMatchObject({ code: "too-large" });
    let left = 2;
    const failing = {
      get capability() {
        if (left-- <= 0) throw new Error("no");
        return "logs.search";
      },
    };
    expect(await world.call({ query: failing as never, key: undefined })).toMatchObject({ code: "unauthenticated" });
    const throwing = {
      get capability() {
        throw new Error("no");
      },
    };
    expect(await world.call({ query: throwing as never })).toMatchObject({ kind: "denied" });
  });

  it("reach a tool as they were recorded, and can't be changed by it", async () => {
    const world = new GateWorld({
      policies,
      fetch: (query) => {
        (query.params as { contains?: string }).contains = "other";
        return Promise.resolve(new Uint8Array());
      },
    });
    expect(await world.call()).toMatchObject({ outcome: "failed", code: "tool-failed" });
  });
});
