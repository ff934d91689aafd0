/**
 * Spans in the shape of OTLP/HTTP JSON (opentelemetry-proto 1.3, `ExportTraceServiceRequest`), sent once a second.
 */
import { randomBytes } from "node:crypto";
import { request } from "node:http";

type Attributes = Readonly<Record<string, string | number>>;

export interface SpanContext {
  readonly trace: string;
  readonly span: string;
}

/** OTLP's numbers for the side of a call. */
const SIDES = { internal: 1, server: 2, client: 3 } as const;

const MAX_WAITING = 5_000;

function attributeList(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === "string" ? { stringValue: value } : { doubleValue: value },
  }));
}

/** W3C trace context: `00-<trace>-<span>-01`. */
export function readTraceparent(header: string | readonly string[] | undefined): SpanContext | null {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(String(header));
  return match?.[1] !== undefined && match[2] !== undefined ? { trace: match[1], span: match[2] } : null;
}

export function writeTraceparent(context: SpanContext): string {
  return `00-${context.trace}-${context.span}-01`;
}

export class OpenSpan {
  readonly context: SpanContext;
  readonly #finish: (error: string | null, attributes: Attributes) => void;

  constructor(context: SpanContext, finish: (error: string | null, attributes: Attributes) => void) {
    this.context = context;
    this.#finish = finish;
  }

  end(error: string | null, attributes: Attributes = {}): void {
    this.#finish(error, attributes);
  }
}

export class Tracer {
  readonly #resource: Attributes;
  readonly #collector: string;
  #waiting: object[] = [];

  constructor(resource: Attributes, collector: string) {
    this.#resource = resource;
    this.#collector = collector;
    setInterval(() => this.#flush(), 1_000).unref();
  }

  start(side: keyof typeof SIDES, name: string, parent: SpanContext | null, attributes: Attributes = {}): OpenSpan {
    const context = { trace: parent?.trace ?? randomBytes(16).toString("hex"), span: randomBytes(8).toString("hex") };
    const startedAt = performance.timeOrigin + performance.now();
    return new OpenSpan(context, (error, more) => {
      if (this.#waiting.length >= MAX_WAITING) return;
      this.#waiting.push({
        traceId: context.trace,
        spanId: context.span,
        ...(parent === null ? {} : { parentSpanId: parent.span }),
        name,
        kind: SIDES[side],
        startTimeUnixNano: nanoseconds(startedAt),
        endTimeUnixNano: nanoseconds(performance.timeOrigin + performance.now()),
        attributes: attributeList({ ...attributes, ...more }),
        status: error === null ? { code: 1 } : { code: 2, message: error },
      });
    });
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const body = JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: attributeList(this.#resource) },
          scopeSpans: [{ scope: { name: "testbed" }, spans: this.#waiting }],
        },
      ],
    });
    this.#waiting = [];
    const sending = request(this.#collector, { method: "POST", headers: { "content-type": "application/json" } });
    // A collector that is away costs spans, never requests.
    sending.on("error", () => undefined);
    sending.on("response", (response) => response.resume());
    sending.end(body);
  }
}

/** OTLP's times are 64-bit integers, written as strings. */
function nanoseconds(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  return `${whole}${String(Math.floor((milliseconds - whole) * 1e6)).padStart(6, "0")}`;
}
