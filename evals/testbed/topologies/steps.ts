/** Steps and routes in one line each, so that a topology reads like a table. */
import type { RouteSpec, Step } from "../topology.js";

/** What the entrance waits for an answer; services behind it wait less. */
const ENTRANCE_TIMEOUT_MS = 3_000;
const INNER_TIMEOUT_MS = 2_500;

/** `GET /orders/{order}` as method and path. */
function split(request: string): { readonly method: "GET" | "POST"; readonly path: string } {
  const [method, path = "/"] = request.split(" ");
  return { method: method === "POST" ? "POST" : "GET", path };
}

export function route(request: string, ...steps: readonly Step[]): RouteSpec {
  return { ...split(request), steps };
}

/** A route of the entrance that hands over to a peer. */
export function forward(peer: string, request: string): Step {
  return { kind: "call", peer, ...split(request), timeoutMs: ENTRANCE_TIMEOUT_MS };
}

export function call(peer: string, request: string): Step {
  return { kind: "call", peer, ...split(request), timeoutMs: INNER_TIMEOUT_MS };
}

/** A call that the answer does not depend on: a failure is a warning. */
export function callIfPossible(peer: string, request: string): Step {
  return { kind: "call", peer, ...split(request), timeoutMs: INNER_TIMEOUT_MS, optional: true };
}

/** A call that nobody waits for. */
export function tell(peer: string, request: string): Step {
  return { kind: "call", peer, ...split(request), timeoutMs: INNER_TIMEOUT_MS, background: true };
}

export function query(sql: string, ...values: readonly string[]): Step {
  return { kind: "query", sql, values };
}

/** No row is answered with 404. */
export function lookUp(sql: string, ...values: readonly string[]): Step {
  return { kind: "query", sql, values, notFoundIfEmpty: true };
}

export function work(meanMs: number): Step {
  return { kind: "work", meanMs };
}

export function outside(meanMs: number, declinedShare = 0): Step {
  return { kind: "wait", meanMs, declinedShare };
}

export function note(text: string): Step {
  return { kind: "note", text };
}
