/** How a database stands: its sessions with waits and blockers, and the settings that bound them. */
import type { Client } from "pg";
import type { EntityRef, RawRecord } from "../../../src/index.js";

type StateRecord = Extract<RawRecord, { kind: "state" }>;

const SESSIONS_SQL = `
  SELECT pid, usename AS "user", datname AS database, application_name AS application,
    host(client_addr) || ':' || client_port AS client, state, wait_event_type AS "waitEventType", wait_event AS "waitEvent",
    pg_blocking_pids(pid) AS "blockedBy", left(query, 400) AS statement,
    (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint::text AS "transactionMs",
    (CASE WHEN wait_event_type = 'Lock' THEN extract(epoch FROM clock_timestamp() - (
      SELECT min(waitstart) FROM pg_locks WHERE pg_locks.pid = activity.pid AND NOT granted)) * 1000 END)::bigint::text AS "waitMs",
    (extract(epoch FROM clock_timestamp() - state_change) * 1000)::bigint::text AS "inStateMs"
  FROM pg_stat_activity AS activity
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
  ORDER BY pid`;

const LOCKS_SQL = `
  SELECT pg_locks.pid, application_name AS application, locktype AS type, mode, granted, relation::regclass::text AS relation
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE pg_locks.pid <> pg_backend_pid() AND (
    NOT granted OR (locktype = 'relation' AND pg_locks.pid IN (
      SELECT unnest(pg_blocking_pids(waiting.pid)) FROM pg_locks AS waiting WHERE NOT waiting.granted)
      AND relation::regclass::text !~ '^pg_' ))
  ORDER BY pg_locks.pid, granted, relation
  LIMIT 60`;

const SETTINGS_SQL = `
  SELECT name, setting FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections', 'shared_buffers',
    'work_mem', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'deadlock_timeout',
    'log_lock_waits', 'server_version')
  ORDER BY name`;

interface Row {
  readonly [column: string]: string | number | boolean | null | readonly number[];
}

/** Whole numbers of `bigint` columns, which the driver gives as text. */
function numbered(row: Row): Row {
  const asNumber = (value: Row[string]): Row[string] => (typeof value === "string" ? Number(value) : (value ?? null));
  const { transactionMs = null, waitMs = null, inStateMs = null } = row;
  return { ...row, transactionMs: asNumber(transactionMs), waitMs: asNumber(waitMs), inStateMs: asNumber(inStateMs) };
}

export async function sessionStates(client: Client, entity: EntityRef, now: number): Promise<readonly StateRecord[]> {
  const { rows } = await client.query<Row>(SESSIONS_SQL);
  return rows.map((row) => ({ kind: "state", entity, aspect: "session", time: now, fields: numbered(row) }));
}

export async function lockStates(client: Client, entity: EntityRef, now: number): Promise<readonly StateRecord[]> {
  const { rows } = await client.query<Row>(LOCKS_SQL);
  return rows.map((row) => ({ kind: "state", entity, aspect: "lock", time: now, fields: { ...row } }));
}

/** One state with all settings by name; numbers are numbers. */
export async function settingState(client: Client, entity: EntityRef, now: number): Promise<StateRecord> {
  const { rows } = await client.query<{ name: string; setting: string }>(SETTINGS_SQL);
  const fields = Object.fromEntries(
    rows.map(({ name, setting }) => [name, /^-?\d+$/.test(setting) ? Number(setting) : setting]),
  );
  return { kind: "state", entity, aspect: "setting", time: now, fields };
}
