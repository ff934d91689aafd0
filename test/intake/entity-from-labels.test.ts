import { describe, expect, it } from "vitest";
import { entityKey } from "../../src/core/entity.js";
import { entityFromLabels, type Labels } from "../../src/intake/entity-from-labels.js";

function keyOf(labels: Labels): string | null {
  const entity = entityFromLabels(labels);
  return entity === null ? null : entityKey(entity);
}

describe("entityFromLabels", () => {
  it.each<[string, Labels]>([
    [
      "service:shop/checkout",
      { service: "checkout", namespace: "shop", pod: "checkout-7d9f", instance: "10.0.0.7:8080" },
    ],
    ["service:checkout", { service_name: "checkout" }],
    ["service:shop/checkout", { app: "checkout", kubernetes_namespace: "shop" }],
    ["workload:shop/checkout", { deployment: "checkout", namespace: "shop", cluster: "eu-1" }],
    ["pod:shop/checkout-7d9f", { pod: "checkout-7d9f", namespace: "shop", container: "app" }],
    ["database:orders", { datname: "orders", instance: "db-1:9187", job: "postgres_exporter" }],
    ["node:worker-3", { node: "worker-3", job: "kubelet" }],
    ["host:10.0.0.7", { instance: "10.0.0.7:9100", job: "node-exporter" }],
    ["host:::1", { instance: "[::1]:9100" }],
    ["service:gateway", { job: "gateway", instance: "10.0.0.7:8080" }],
    ["namespace:shop", { namespace: "shop" }],
    ["cluster:eu-1", { cluster: "eu-1" }],
  ])("gives %s", (key, labels) => {
    expect(keyOf(labels)).toBe(key);
  });

  it("passes over what names the exporter, and takes what Prometheus kept of the thing measured", () => {
    const scraped = {
      job: "kube-state-metrics",
      service: "kps-kube-state-metrics",
      namespace: "shop",
      pod: "cart-5c",
      endpoint: "http",
    };
    expect(keyOf(scraped)).toBe("pod:shop/cart-5c");
    expect(keyOf({ ...scraped, exported_service: "cart", exported_namespace: "store" })).toBe("service:store/cart");
  });

  it("is null where no label names anything", () => {
    expect(keyOf({})).toBeNull();
    expect(keyOf({ alertname: "Watchdog", severity: "none" })).toBeNull();
    expect(keyOf({ service: "", pod: "   " })).toBeNull();
  });

  it("takes no name with control characters, none that is too long, and nothing inherited", () => {
    expect(keyOf({ service: "check\u001b[2Jout" })).toBeNull();
    expect(keyOf({ service: "nul\u0000" })).toBeNull();
    expect(keyOf({ service: "x".repeat(254) })).toBeNull();
    expect(keyOf({ service: "x".repeat(254), pod: "p" })).toBe("pod:p");
    expect(keyOf(Object.create({ service: "inherited" }))).toBeNull();
  });

  it("leaves out a namespace that is no name", () => {
    expect(keyOf({ service: "cart", namespace: "sh\u0007op" })).toBe("service:cart");
  });
});
