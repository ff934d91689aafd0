/**
 * A shop as data: which services there are, what each of their routes does, which databases they use, who visits.
 * The processes are generic; a topology gives them names and edges, so that a variant is another file, not other code.
 */
import type { EntityRef } from "../../src/index.js";

/** One thing that a route does. Steps run in order; the first that fails ends the request. */
export type Step =
  | {
      readonly kind: "call";
      readonly peer: string;
      readonly method: "GET" | "POST";
      /** `{name}` stands for a value of the request. */
      readonly path: string;
      readonly timeoutMs: number;
      /** A failure is logged and the request goes on without. */
      readonly optional?: boolean;
      /** Nobody waits for the answer. */
      readonly background?: boolean;
    }
  | {
      readonly kind: "query";
      readonly sql: string;
      /** Names of request values, in the order of `$1`, `$2`, ... */
      readonly values: readonly string[];
      /** No row is answered with 404. */
      readonly notFoundIfEmpty?: boolean;
    }
  /** Computing, in milliseconds of processor time on average. */
  | { readonly kind: "work"; readonly meanMs: number }
  /** Waiting for somebody outside of the shop (a card network, a mail relay). */
  | { readonly kind: "wait"; readonly meanMs: number; readonly declinedShare?: number }
  /** A line in the log, at info. */
  | { readonly kind: "note"; readonly text: string };

export interface RouteSpec {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly steps: readonly Step[];
}

export interface ServiceSpec {
  readonly name: string;
  /** Released version at the start. */
  readonly version: string;
  readonly database?: string;
  readonly poolMax?: number;
  readonly memoryLimitMb: number;
  /** Settings that are there and matter to nobody: what an unrelated change touches. */
  readonly settings: Readonly<Record<string, string>>;
  readonly routes: readonly RouteSpec[];
}

export interface DatabaseSpec {
  readonly name: string;
  readonly maxConnections: number;
  /** Run once when the database is new. */
  readonly schema: readonly string[];
}

/** A job that runs now and then against a database, and does no harm. */
export interface JobSpec {
  readonly name: string;
  readonly database: string;
  readonly everyMs: number;
  readonly sql: readonly string[];
}

/** What visitors ask for. Weights are relative. */
export interface VisitSpec {
  readonly weight: number;
  readonly method: "GET" | "POST";
  readonly path: string;
}

export interface Topology {
  readonly namespace: string;
  /** The service that users see. */
  readonly entrance: string;
  readonly services: readonly ServiceSpec[];
  readonly databases: readonly DatabaseSpec[];
  readonly jobs: readonly JobSpec[];
  /** Feature flags with their value at the start. */
  readonly flags: Readonly<Record<string, boolean>>;
  readonly visits: readonly VisitSpec[];
  /** Ids that visitors pick from. */
  readonly products: number;
  readonly orders: number;
}

export function serviceEntity(topology: Topology, name: string): EntityRef {
  return { kind: "service", namespace: topology.namespace, name };
}

export function databaseEntity(topology: Topology, name: string): EntityRef {
  return { kind: "database", namespace: topology.namespace, name };
}

/** The name under which others find a service or a database. */
export function hostName(topology: Topology, name: string): string {
  return `${name}.${topology.namespace}.local`;
}

/** The setting that holds a peer's address: `payments` is found at `PAYMENTS_URL`. */
export function addressSetting(peer: string): string {
  return `${peer.toUpperCase().replaceAll("-", "_")}_URL`;
}

export const SERVICE_PORT = 8080;
export const DATABASE_PORT = 5432;
export const METRICS_PORT = 9187;

/** Peers that a service calls, each once, in the order of its routes. */
export function peersOf(service: ServiceSpec): readonly string[] {
  const peers = service.routes.flatMap((route) =>
    route.steps.flatMap((step) => (step.kind === "call" ? [step.peer] : [])),
  );
  return [...new Set(peers)];
}

export function findService(topology: Topology, name: string): ServiceSpec {
  const found = topology.services.find((service) => service.name === name);
  if (found === undefined) throw new RangeError(`the topology ${topology.namespace} has no service ${name}`);
  return found;
}
