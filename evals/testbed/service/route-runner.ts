/** Runs the steps of a route for one request. */
import type { Behaviour } from "../control.js";
import type { SeededRandom } from "../seeded-random.js";
import type { RouteSpec, Step } from "../topology.js";
import type { DatabasePool } from "./database-pool.js";
import type { Logger } from "./logger.js";
import { type PeerClient, PeerFailure } from "./peer-client.js";
import type { SpanContext } from "./tracer.js";

/** Values that travel with a request: product, customer, order, page. */
export type RequestValues = Readonly<Record<string, string>>;

export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface RouteParts {
  readonly peers: PeerClient;
  readonly database: DatabasePool | null;
  readonly logger: Logger;
  readonly random: SeededRandom;
  readonly behaviour: () => Behaviour;
}

/** A request that ends here, with the status and the words for the caller. */
class Refusal extends Error {
  readonly status: number;

  constructor(message: string, options: ErrorOptions & { readonly status: number }) {
    super(message, options);
    this.status = options.status;
  }
}

export async function runRoute(
  route: RouteSpec,
  values: RequestValues,
  context: SpanContext,
  parts: RouteParts,
): Promise<RouteAnswer> {
  try {
    troubleOf(route, parts);
    let body: unknown = { ok: true };
    for (const step of route.steps) body = (await runStep(step, values, context, parts)) ?? body;
    return { status: 200, body };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: { error: error.message } };
    const message = error instanceof Error ? error.message : String(error);
    parts.logger.error(`${route.method} ${route.path} failed: ${message}`, { trace_id: context.trace });
    return { status: 500, body: { error: "internal error" } };
  }
}

function troubleOf(route: RouteSpec, parts: RouteParts): void {
  const name = `${route.method} ${route.path}`;
  const { failures, extraWorkMs } = parts.behaviour();
  const extra = extraWorkMs[name] ?? 0;
  if (extra > 0) compute(parts.random.exponential(extra));
  for (const failure of failures) {
    if (failure.route === name && parts.random.next() < failure.share) throw new TypeError(failure.message);
  }
}

/** What the step answers; undefined where it has nothing to say. */
function runStep(step: Step, values: RequestValues, context: SpanContext, parts: RouteParts): Promise<unknown> {
  switch (step.kind) {
    case "call":
      return callPeer(step, values, context, parts);
    case "query":
      return queryDatabase(step, values, context, parts);
    case "work":
      compute(parts.random.exponential(step.meanMs));
      return Promise.resolve(undefined);
    case "wait":
      return waitOutside(step, context, parts);
    case "note":
      parts.logger.info(step.text, { ...values, trace_id: context.trace });
      return Promise.resolve(undefined);
  }
}

async function callPeer(
  step: Extract<Step, { kind: "call" }>,
  values: RequestValues,
  context: SpanContext,
  parts: RouteParts,
): Promise<unknown> {
  const answering = askPeer(step, values, context, parts);
  if (step.background === true) {
    answering.catch((error: unknown) => warnOf(step, error, context, parts));
    return undefined;
  }
  try {
    return await answering;
  } catch (error) {
    if (step.optional !== true) throw error;
    warnOf(step, error, context, parts);
    return undefined;
  }
}

function warnOf(step: Extract<Step, { kind: "call" }>, error: unknown, context: SpanContext, parts: RouteParts): void {
  const message = error instanceof Error ? error.message : String(error);
  parts.logger.warn(`going on without ${step.peer}: ${message}`, { trace_id: context.trace });
}

async function askPeer(
  step: Extract<Step, { kind: "call" }>,
  values: RequestValues,
  context: SpanContext,
  parts: RouteParts,
): Promise<unknown> {
  const { method, peer, timeoutMs } = step;
  const body = method === "POST" ? JSON.stringify(values) : null;
  const path = method === "POST" ? step.path : `${fillPath(step.path, values)}${queryOf(step.path, values)}`;
  try {
    const answer = await parts.peers.call({ peer, method, path, timeoutMs, body, parent: context });
    if (answer.status >= 500) {
      parts.logger.error(`${method} ${step.path} at ${peer} answered ${answer.status}`, {
        peer,
        trace_id: context.trace,
      });
      throw new Refusal(`${peer} answered ${answer.status}`, { status: 502 });
    }
    if (answer.status >= 400) throw new Refusal(`${peer} refused`, { status: answer.status });
    return JSON.parse(answer.body);
  } catch (error) {
    if (!(error instanceof PeerFailure)) throw error;
    parts.logger.error(`${method} ${step.path} at ${peer} failed: ${error.message}`, {
      peer,
      code: error.code,
      trace_id: context.trace,
    });
    throw new Refusal(`${peer} is not available`, { status: error.code === "timeout" ? 504 : 502, cause: error });
  }
}

async function queryDatabase(
  step: Extract<Step, { kind: "query" }>,
  values: RequestValues,
  context: SpanContext,
  parts: RouteParts,
): Promise<unknown> {
  if (parts.database === null) throw new Error("no database is configured");
  const given = step.values.map((name) => values[name] ?? "0");
  const rows = await parts.database.query(step.sql, given, context);
  if (rows.length === 0 && step.notFoundIfEmpty === true) throw new Refusal("not found", { status: 404 });
  return rows;
}

async function waitOutside(
  step: Extract<Step, { kind: "wait" }>,
  context: SpanContext,
  parts: RouteParts,
): Promise<unknown> {
  const { meanMs, declinedShare = 0 } = step;
  await new Promise((resolve) => setTimeout(resolve, meanMs * (0.6 + 0.8 * parts.random.next())));
  if (parts.random.next() >= declinedShare) return undefined;
  parts.logger.warn("the issuer declined the card", { reason: "insufficient_funds", trace_id: context.trace });
  throw new Refusal("declined", { status: 402 });
}

function fillPath(path: string, values: RequestValues): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? "0"));
}

/** Values that the path itself does not carry. */
function queryOf(path: string, values: RequestValues): string {
  const rest = Object.entries(values).filter(([name]) => !path.includes(`{${name}}`));
  return rest.length === 0 ? "" : `?${new URLSearchParams(rest)}`;
}

/** Keeps the processor busy for that long. */
export function compute(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < until) sum = (sum + Math.sqrt(sum + 1)) % 1_000;
}
