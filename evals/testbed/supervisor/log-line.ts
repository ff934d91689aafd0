/** Reads what the shop's processes write: JSON lines of the services, plain lines of PostgreSQL, whatever a crash prints. */
import { z } from "zod";
import type { EntityRef, RawRecord } from "../../../src/index.js";

type LineRecord = Extract<RawRecord, { kind: "line" }>;
type Severity = LineRecord["severity"];

const ServiceLine = z
  .object({
    time: z.int().nonnegative(),
    level: z.enum(["debug", "info", "warn", "error"]),
    msg: z.string().max(65_536),
  })
  .catchall(z.json());

/** Severities of PostgreSQL (documentation, "Message Severity Levels"), as ours. */
const POSTGRES_SEVERITIES: Readonly<Record<string, Severity>> = {
  DEBUG: "debug",
  INFO: "info",
  NOTICE: "info",
  LOG: "info",
  DETAIL: "info",
  HINT: "info",
  CONTEXT: "info",
  STATEMENT: "info",
  WARNING: "warn",
  ERROR: "error",
  FATAL: "fatal",
  PANIC: "fatal",
};

export function readServiceLine(
  line: string,
  from: "stdout" | "stderr",
  entity: EntityRef,
  now: number,
): LineRecord | null {
  if (line.trim() === "") return null;
  const parsed = from === "stdout" ? ServiceLine.safeParse(jsonOf(line)) : null;
  if (parsed?.success !== true) {
    return {
      kind: "line",
      entity,
      time: now,
      severity: from === "stderr" ? "error" : "unknown",
      text: line.slice(0, 4_096),
    };
  }
  // Whose line it is, the record says already.
  const { time, level, msg, service: _, ...fields } = parsed.data;
  return { kind: "line", entity, time, severity: level, text: msg, fields };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** `2026-11-24 14:00:00.123 UTC [71] orders@orders-db LOG:  process 71 still waiting ...` */
const POSTGRES_LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ UTC \[(\d+)\] (?:(\S*)@(\S*) )?([A-Z]+):\s+(.*)$/;

export function readPostgresLine(line: string, entity: EntityRef, now: number): LineRecord | null {
  if (line.trim() === "") return null;
  const match = POSTGRES_LINE.exec(line);
  const [, pid = "", application = "", , level = "", text = line] = match ?? [];
  const severity = POSTGRES_SEVERITIES[level] ?? "info";
  const fields = match === null ? {} : { pid: Number(pid), ...(application !== "" && { application }), level };
  return { kind: "line", entity, time: now, severity, text: text.slice(0, 4_096), fields };
}
