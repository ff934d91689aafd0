/** The end of OTLP/HTTP JSON: takes spans from the shop's processes and makes span records of them. */
import { createServer, type Server } from "node:http";
import { z } from "zod";
import type { EntityRef, RawRecord } from "../../../src/index.js";
import type { Observe } from "./observe.js";

const Attributes = z.array(
  z.object({
    key: z.string(),
    value: z.object({ stringValue: z.string().optional(), doubleValue: z.number().optional() }),
  }),
);

const ExportRequest = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.int(),
              startTimeUnixNano: z.string().regex(/^\d{7,20}$/),
              endTimeUnixNano: z.string().regex(/^\d{7,20}$/),
              attributes: Attributes,
              status: z.object({ code: z.int(), message: z.string().optional() }),
            }),
          ),
        }),
      ),
    }),
  ),
});
type OtlpSpan = z.infer<typeof ExportRequest>["resourceSpans"][number]["scopeSpans"][number]["spans"][number];

const SIDES = ["internal", "internal", "server", "client", "producer", "consumer"] as const;
const STATUSES = ["unset", "ok", "error"] as const;

function valuesOf(attributes: z.infer<typeof Attributes>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.doubleValue ?? ""]));
}

/** Whole milliseconds, and what is left of them in fractions. */
function milliseconds(nanoseconds: string): readonly [whole: number, fraction: number] {
  return [Number(nanoseconds.slice(0, -6)), Number(nanoseconds.slice(-6)) / 1e6];
}

export type FindEntity = (name: string) => EntityRef | null;

export function spanRecord(span: OtlpSpan, entity: EntityRef, find: FindEntity): RawRecord {
  const { "peer.service": peer, ...attributes } = valuesOf(span.attributes);
  const [start, startFraction] = milliseconds(span.startTimeUnixNano);
  const [end, endFraction] = milliseconds(span.endTimeUnixNano);
  return {
    kind: "span",
    entity,
    trace: span.traceId,
    span: span.spanId,
    parent: span.parentSpanId ?? null,
    operation: span.name,
    side: SIDES[span.kind] ?? "internal",
    peer: typeof peer === "string" ? find(peer) : null,
    start,
    durationMs: Math.max(0, Math.round((end - start + endFraction - startFraction) * 1_000) / 1_000),
    status: STATUSES[span.status.code] ?? "unset",
    ...(span.status.message !== undefined && { message: span.status.message }),
    attributes,
  };
}

/** Records of one export. Spans of services that nobody knows are left out. */
export function readExport(body: string, find: FindEntity): readonly RawRecord[] {
  const { resourceSpans } = ExportRequest.parse(JSON.parse(body));
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const entity = find(String(valuesOf(resource.attributes)["service.name"] ?? ""));
    return entity === null
      ? []
      : scopeSpans.flatMap(({ spans }) => spans.map((span) => spanRecord(span, entity, find)));
  });
}

export const COLLECTOR_PORT = 4318;

export function startCollector(host: string, find: FindEntity, observe: Observe): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      try {
        for (const record of readExport(Buffer.concat(parts).toString("utf8"), find)) observe(record);
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      } catch {
        response.writeHead(400).end();
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(COLLECTOR_PORT, host, () => resolve(server));
  });
}
