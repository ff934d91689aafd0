import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordedCase } from "../../../../evals/datasets/cloud-opsbench/recorded-case.js";
import { recordedCluster } from "../../../../evals/datasets/cloud-opsbench/recorded-cluster.js";
import { type Answer, CAPABILITIES, type Query } from "../../../../src/index.js";
import { ask, type Call, described, list, OVEN_POD, recordedText } from "../../../support/recorded-bakery.js";

const name = "oven-6d5f9c8b7d-x4k2p";
const entity = { kind: "service", namespace: "bakery", name: "oven" } as const;
const node = { kind: "node", namespace: "", name: "rack-1" } as const;
const QUERIES: readonly Query[] = [
  { capability: "cluster.objects", params: { kind: "pod" } },
  { capability: "cluster.objects", params: { kind: "pod", name, detail: true } },
  { capability: "cluster.objects", params: { kind: "deployment", name: "oven", detail: true } },
  { capability: "cluster.objects", params: { kind: "node" } },
  { capability: "cluster.events", params: {} },
  { capability: "logs.search", params: { entity } },
  { capability: "logs.templates", params: { entity } },
  { capability: "topology.edges", params: { entity } },
  { capability: "connectivity.check", params: { to: entity, port: 80 } },
  { capability: "alerts.list", params: { window: { from: 0, to: 1 } } },
  { capability: "node.services", params: { node, service: "kubelet" } },
];

/** The same answer to every question that can be asked. */
function answering(text: Call[2]): Call[] {
  return [
    list("pods", text as string),
    list("deployments", text as string),
    list("events", text as string),
    described("pods", name, text as string),
    described("deployments", "oven", text as string),
    ["GetAppYAML", { app_name: "oven" }, text],
    ["GetClusterConfiguration", {}, text],
    ["GetErrorLogs", { namespace: "bakery", service_name: "oven" }, text],
    ["GetServiceDependencies", { service_name: "oven" }, text],
    ["CheckServiceConnectivity", { namespace: "bakery", service_name: "oven", port: 80 }, text],
    ["GetAlerts", {}, text],
    ["CheckNodeServiceStatus", { node_name: "rack-1", service_name: "kubelet" }, text],
  ];
}

describe("recordedCluster", () => {
  it("has an answer without coverage for what was not recorded (invariant 1)", async () => {
    for (const query of QUERIES) {
      expect(await ask(query, []), query.capability).toMatchObject({
        records: [],
        coverage: [],
        unavailable: expect.any(String),
      });
    }
  });

  it("guesses nothing of whatever text, and throws at none (invariant 2)", async () => {
    const lines = fc.array(
      fc.constantFrom(
        ...OVEN_POD.split("\n"),
        "NAME   READY   STATUS",
        "Events:",
        "├── x",
        "a: [",
        "\u0000",
        "  ".repeat(50),
      ),
      { maxLength: 30 },
    );
    const text = fc.oneof(
      lines.map((some) => some.join("\n")),
      fc.string(),
      fc.json().map((json) => JSON.parse(json) as Call[2]),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...QUERIES), async (answer, query) => {
        const { unavailable, coverage, records }: Answer = await ask(query, answering(answer), { oven: answer });
        const kinds: readonly string[] = CAPABILITIES[query.capability].records;
        expect(records.every((record) => kinds.includes(record.kind))).toBe(true);
        if (unavailable !== null) expect([records, coverage]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });

  it("tells no date of a recording (invariant 3)", async () => {
    const { records } = await ask({ capability: "cluster.objects", params: { kind: "pod", name, detail: true } }, [
      described("pods", name, OVEN_POD),
    ]);
    expect(records.length).toBeGreaterThan(0);
    expect(JSON.stringify(records)).not.toMatch(/2024|Jan/);
  });

  it("costs what a question reaches, as declared (invariant 4)", () => {
    const { tools } = recordedCluster(RecordedCase.read(recordedText([])));
    const rules = tools.flatMap(({ costs }) => costs ?? []);
    expect(rules).toContainEqual({ when: { kind: "deployment", detail: true }, cost: 2 });
    expect(rules).toContainEqual({ when: { service: null }, cost: 4 });
    expect(tools.map(({ cost }) => cost)).toEqual(tools.map(() => 1));
  });

  it("reads enormous answers in linear time (adversarial)", async () => {
    const began = performance.now();
    const texts = [
      OVEN_POD.repeat(300),
      "x: ".repeat(300_000),
      `NAME   AGE\n${"a   1m\n".repeat(20_000)}`,
      "├── a\n".repeat(50_000),
    ];
    for (const text of texts) for (const query of QUERIES) await ask(query, answering(text), { oven: [text] });
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
