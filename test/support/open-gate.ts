/** A gate that permits everything and asks for real: for tests of what stands behind the gate, never of the gate. */

import { bodyId } from "../../src/core/digest.js";
import type { Event } from "../../src/core/event.js";
import type { Evidence } from "../../src/core/evidence.js";
import type { CallOutcome, CallRequest, Gate } from "../../src/core/ports/gate.js";
import type { Integration, Io } from "../../src/core/ports/integration.js";
import type { Body, JournalStore, Lease } from "../../src/core/ports/store.js";

export interface OpenGateOptions {
  readonly store: JournalStore;
  readonly lease: () => Lease;
  readonly salt: Uint8Array;
  readonly integration: Integration;
  readonly io: Io;
  readonly now: () => number;
  /** Told of each call as it begins to ask: to hold it up, or to count. */
  readonly performing?: (request: CallRequest) => Promise<void>;
}

const HASH = "0".repeat(64);

export function openGate(options: OpenGateOptions): Gate {
  return { call: (request, signal) => call(options, request, signal) };
}

async function call(options: OpenGateOptions, request: CallRequest, signal: AbortSignal): Promise<CallOutcome> {
  const { seat, turn, n, move, query, again } = request;
  const tool = options.integration.tools.find((one) => one.capability === query.capability);
  if (tool === undefined) throw new Error(`the test's integration does not answer ${query.capability}`);
  const asked = body(options, JSON.stringify(query));
  const common = { seat, turn, n };
  await append(
    options,
    [
      {
        type: "call.intended",
        data: {
          ...common,
          move,
          tool: tool.id,
          capability: query.capability,
          source: options.integration.instance,
          query: asked.id,
          callSignature: HASH,
          policySet: HASH,
          policies: [],
          epoch: 0,
          reserved: { calls: 1, timeMs: 1 },
          again,
          binding: "in-process",
          proof: null,
        },
      },
    ],
    [asked],
  );
  await options.performing?.(request);
  const bytes = await tool.fetch(query as never, options.io, signal);
  const answer = tool.parse(bytes, query as never);
  const source: Body = { id: bodyId(options.salt, bytes), dataClass: "internal", bytes };
  const made = body(options, JSON.stringify(answer));
  const evidence: Evidence = {
    id: source.id,
    source: options.integration.instance,
    tool: tool.id,
    parser: tool.parser,
    query,
    window: null,
    dataClass: "internal",
    provenance: tool.provenance,
    recordedAt: options.now(),
    answer,
  };
  const { id, source: from, parser, window, dataClass, provenance } = evidence;
  await append(
    options,
    [
      {
        type: "evidence.recorded",
        data: {
          seat,
          n,
          evidence: id,
          answer: made.id,
          query: asked.id,
          source: from,
          tool: tool.id,
          parser,
          window,
          dataClass,
          provenance,
          size: bytes.length,
          redactions: {},
          retained: true,
        },
      },
      { type: "call.settled", data: { ...common, outcome: "answered", evidence: id, code: null, ms: 0, cost: 1 } },
    ],
    [source, made, asked],
  );
  return { kind: "answered", n, evidence, cost: 1 };
}

function body({ salt }: OpenGateOptions, text: string): Body {
  const bytes = new TextEncoder().encode(text);
  return { id: bodyId(salt, bytes), dataClass: "internal", bytes };
}

async function append(
  { store, lease, now }: OpenGateOptions,
  events: readonly Event[],
  bodies: readonly Body[],
): Promise<void> {
  const result = await store.append({
    stream: lease().stream,
    events: events.map((event, index) => ({ event, bodies: index === 0 ? bodies.map(({ id }) => id) : [] })),
    bodies,
    at: now(),
    lease: lease(),
    expectedSize: null,
    expectedEpoch: null,
    advanceEpoch: false,
  });
  if (result.kind !== "appended") throw new Error(`the test's gate could not append: ${result.kind}`);
}
