import { describe, expect, it } from "vitest";
import { KNOWN_CAUSES, labelOf, spelled } from "../../../../evals/datasets/cloud-opsbench/labels.js";

const oven = { kind: "workload", namespace: "bakery", name: "oven" } as const;

describe("labelOf", () => {
  it("writes a fault in the words of the data set", () => {
    expect(labelOf("runtime/memory-kill", oven)).toEqual({
      fault_taxonomy: "Runtime_Fault",
      fault_object: "app/oven",
      root_cause: "oom_killed",
    });
  });

  it("tells what Kubernetes made for an application as that application", () => {
    const pod = { ...oven, kind: "pod", name: "oven-6d5f9c8b7d-x4k2p" } as const;
    expect(labelOf("runtime/memory-kill", pod).fault_object).toBe("app/oven");
    expect(labelOf("runtime/memory-kill", { ...pod, name: "oven-2" }, ["oven", "oven-2"]).fault_object).toBe(
      "app/oven-2",
    );
  });

  it("asks of each fault the kind of object that it wants", () => {
    expect(labelOf("admission/cpu-quota", oven).fault_object).toBe("namespace/bakery");
    expect(labelOf("infrastructure/kubelet-down", { kind: "node", namespace: "", name: "rack-2" }).fault_object).toBe(
      "node/rack-2",
    );
  });

  it("keeps Inquest's own name for what the data set has no word for", () => {
    expect(labelOf("network/partition", { kind: "node", namespace: "", name: "rack-2" })).toEqual({
      fault_taxonomy: "network",
      fault_object: "node/rack-2",
      root_cause: "network/partition",
    });
  });

  it("has one word for each fault, spelled as truth spells it", () => {
    expect(new Set(KNOWN_CAUSES).size).toBe(KNOWN_CAUSES.length);
    expect(KNOWN_CAUSES.map(spelled)).toEqual(KNOWN_CAUSES);
    expect(spelled("db_readonly_mode")).toBe("db_read_only");
  });
});
