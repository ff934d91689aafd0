import { describe, expect, it } from "vitest";
import { manifestDigest, ToolRegistry } from "../../src/gate/tool-registry.js";
import { integration, SOURCE } from "../support/gate-world.js";

describe("the tool registry", () => {
  it.each([
    ["the effect `write`", { effect: "write" }],
    ["the effect `destructive`", { effect: "destructive" }],
    ["an effect of its own making", { effect: "Read" }],
    ["no effect", { effect: undefined }],
    ["a capability that is not in the vocabulary", { capability: "shell.run" }],
    ["the name of an object's property as capability", { capability: "constructor", id: "replay.constructor" }],
    ["an id of another integration", { id: "other.logs.search" }],
    ["a cost below nothing", { cost: -1 }],
    ["no end of time", { timeoutMs: Number.POSITIVE_INFINITY }],
    ["a parser without a name", { parser: "" }],
  ])("refuses a tool with %s", (_, tool) => {
    expect(() => new ToolRegistry([integration({ tool: tool as never })])).toThrowError(
      expect.objectContaining({ code: "INTEGRATION_INVALID" }),
    );
  });

  it("refuses an instance or a tool that is there twice, and an instance of another name", () => {
    const one = integration();
    expect(() => new ToolRegistry([one, one])).toThrowError(/twice/);
    expect(() => new ToolRegistry([{ ...one, tools: [...one.tools, ...one.tools] }])).toThrowError(/twice/);
    expect(() => new ToolRegistry([{ ...one, instance: "other/main" }])).toThrowError(/replay/);
  });

  it("finds the tool by source, and without a source where only one answers", () => {
    const [one, other] = [integration(), { ...integration(), instance: "replay/other" }];
    const registry = new ToolRegistry([one, other]);
    expect(registry.resolve("logs.search", SOURCE)).toMatchObject({ integration: { instance: SOURCE } });
    expect(registry.resolve("logs.search", undefined)).toEqual({ kind: "none", code: "unknown-source" });
    expect(new ToolRegistry([one]).resolve("logs.search", undefined)).toMatchObject({
      integration: { instance: SOURCE },
    });
    expect(registry.resolve("changes.list", undefined)).toEqual({ kind: "none", code: "unregistered" });
    expect(registry.resolve("changes.list", SOURCE)).toEqual({ kind: "none", code: "unknown-source" });
  });

  it("holds a tool to what it declared when it was registered", () => {
    const one = integration();
    const [tool] = one.tools;
    const registry = new ToolRegistry([one]);
    Object.assign(tool ?? {}, { effect: "write" });
    expect(registry.resolve("logs.search", SOURCE)).toMatchObject({ tool: { effect: "read" } });
  });

  it("digests what is declared, so that another declaration has another digest", () => {
    const digest = manifestDigest(integration());
    expect(manifestDigest(integration())).toBe(digest);
    expect(manifestDigest(integration({ tool: { cost: 2 } }))).not.toBe(digest);
    expect(manifestDigest({ ...integration(), labels: { ...integration().labels, tier: "bronze" } })).not.toBe(digest);
  });
});
