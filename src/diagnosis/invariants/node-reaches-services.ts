import type { Assertion } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import type { Invariant, Violation } from "./invariant.js";

/** Connections open from some nodes and not from one: what is wrong is with that node. */
export const nodeReachesServices: Invariant = {
  id: "node/reaches-services",
  holds: "a service is reached from every node alike",
  weight: 2,
  broken(facts) {
    const results = facts
      .all("state")
      .filter(({ record }) => record.aspect === "connectivity" && typeof record.fields["from"] === "string");
    const failing = new Set(
      results
        .filter(({ record }) => record.fields["open"] === false)
        .map(({ record }) => String(record.fields["from"])),
    );
    const opening = new Set(
      results.filter(({ record }) => record.fields["open"] === true).map(({ record }) => String(record.fields["from"])),
    );
    return [...failing]
      .filter((node) => [...opening].some((other) => other !== node))
      .map((node) => violation(node, results));
  },
};

function violation(
  node: string,
  results: readonly {
    readonly record: { readonly entity: EntityRef; readonly fields: Readonly<Record<string, unknown>> };
  }[],
): Violation {
  const failed = results.find(({ record }) => record.fields["from"] === node && record.fields["open"] === false);
  const service = failed?.record.entity ?? { kind: "service", namespace: "", name: "unknown" };
  const assertion: Assertion = {
    kind: "is",
    entity: service,
    aspect: "connectivity",
    where: [
      { path: "open", op: "equals", value: false },
      { path: "from", op: "equals", value: node },
    ],
    window: null,
  };
  return { entity: { kind: "node", namespace: "", name: node }, assertion };
}
