/**
 * Visitors, as a process: open loop (arrivals do not wait for answers), seeded, bounded in what is under way.
 * Reports its own counts on /metrics, as a synthetic client would.
 */
import { Agent, createServer, request } from "node:http";
import { listenToSupervisor, tellSupervisor } from "../control.js";
import { SeededRandom } from "../seeded-random.js";
import { Hosts } from "../service/hosts.js";
import { MetricsRegistry } from "../service/metrics-registry.js";
import { findTopology, hostNameOfEntrance } from "../topologies.js";
import { SERVICE_PORT, type VisitSpec } from "../topology.js";

const TIMEOUT_MS = 10_000;
const MAX_UNDER_WAY = 400;
/** Visitors who ask for what is not there. */
const STRAY_SHARE = 0.006;

const topology = findTopology(process.env["TOPOLOGY"] ?? "");
const entrance = hostNameOfEntrance(topology);
const random = new SeededRandom(Number(process.env["SEED"]));
const hosts = new Hosts();
const agent = new Agent({ keepAlive: true, maxSockets: MAX_UNDER_WAY });
const registry = new MetricsRegistry();
const durations = registry.histogram("http_client_request_duration_seconds");
const requests = registry.counter("http_client_requests_total");
const dropped = registry.counter("load_visits_dropped_total");

let requestsPerSecond = 0;
let attempts = 1;
let underWay = 0;
registry.gauge("http_client_requests_in_flight", () => underWay);

function visitPath(visit: VisitSpec): string {
  const stray = random.next() < STRAY_SHARE;
  const values: Readonly<Record<string, number>> = {
    page: random.integer(1, 10),
    product: stray ? 999_999 : random.integer(1, topology.products),
    order: stray ? 99_999_999 : random.integer(1, topology.orders),
  };
  return visit.path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? 0));
}

function visit(method: string, path: string, body: string | null, attempt: number): void {
  if (underWay >= MAX_UNDER_WAY) {
    dropped.add({});
    return;
  }
  underWay += 1;
  const startedAt = performance.now();
  let settled = false;
  const settle = (status: string): void => {
    if (settled) return;
    settled = true;
    underWay -= 1;
    durations.observe({ peer: topology.entrance }, (performance.now() - startedAt) / 1_000);
    requests.add({ peer: topology.entrance, status });
    const failed = !/^[1-4]\d\d$/.test(status);
    if (failed && attempt < attempts) setTimeout(() => visit(method, path, body, attempt + 1), 100);
  };
  const sending = request({
    host: hosts.resolve(entrance),
    port: SERVICE_PORT,
    method,
    path,
    agent,
    headers: { host: entrance, "content-type": "application/json" },
  });
  sending.setTimeout(TIMEOUT_MS, () => sending.destroy(new Error("timeout")));
  sending.on("error", () => settle("error"));
  sending.on("response", (response) => {
    response.resume();
    response.on("error", () => settle("error"));
    response.on("end", () => settle(String(response.statusCode)));
  });
  sending.end(body ?? undefined);
}

function arrive(): void {
  const chosen = random.weighted(topology.visits);
  const values = { product: random.integer(1, topology.products), customer: random.integer(1, 900) };
  const body =
    chosen.method === "POST"
      ? JSON.stringify({ product: String(values.product), customer: String(values.customer) })
      : null;
  visit(chosen.method, visitPath(chosen), body, 1);
}

/** The next arrival is planned from the last one's due time, so that a slow timer loses none. */
let due = performance.now();
function plan(): void {
  if (requestsPerSecond <= 0) {
    due = performance.now();
    setTimeout(plan, 100);
    return;
  }
  due = Math.max(due, performance.now() - 1_000) + random.exponential(1_000 / requestsPerSecond);
  setTimeout(
    () => {
      arrive();
      plan();
    },
    Math.max(0, due - performance.now()),
  );
}

let begun = false;
listenToSupervisor((message) => {
  if (message.kind === "hosts") hosts.replace(message.hosts);
  if (message.kind === "load") ({ requestsPerSecond, attempts } = message);
  if (message.kind !== "hosts" || begun) return;
  begun = true;
  createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
    response.end(registry.render());
  }).listen(SERVICE_PORT, process.env["HOST"], () => tellSupervisor({ kind: "ready" }));
  plan();
});
process.on("SIGTERM", () => process.exit(0));
