/** Keeps one database: its server's guard, its exporter, its schema, and a connection to ask it how it stands. */
import pg from "pg";
import type { EntityRef, RawRecord } from "../../../src/index.js";
import { lockStates, sessionStates, settingState } from "../postgres/snapshot.js";
import { DATABASE_PORT, type DatabaseSpec } from "../topology.js";
import { Child } from "./child.js";
import { readPostgresLine } from "./log-line.js";
import type { Observe } from "./observe.js";

export interface DatabaseKeeperParts {
  readonly spec: DatabaseSpec;
  readonly entity: EntityRef;
  readonly address: string;
  /** Names of those who log in: services and jobs. */
  readonly roles: readonly string[];
  readonly observe: Observe;
}

export class DatabaseKeeper {
  readonly #parts: DatabaseKeeperParts;
  #guard: Child | null = null;
  #exporter: Child | null = null;
  #monitor: pg.Client | null = null;

  constructor(parts: DatabaseKeeperParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.spec.name;
  }

  get entity(): EntityRef {
    return this.#parts.entity;
  }

  get address(): string {
    return this.#parts.address;
  }

  async start(): Promise<void> {
    const { spec, address, entity, observe } = this.#parts;
    this.#guard = new Child({
      entry: "postgres/guard.ts",
      environment: { HOST: address, PORT: String(DATABASE_PORT), MAX_CONNECTIONS: String(spec.maxConnections) },
      onLine: (line, from) => {
        const record = from === "stdout" ? readPostgresLine(line, entity, Date.now()) : null;
        if (record !== null) observe(record);
      },
      onExit: () => undefined,
    });
    await this.#guard.ready();
    await this.#createSchema();
    this.#monitor = await this.session({ application: "fleet-monitor", user: "postgres" });
    this.#exporter = new Child({
      entry: "postgres/exporter.ts",
      environment: { DATABASE_URL: `postgres://postgres@${address}:${DATABASE_PORT}/${this.name}` },
      onLine: () => undefined,
      onExit: () => undefined,
    });
    await this.#exporter.ready();
  }

  /** A session of its own. Who opened it ends it; a server that goes down ends it too. */
  async session(who: {
    readonly application: string;
    readonly user: string;
    readonly database?: string;
  }): Promise<pg.Client> {
    const client = new pg.Client({
      host: this.address,
      port: DATABASE_PORT,
      user: who.user,
      database: who.database ?? this.name,
      application_name: who.application,
      connectionTimeoutMillis: 5_000,
    });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  async states(now: number): Promise<readonly RawRecord[]> {
    if (this.#monitor === null) return [];
    const sessions = await sessionStates(this.#monitor, this.entity, now);
    const locks = await lockStates(this.#monitor, this.entity, now);
    return [...sessions, ...locks, await settingState(this.#monitor, this.entity, now)];
  }

  async stop(): Promise<void> {
    await this.#exporter?.stop();
    await this.#monitor?.end().catch(() => undefined);
    await this.#guard?.stop();
  }

  async #createSchema(): Promise<void> {
    const admin = await this.session({ application: "setup", user: "postgres", database: "postgres" });
    await admin.query(`CREATE DATABASE "${this.name}"`);
    for (const role of this.#parts.roles)
      await admin.query(`CREATE ROLE "${role}" LOGIN IN ROLE pg_read_all_data, pg_write_all_data`);
    await admin.end();
    const owner = await this.session({ application: "setup", user: "postgres" });
    for (const statement of this.#parts.spec.schema) await owner.query(statement);
    await owner.query("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO PUBLIC");
    await owner.query("GRANT TRIGGER, MAINTAIN ON ALL TABLES IN SCHEMA public TO PUBLIC");
    await owner.query("ANALYZE");
    await owner.end();
  }
}
