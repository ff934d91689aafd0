import { describe, expect, it } from "vitest";
import { readPostgresLine, readServiceLine } from "../../../evals/testbed/supervisor/log-line.js";
import type { EntityRef } from "../../../src/index.js";

const orders: EntityRef = { kind: "service", namespace: "shop", name: "orders" };
const database: EntityRef = { kind: "database", namespace: "shop", name: "orders-db" };

describe("readServiceLine", () => {
  it("takes time, level and message from a JSON line and keeps the rest as fields", () => {
    const line = '{"time":5,"level":"warn","service":"orders","version":"1.0.0","msg":"slow","trace_id":"ab"}';
    expect(readServiceLine(line, "stdout", orders, 9)).toEqual({
      kind: "line",
      entity: orders,
      time: 5,
      severity: "warn",
      text: "slow",
      fields: { version: "1.0.0", trace_id: "ab" },
    });
  });

  it("keeps a line that is no JSON as it is, at the time of reading", () => {
    expect(readServiceLine("TypeError: x is undefined", "stderr", orders, 9)).toMatchObject({
      time: 9,
      severity: "error",
      text: "TypeError: x is undefined",
    });
    expect(readServiceLine('{"half":', "stdout", orders, 9)).toMatchObject({ severity: "unknown", text: '{"half":' });
    expect(readServiceLine("[1,2]", "stdout", orders, 9)).toMatchObject({ text: "[1,2]" });
  });

  it("passes over empty lines", () => {
    expect(readServiceLine("  ", "stderr", orders, 9)).toBeNull();
  });
});

describe("readPostgresLine", () => {
  it("takes severity, process and application from the prefix", () => {
    const line =
      "2026-11-24 14:00:00.123 UTC [71] orders@orders-db LOG:  process 71 still waiting for RowExclusiveLock";
    expect(readPostgresLine(line, database, 9)).toEqual({
      kind: "line",
      entity: database,
      time: 9,
      severity: "info",
      text: "process 71 still waiting for RowExclusiveLock",
      fields: { pid: 71, application: "orders", level: "LOG" },
    });
    const refused = "2026-11-24 14:00:00.123 UTC [72] [unknown]@orders-db FATAL:  sorry, too many clients already";
    expect(readPostgresLine(refused, database, 9)).toMatchObject({
      severity: "fatal",
      text: "sorry, too many clients already",
    });
  });

  it("keeps the further lines of a message", () => {
    expect(readPostgresLine("\tWHERE placed_at < now()", database, 9)).toMatchObject({ severity: "info", fields: {} });
  });
});
