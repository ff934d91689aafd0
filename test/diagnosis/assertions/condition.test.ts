import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/core/assertion.js";
import { conditionHolds } from "../../../src/diagnosis/assertions/condition.js";

const fields = {
  phase: "Running",
  restarts: 3,
  wide: "9007199254740993",
  nothing: null,
  none: [],
  "spec.nodeName": "n1",
  labels: { "app.kubernetes.io/name": "shop" },
  containers: [
    { name: "app", ready: false, message: "back-off pulling image" },
    { name: "sidecar", ready: true },
  ],
};

const TABLE: readonly (readonly [Condition, "holds" | "fails"])[] = [
  [{ path: "phase", op: "equals", value: "Running" }, "holds"],
  [{ path: "phase", op: "not-equals", value: "Running" }, "fails"],
  [{ path: "absent", op: "not-equals", value: "Running" }, "fails"],
  [{ path: "restarts", op: "equals", value: "3" }, "holds"],
  [{ path: "restarts", op: "above", value: 2 }, "holds"],
  [{ path: "restarts", op: "below", value: 3 }, "fails"],
  [{ path: "phase", op: "above", value: 1 }, "fails"],
  [{ path: "wide", op: "above", value: 5 }, "holds"],
  [{ path: "nothing", op: "missing" }, "holds"],
  [{ path: "nothing", op: "exists" }, "fails"],
  [{ path: "none", op: "empty" }, "holds"],
  [{ path: "absent", op: "empty" }, "holds"],
  [{ path: "containers", op: "not-empty" }, "holds"],
  [{ path: "spec.nodeName", op: "equals", value: "n1" }, "holds"],
  [{ path: "labels.app.kubernetes.io/name", op: "equals", value: "shop" }, "holds"],
  [{ path: "containers.*.ready", op: "equals", value: false }, "holds"],
  [{ path: "containers.*.ready", op: "not-equals", value: false }, "holds"],
  [{ path: "containers.1.name", op: "equals", value: "sidecar" }, "holds"],
  [{ path: "containers.length", op: "exists" }, "fails"],
  [{ path: "containers.*.message", op: "contains", value: "pulling" }, "holds"],
  [{ path: "containers.*.message", op: "matches-any", value: ["denied", "pulling"] }, "holds"],
  [{ path: "containers.*.message", op: "matches-any", value: ["denied"] }, "fails"],
  [{ path: "labels", op: "contains", value: "app.kubernetes.io/name" }, "holds"],
  [{ path: "constructor", op: "exists" }, "fails"],
  [{ path: "__proto__", op: "exists" }, "fails"],
];

describe("a condition on a state", () => {
  it.each(TABLE)("%j", (condition, truth) => {
    expect(conditionHolds(fields, condition)).toBe(truth);
  });

  it("is unknown where the state is too wide to be looked through", () => {
    const wide = { items: Array.from({ length: 30_000 }, (_, id) => ({ id })) };
    expect(conditionHolds(wide, { path: "items.*.id", op: "equals", value: -1 })).toBe("unknown");
    expect(conditionHolds(wide, { path: "items.*.none", op: "missing" })).toBe("unknown");
    expect(conditionHolds(wide, { path: "items.*.id", op: "equals", value: 29_999 })).toBe("holds");
  });

  it("adversarial: does not grow beyond its bound on nested stars", () => {
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => [1, 2, 3]));
    const before = process.cpuUsage();
    expect(conditionHolds({ rows }, { path: "rows.*.*.*", op: "equals", value: 9 })).toBe("unknown");
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });
});
