import { describe, expect, it } from "vitest";
import { readExport } from "../../../evals/testbed/supervisor/collector.js";
import { type EntityRef, RECORDING_STREAMS } from "../../../src/index.js";

const known = new Set(["orders", "payments"]);
const find = (name: string): EntityRef | null =>
  known.has(name) ? { kind: "service", namespace: "shop", name } : null;

function exported(service: string): string {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [text("service.name", service)] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: "0af7651916cd43dd8448eb211c80319c",
                spanId: "b7ad6b7169203331",
                parentSpanId: "00f067aa0ba902b7",
                name: "POST payments",
                kind: 3,
                startTimeUnixNano: "1700000000000500000",
                endTimeUnixNano: "1700000001250750000",
                attributes: [
                  text("peer.service", "payments"),
                  { key: "http.response.status_code", value: { doubleValue: 502 } },
                ],
                status: { code: 2, message: "status 502" },
              },
            ],
          },
        ],
      },
    ],
  });
}

describe("readExport", () => {
  it("makes a span record with peer, side, status and a duration finer than milliseconds", () => {
    const [record, ...others] = readExport(exported("orders"), find);
    expect(others).toEqual([]);
    expect(record).toEqual({
      kind: "span",
      entity: { kind: "service", namespace: "shop", name: "orders" },
      trace: "0af7651916cd43dd8448eb211c80319c",
      span: "b7ad6b7169203331",
      parent: "00f067aa0ba902b7",
      operation: "POST payments",
      side: "client",
      peer: { kind: "service", namespace: "shop", name: "payments" },
      start: 1_700_000_000_000,
      durationMs: 1_250.25,
      status: "error",
      message: "status 502",
      attributes: { "http.response.status_code": 502 },
    });
    expect(() => RECORDING_STREAMS.spans.parse(record)).not.toThrow();
  });

  it("leaves out spans of strangers", () => {
    expect(readExport(exported("elsewhere"), find)).toEqual([]);
  });

  it("refuses what is no export", () => {
    expect(() => readExport('{"resourceSpans":[{"resource":7}]}', find)).toThrow();
  });
});
