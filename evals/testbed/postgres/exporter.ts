/** A small exporter for one PostgreSQL server: connections, limits, waits, transactions, on /metrics. */
import { createServer } from "node:http";
import pg from "pg";
import { listenToSupervisor, tellSupervisor } from "../control.js";
import { METRICS_PORT } from "../topology.js";

const SCRAPE_SQL = `
  SELECT
    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int AS connections,
    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND state = 'active')::int AS active,
    (SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%')::int AS idle_in_transaction,
    current_setting('max_connections')::int AS max_connections,
    (SELECT count(*) FROM pg_locks WHERE NOT granted)::int AS locks_waiting,
    (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0) FROM pg_stat_activity
      WHERE backend_type = 'client backend')::float AS oldest_transaction,
    (SELECT sum(xact_commit) FROM pg_stat_database)::float AS commits,
    (SELECT sum(xact_rollback) FROM pg_stat_database)::float AS rollbacks,
    (SELECT sum(deadlocks) FROM pg_stat_database)::float AS deadlocks,
    (SELECT sum(blks_hit) FROM pg_stat_database)::float AS hits,
    (SELECT sum(blks_read) FROM pg_stat_database)::float AS reads`;

const METRICS: readonly (readonly [column: string, metric: string, type: "gauge" | "counter"])[] = [
  ["connections", "pg_connections", "gauge"],
  ["active", "pg_connections_active", "gauge"],
  ["idle_in_transaction", "pg_sessions_idle_in_transaction", "gauge"],
  ["max_connections", "pg_max_connections", "gauge"],
  ["locks_waiting", "pg_locks_waiting", "gauge"],
  ["oldest_transaction", "pg_oldest_transaction_seconds", "gauge"],
  ["commits", "pg_transactions_committed_total", "counter"],
  ["rollbacks", "pg_transactions_rolled_back_total", "counter"],
  ["deadlocks", "pg_deadlocks_total", "counter"],
  ["hits", "pg_blocks_hit_total", "counter"],
  ["reads", "pg_blocks_read_total", "counter"],
];

const url = new URL(process.env["DATABASE_URL"] ?? "");
let client: pg.Client | null = null;

/** One connection, kept as long as it works; a superuser's, so that a full server still answers. */
async function connected(): Promise<pg.Client> {
  if (client !== null) return client;
  const fresh = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    database: url.pathname.slice(1),
    application_name: "postgres-exporter",
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  fresh.on("error", () => {
    client = null;
  });
  await fresh.connect();
  client = fresh;
  return fresh;
}

async function exposition(): Promise<string> {
  const lines = ["# TYPE pg_up gauge"];
  try {
    const { rows } = await (await connected()).query<Record<string, number>>(SCRAPE_SQL);
    lines.push("pg_up 1");
    for (const [column, metric, type] of METRICS)
      lines.push(`# TYPE ${metric} ${type}`, `${metric} ${rows[0]?.[column] ?? 0}`);
  } catch {
    client?.end().catch(() => undefined);
    client = null;
    lines.push("pg_up 0");
  }
  return `${lines.join("\n")}\n`;
}

createServer((_, response) => {
  exposition().then(
    (text) => {
      response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
      response.end(text);
    },
    () => response.destroy(),
  );
}).listen(METRICS_PORT, url.hostname, () => tellSupervisor({ kind: "ready" }));

listenToSupervisor(() => undefined);
process.on("SIGTERM", () => process.exit(0));
