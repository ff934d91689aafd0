import { entityKey } from "../../src/core/entity.js";
import type { QueryFacts } from "../../src/gate/policy/policy-request.js";

/** What the default policies and the one below say, in plain words of a programming language. */
export function referenceDecision(facts: QueryFacts): {
  readonly kind: "allow" | "deny";
  readonly policies: readonly string[];
} {
  const forbids: string[] = [];
  if (facts.tool.effect !== "read") forbids.push("forbid-effect");
  if (facts.killed) forbids.push("forbid-killed");
  if (!facts.inScope) forbids.push("forbid-out-of-scope");
  if (facts.dataClass === "restricted" && !facts.restrictedAllowed) forbids.push("forbid-restricted");
  const line = facts.entity === null ? [] : [facts.entity, ...facts.ancestors];
  if (line.some((entity) => entityKey(entity) === "namespace:payments")) forbids.push("payments-are-closed");
  if (facts.source.labels.tier === "gold" && facts.seat === "investigator") forbids.push("gold-is-for-the-verifier");
  if (forbids.length > 0) return { kind: "deny", policies: forbids.sort() };
  return { kind: "allow", policies: [`permit-${facts.seat}-query`] };
}

export const ADDED_POLICIES = {
  "payments-are-closed": 'forbid (principal, action == Action::"query", resource in Service::"namespace:payments");',
  "gold-is-for-the-verifier":
    'forbid (principal in Role::"investigator", action == Action::"query", resource) when { context.source.tier == "gold" };',
};
