import { describe, expect, it } from "vitest";
import { ageMs, restarts, sighting, systemdAgeMs } from "../../../../../evals/datasets/cloud-opsbench/text/age.js";
import { measuresIn } from "../../../../../evals/datasets/cloud-opsbench/text/measure.js";
import { outline, textAt } from "../../../../../evals/datasets/cloud-opsbench/text/outline.js";
import { pairsOf, taintOf, tolerationOf } from "../../../../../evals/datasets/cloud-opsbench/text/pairs.js";
import { probeOf } from "../../../../../evals/datasets/cloud-opsbench/text/probe.js";
import { bytes, cpuMilli, quantity } from "../../../../../evals/datasets/cloud-opsbench/text/quantity.js";

describe("ages", () => {
  it("are sums of their parts, and null where they are none", () => {
    expect([ageMs("45s"), ageMs("6m35s"), ageMs("2d3h"), ageMs("<unknown>"), ageMs("5 apples")]).toEqual([
      45_000,
      395_000,
      183_600_000,
      null,
      null,
    ]);
  });

  it("come with how often and over how long something was seen", () => {
    expect(sighting("8s (x9 over 118s)")).toEqual({ ageMs: 8_000, count: 9, overMs: 118_000 });
    expect(sighting("9m")).toEqual({ ageMs: 540_000, count: 1, overMs: null });
  });

  it("stand beside a number of restarts", () => {
    expect([restarts("2 (3d ago)"), restarts("0"), restarts("many")]).toEqual([
      { count: 2, lastMs: 259_200_000 },
      { count: 0, lastMs: null },
      null,
    ]);
  });

  it("are read as systemd writes them", () => {
    expect([systemdAgeMs("1h 46min ago"), systemdAgeMs("2 days ago"), systemdAgeMs("ago")]).toEqual([
      6_360_000,
      172_800_000,
      null,
    ]);
  });
});

describe("quantities", () => {
  it("are numbers in the base unit", () => {
    expect([
      cpuMilli("250m"),
      cpuMilli("1"),
      bytes("64Mi"),
      bytes("1G"),
      quantity("1e3"),
      quantity("3 loaves"),
    ]).toEqual([250, 1_000, 67_108_864, 1_000_000_000, 1_000, null]);
  });
});

describe("outline", () => {
  it("hangs what stands further in below the line before it", () => {
    const [name, labels] = outline("Name:  oven\nLabels:  app=oven\n         tier=hot\n");
    expect([name?.key, name?.value, labels?.children.map(({ text }) => text)]).toEqual(["Name", "oven", ["tier=hot"]]);
    expect([textAt(outline("Volume:\nClass:  <none>"), "Volume"), textAt([], "Volume")]).toEqual(["", undefined]);
  });

  it("bounds the depth, and takes linear time (adversarial)", () => {
    const began = performance.now();
    outline(Array.from({ length: 30_000 }, (_, depth) => `${" ".repeat(depth % 500)}a: b`).join("\n"));
    outline(":".repeat(500_000));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe("pairs", () => {
  it("are labels, taints and tolerations", () => {
    expect(pairsOf(["app=oven,tier=hot", "no pair"])).toEqual({ app: "oven", tier: "hot" });
    expect([taintOf("heat=high:NoSchedule"), taintOf("down:NoExecute"), taintOf("<none>")]).toEqual([
      { key: "heat", value: "high", effect: "NoSchedule" },
      { key: "down", value: "", effect: "NoExecute" },
      null,
    ]);
    expect(tolerationOf("down:NoExecute op=Exists for 300s")).toEqual({
      key: "down",
      operator: "Exists",
      effect: "NoExecute",
      seconds: 300,
    });
    expect(tolerationOf("heat=high:NoSchedule")).toEqual({
      key: "heat",
      operator: "Equal",
      value: "high",
      effect: "NoSchedule",
    });
  });
});

describe("probeOf", () => {
  it("reads each kind of probe, and nothing else", () => {
    const timing = "delay=3s timeout=1s period=5s #success=1 #failure=2";
    expect(probeOf(`http-get https://:8443/alive ${timing}`)).toMatchObject({
      type: "http-get",
      scheme: "HTTPS",
      port: 8_443,
      path: "/alive",
      initialDelaySeconds: 3,
      failureThreshold: 2,
    });
    expect(probeOf(`grpc <pod>:5050 ${timing}`)).toMatchObject({ type: "grpc", port: 5_050 });
    expect(probeOf(`tcp-socket :web ${timing}`)).toMatchObject({ type: "tcp-socket", port: "web" });
    expect(probeOf(`exec [sh -c test -f /x] ${timing}`)).toMatchObject({ type: "exec", command: "sh -c test -f /x" });
    expect([probeOf("a hunch"), probeOf(`a hunch ${timing}`)]).toEqual([null, null]);
  });
});

describe("measuresIn", () => {
  it("makes one measure of each comparison", () => {
    const line =
      "LATENCY_DEGRADATION [Slow] | oven-p90latency: Normal=4.5ms -> Current=90ms (+1900.0%) | Peak=120ms | p50latency: Normal=2ms -> Current=1ms (-50.0%)";
    expect(measuresIn(line, "oven")).toEqual([
      {
        signal: "latency",
        statistic: "p90",
        direction: "up",
        normal: "4.5",
        current: "90",
        unit: "ms",
        changePercent: "1900.0",
        peak: "120",
      },
      {
        signal: "latency",
        statistic: "p50",
        direction: "down",
        normal: "2",
        current: "1",
        unit: "ms",
        changePercent: "-50.0",
      },
    ]);
  });

  it("knows values without a normal, spikes from nothing, and measures that vanished", () => {
    expect(measuresIn("RESOURCE_SATURATION [cpu_cfs] | Val: 1.5s (Throttled)", "oven")).toMatchObject([
      { signal: "cpu-throttling", current: "1.5", unit: "s" },
    ]);
    expect(
      measuresIn(
        "NETWORK_QUALITY_DEGRADED [TCP Retransmission] | Normal=0.00retrans -> Current=6.5retrans (New Spike)",
        "rack",
      ),
    ).toMatchObject([{ signal: "retransmissions", direction: "up", current: "6.5" }]);
    expect(measuresIn("LATENCY_MISSING [p95latency] | dropped to zero", "oven")).toEqual([
      { signal: "latency", statistic: "p95", direction: "vanished" },
    ]);
    expect(measuresIn("the oven is slow", "oven")).toEqual([]);
  });
});
