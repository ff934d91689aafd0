import { describe, expect, it } from "vitest";
import { signalFromMetric, signalFromWords } from "../../src/intake/signal-words.js";

describe("signalFromWords", () => {
  it.each([
    ["slow", "latency"],
    ["HighRequestLatency", "latency"],
    ["CheckoutP99TooHigh", "latency"],
    ["HighErrorRate", "error-rate"],
    ["http_5xx-ratio", "error-rate"],
    ["errors since the deploy", "error-rate"],
    ["it is down", "availability"],
    ["TargetDown", "availability"],
    ["KubePodNotReady", "availability"],
    ["KubePodCrashLooping", "restarts"],
    ["ContainerOOMKilled", "memory"],
    ["CPUThrottlingHigh", "throttling"],
    ["NodeCPUHigh", "cpu"],
    ["NodeFilesystemAlmostOutOfSpace", "disk"],
    ["PostgresReplicationLag", "replication-lag"],
    ["KafkaConsumerLag", "queue-depth"],
    ["TooManyConnections", "connections"],
    ["connection pool exhausted", "pool-waiting"],
    ["PostgresDeadlocks", "lock-wait"],
    ["TrafficSpike", "request-rate"],
  ])("reads `%s` as %s", (text, signal) => {
    expect(signalFromWords(text)).toBe(signal);
  });

  it.each(["", "strange", "Watchdog", "the customers complain", "memoryless"])("knows nothing of `%s`", (text) => {
    expect(signalFromWords(text)).toBeNull();
  });

  it("reads a megabyte of hostile text at once", () => {
    const began = performance.now();
    for (const unit of ["a-", "replica ", "connection pool ", "lock ", "A", "exporter_"])
      signalFromWords(unit.repeat(200_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe("signalFromMetric", () => {
  it("takes the role that the name tells by convention", () => {
    expect(signalFromMetric("http_request_duration_seconds_bucket")).toBe("latency");
    expect(signalFromMetric("frobnications")).toBeNull();
  });
});
