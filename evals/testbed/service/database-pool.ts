import pg from "pg";
import type { Hosts } from "./hosts.js";
import type { Counter, Histogram, MetricsRegistry } from "./metrics-registry.js";
import type { SpanContext, Tracer } from "./tracer.js";

export interface DatabaseOptions {
  readonly url: string;
  readonly service: string;
  readonly database: string;
  readonly poolMax: number;
}

/** How long a request waits for a connection of the pool. */
const ACQUIRE_TIMEOUT_MS = 5_000;
/** Connections are made anew now and then, so that a database that moved is followed. */
const CONNECTION_LIFETIME_S = 25;

/** The pool of connections of one service, with its metrics and spans. */
export class DatabasePool {
  readonly #database: string;
  readonly #pool: pg.Pool;
  readonly #tracer: Tracer;
  readonly #durations: Histogram;
  readonly #errors: Counter;

  constructor(options: DatabaseOptions, hosts: Hosts, tracer: Tracer, registry: MetricsRegistry) {
    const url = new URL(options.url);
    this.#database = options.database;
    this.#tracer = tracer;
    this.#pool = new pg.Pool({
      host: hosts.resolve(url.hostname),
      port: Number(url.port),
      user: url.username,
      database: url.pathname.slice(1),
      application_name: options.service,
      max: options.poolMax,
      connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      maxLifetimeSeconds: CONNECTION_LIFETIME_S,
    });
    // An idle connection that breaks is replaced at the next use.
    this.#pool.on("error", () => undefined);
    this.#durations = registry.histogram("db_client_operation_duration_seconds");
    this.#errors = registry.counter("db_client_errors_total");
    registry.gauge("db_pool_connections_in_use", () => this.#pool.totalCount - this.#pool.idleCount);
    registry.gauge("db_pool_connections_max", () => options.poolMax);
    registry.gauge("db_pool_connections_waiting", () => this.#pool.waitingCount);
  }

  /** Rows of one statement. @throws Error in the database's own words */
  async query(sql: string, values: readonly string[], parent: SpanContext): Promise<readonly unknown[]> {
    const operation = operationOf(sql);
    const span = this.#tracer.start("client", operation, parent, {
      "peer.service": this.#database,
      "db.system.name": "postgresql",
      "db.query.text": sql,
    });
    const startedAt = performance.now();
    let failure: string | null = null;
    try {
      const result = await this.#pool.query(sql, [...values]);
      return result.rows;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      this.#errors.add({ db: this.#database });
      throw error;
    } finally {
      this.#durations.observe({ db: this.#database }, (performance.now() - startedAt) / 1_000);
      span.end(failure);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** `INSERT orders` of `INSERT INTO orders (...)`: verb and table, as database spans are named. */
export function operationOf(sql: string): string {
  const verb = /^\w+/.exec(sql)?.[0] ?? "QUERY";
  const table = /(?:FROM|INTO|UPDATE)\s+(\w+)/i.exec(sql)?.[1];
  return table === undefined ? verb.toUpperCase() : `${verb.toUpperCase()} ${table}`;
}
