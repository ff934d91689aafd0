/** One service of the shop, as a process: its name, its version and its settings come from the environment. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenToSupervisor, tellSupervisor } from "../control.js";
import { SeededRandom } from "../seeded-random.js";
import { findTopology } from "../topologies.js";
import { addressSetting, findService, peersOf, type RouteSpec } from "../topology.js";
import { chatter } from "./chatter.js";
import { DatabasePool } from "./database-pool.js";
import { Hosts } from "./hosts.js";
import { Logger } from "./logger.js";
import { MetricsRegistry } from "./metrics-registry.js";
import { PeerClient } from "./peer-client.js";
import { registerProcessMetrics } from "./process-metrics.js";
import { type RequestValues, type RouteParts, runRoute } from "./route-runner.js";
import { readTraceparent, Tracer } from "./tracer.js";
import { Trouble } from "./trouble.js";

const DRAIN_MS = 1_500;
const MAX_BODY_BYTES = 64 * 1_024;

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the setting ${name} is missing`);
  return value;
}

const topology = findTopology(setting("TOPOLOGY"));
const spec = findService(topology, setting("SERVICE_NAME"));
const isEntrance = spec.name === topology.entrance;
const logger = new Logger(spec.name, setting("SERVICE_VERSION"));
const hosts = new Hosts();
const trouble = new Trouble();
const random = new SeededRandom(Number(setting("SEED")));
const registry = new MetricsRegistry();
const memoryLimitBytes = Number(setting("MEMORY_LIMIT_MB")) * 1_048_576;
registerProcessMetrics(registry, memoryLimitBytes);

const serverDurations = registry.histogram("http_server_request_duration_seconds");
const serverRequests = registry.counter("http_server_requests_total");
const serverErrors = registry.counter("http_server_errors_total");
let inFlight = 0;
registry.gauge("http_server_requests_in_flight", () => inFlight);

const tracer = new Tracer(
  { "service.name": spec.name, "service.namespace": topology.namespace, "service.version": setting("SERVICE_VERSION") },
  setting("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
);
const peers = new PeerClient({
  hosts,
  tracer,
  durations: registry.histogram("http_client_request_duration_seconds"),
  requests: registry.counter("http_client_requests_total"),
  errors: registry.counter("http_client_errors_total"),
  addresses: Object.fromEntries(peersOf(spec).map((peer) => [peer, setting(addressSetting(peer))])),
  behaviour: () => trouble.behaviour,
});

function matchRoute(
  method: string,
  path: string,
): { readonly route: RouteSpec; readonly values: RequestValues } | null {
  for (const route of spec.routes) {
    if (route.method !== method) continue;
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const match = new RegExp(`^${route.path.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
    if (match !== null)
      return { route, values: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) };
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<RequestValues> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) throw new Error("the body is too large");
    parts.push(part);
  }
  return size === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString("utf8")) as RequestValues);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", ...(draining && { connection: "close" }) });
  response.end(JSON.stringify(body));
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: RouteParts): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/healthz") return reply(response, 200, { status: "ok" });
  if (url.pathname === "/metrics") {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
    response.end(registry.render());
    return;
  }
  const method = request.method ?? "GET";
  const matched = matchRoute(method, url.pathname);
  if (matched === null) return reply(response, 404, { error: "no such route" });
  const name = `${method} ${matched.route.path}`;
  const span = tracer.start("server", name, readTraceparent(request.headers["traceparent"]), {
    "http.request.method": method,
    "http.route": matched.route.path,
  });
  const startedAt = performance.now();
  inFlight += 1;
  try {
    const values = { ...Object.fromEntries(url.searchParams), ...matched.values, ...(await readBody(request)) };
    const answer = await runRoute(matched.route, values, span.context, parts);
    const seconds = (performance.now() - startedAt) / 1_000;
    const labels = { method, route: matched.route.path };
    serverDurations.observe(labels, seconds);
    serverRequests.add({ ...labels, status: String(answer.status) });
    if (answer.status >= 500) serverErrors.add(labels);
    span.end(answer.status >= 500 ? `status ${answer.status}` : null, { "http.response.status_code": answer.status });
    if (isEntrance) accessLine(`${method} ${url.pathname}`, answer.status, seconds, span.context.trace);
    reply(response, answer.status, answer.body);
  } finally {
    inFlight -= 1;
  }
}

function accessLine(request: string, status: number, seconds: number, trace: string): void {
  const level = status >= 500 ? "error" : "info";
  logger.write(level, `${request} ${status} ${Math.round(seconds * 1_000)}ms`, { status, trace_id: trace });
}

let draining = false;

/** Starts to listen once the hosts are known, since connections need them. */
function begin(): void {
  const database =
    spec.database === undefined
      ? null
      : new DatabasePool(
          {
            url: setting("DATABASE_URL"),
            service: spec.name,
            database: spec.database,
            poolMax: Number(setting("DB_POOL_MAX")),
          },
          hosts,
          tracer,
          registry,
        );
  const parts: RouteParts = { peers, database, logger, random, behaviour: () => trouble.behaviour };
  const server = createServer((request, response) => {
    serve(request, response, parts).catch((error: unknown) => {
      logger.warn(`a request could not be read: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) reply(response, 400, { error: "bad request" });
    });
  });
  server.keepAliveTimeout = 20_000;
  server.listen(Number(setting("PORT")), setting("HOST"), () => {
    logger.info(`${spec.name} ${setting("SERVICE_VERSION")} listens on ${setting("HOST")}:${setting("PORT")}`);
    chatter(spec.name, random, logger);
    tellSupervisor({ kind: "ready" });
  });
  process.on("SIGTERM", () => {
    draining = true;
    logger.info("draining");
    setTimeout(() => process.exit(0), DRAIN_MS);
  });
}

let begun = false;
listenToSupervisor((message) => {
  if (message.kind === "behaviour") trouble.replace(message.behaviour);
  if (message.kind !== "hosts") return;
  hosts.replace(message.hosts);
  if (!begun) begin();
  begun = true;
});
