/** Who stands at the head of a queue for locks, read from the sessions that a database shows. */
import type { EntityRef } from "../../../core/entity.js";
import type { JsonObject } from "../../../core/json.js";
import { type Window, windowContains } from "../../../core/time.js";
import type { Facts } from "../../assertions/facts.js";

export interface Blocker {
  readonly pid: number;
  readonly application: string;
  readonly user: string;
}

/** Sessions that block others and are not blocked themselves, those that block most first. */
export function blockersOf(database: EntityRef, window: Window, facts: Facts): readonly Blocker[] {
  const sessions = facts
    .states(database, "session")
    .filter(({ record }) => record.time === null || windowContains(window, record.time))
    .map(({ record }) => record.fields);
  const blocked = new Set(sessions.filter((fields) => pidsIn(fields).length > 0).map((fields) => fields["pid"]));
  const counts = new Map<number, number>();
  for (const pid of sessions.flatMap(pidsIn)) if (!blocked.has(pid)) counts.set(pid, (counts.get(pid) ?? 0) + 1);
  return [...counts.entries()]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .map(([pid]) => {
      const fields = sessions.find((one) => one["pid"] === pid);
      return { pid, application: text(fields, "application"), user: text(fields, "user") };
    });
}

function pidsIn(fields: JsonObject): readonly number[] {
  const pids = fields["blockedBy"];
  return Array.isArray(pids) ? pids.filter((pid) => typeof pid === "number") : [];
}

function text(fields: JsonObject | undefined, name: string): string {
  const value = fields?.[name];
  return typeof value === "string" ? value.slice(0, 80) : "";
}
