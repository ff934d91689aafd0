/** Two services, and what sources may tell about them: shared by the tables of examples. */
import { parseEntity } from "../../../src/core/entity.js";
import type { RecordOf } from "../../../src/core/record.js";
import { logsAnswer, madeEvidence, madeLine } from "../../support/made-evidence.js";

export const WINDOW = { from: 0, to: 100_000 };
export const ORDERS = parseEntity("orders");
export const CARTS = parseEntity("carts");

export function change(time: number, path?: string): Omit<RecordOf<"change">, "at"> {
  const fields = path === undefined ? [] : [{ path, before: "a", after: "b" }];
  return {
    kind: "change",
    entity: ORDERS,
    time,
    change: "configuration",
    summary: "new address",
    reference: "",
    by: "",
    fields,
  };
}

export function changes(...records: readonly Omit<RecordOf<"change">, "at">[]) {
  return madeEvidence({ capability: "changes.list", params: { window: WINDOW } }, records, [
    { kinds: ["change"], entities: null, window: WINDOW },
  ]);
}

export const changed = { kind: "changed", entity: ORDERS, changes: ["configuration"], window: WINDOW } as const;

export function edge(rest: Partial<Omit<RecordOf<"edge">, "at" | "kind">> = {}): Omit<RecordOf<"edge">, "at"> {
  return { kind: "edge", from: ORDERS, to: CARTS, relation: "calls", window: null, ...rest };
}
export function topology(...records: readonly Omit<RecordOf<"edge">, "at">[]) {
  return madeEvidence({ capability: "topology.edges", params: {} }, records, [
    { kinds: ["edge"], entities: null, window: null },
  ]);
}
export const clientSpan: Omit<RecordOf<"span">, "at"> = {
  kind: "span",
  entity: ORDERS,
  trace: "t",
  span: "1",
  parent: null,
  operation: "GET /carts",
  side: "client",
  peer: CARTS,
  start: 5,
  durationMs: 3,
  status: "ok",
};
export function spans(...records: readonly Omit<RecordOf<"span">, "at">[]) {
  return madeEvidence({ capability: "traces.search", params: { window: WINDOW } }, records, [
    { kinds: ["span"], entities: null, window: WINDOW },
  ]);
}
export const late = {
  kind: "happened",
  entity: ORDERS,
  reasons: [],
  text: ["refused"],
  sources: ["line"],
  window: WINDOW,
} as const;
export const refused = logsAnswer(WINDOW, madeLine("orders", 9_000, "connection refused"));
