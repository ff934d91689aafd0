import type { Answer } from "../../src/core/answer.js";
import type { TelemetryRecord } from "../../src/core/record.js";

/** One log line per line of the bytes; a parser as an integration has one, which a thread can import too. */
export function parseLines(bytes: Uint8Array, _query: unknown): Answer {
  const records: TelemetryRecord[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
    const text = new TextDecoder().decode(bytes.subarray(from, end));
    records.push({
      kind: "line",
      entity: { kind: "service", namespace: "shop", name: "checkout" },
      time: null,
      severity: "info",
      text,
      at: [from, end],
    });
    from = end + 1;
  }
  return {
    records,
    coverage: [{ kinds: ["line"], entities: null, window: null }],
    omitted: [],
    unavailable: null,
    asked: null,
  };
}
