import { monitorEventLoopDelay } from "node:perf_hooks";
import type { MetricsRegistry } from "./metrics-registry.js";

/** Processor, memory and event loop of this process. The loop's delay is the p99 since the last scrape. */
export function registerProcessMetrics(registry: MetricsRegistry, memoryLimitBytes: number | null): void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedAt = Date.now() / 1_000;
  registry.counted("process_cpu_seconds_total", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  registry.gauge("process_resident_memory_bytes", () => process.memoryUsage.rss());
  if (memoryLimitBytes !== null) registry.gauge("process_memory_limit_bytes", () => memoryLimitBytes);
  registry.gauge("process_start_time_seconds", () => startedAt);
  registry.gauge("nodejs_eventloop_lag_p99_seconds", () => {
    const p99 = delay.percentile(99) / 1e9;
    delay.reset();
    // The histogram counts from the timer's own period; what is left is the delay.
    return Math.max(0, p99 - 0.01);
  });
}
