import { describe, expect, it, vi } from "vitest";
import { DEFAULT_POLICIES } from "../../../src/gate/policy/default-policies.js";
import { checkPolicies } from "../../../src/gate/policy/policy-check.js";
import { POLICY_SCHEMA } from "../../../src/gate/policy/schema.js";

// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const problems = (policies: Record<string, string>) => checkPolicies({ schema: POLICY_SCHEMA, policies });

describe("checking policies", () => {
  it("finds nothing wrong with those that hold by default", async () => {
    expect(await problems(DEFAULT_POLICIES)).toEqual([]);
  });

  it.each([
    ["syntax that is none", "permit (principal, action, resource", /x|unexpected|invalid|expected/],
    [
      "an attribute that the schema does not have",
      'forbid (principal, action == Action::"query", resource) when { context.colour == "red" };',
      /colour/,
    ],
    [
      "an optional attribute that is read without asking for it",
      'forbid (principal, action == Action::"query", resource) unless { context.approved };',
      /approved/,
    ],
    ["a template that nothing links", "permit (principal == ?principal, action, resource);", /template/],
    ["an empty set of actions, which never applies", "forbid (principal, action in [], resource);", /./],
    ["an unknown action", 'forbid (principal, action == Action::"querry", resource);', /querry/],
    ["an unknown type of entity", 'forbid (principal, action, resource in Namespace::"payments");', /Namespace/],
    [
      "a look-alike character in a name that guards",
      'forbid (principal, action == Action::"query", resource in Service::"namespace:p\u0430yments");',
      /./,
    ],
    [
      "400 nested parentheses, which end a Cedar instance",
      `permit (principal, action, resource) when { ${"(".repeat(400)}true${")".repeat(400)} };`,
      /can't be read/,
    ],
    ["more text than any policy has", `permit (principal, action, resource); // ${"x".repeat(70_000)}`, /longer/],
  ])("refuses %s", async (_, text, expected) => {
    const found = await problems({ x: text });
    expect(found.map(({ what }) => what).join("\n")).toMatch(expected);
  });

  it("refuses an empty set and names that are none", async () => {
    expect(await problems({})).toHaveLength(1);
    expect(await problems({ "a b": "permit (principal, action, resource);" })).toMatchObject([
      { what: "the name is not one" },
    ]);
  });

  it("accepts a prohibition that asks for an approval", async () => {
    const text =
      'forbid (principal, action == Action::"query", resource) unless { context has approved && context.approved };';
    expect(await problems({ x: text })).toEqual([]);
  });
});
