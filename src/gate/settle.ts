/**
 * Step 8. Evidence and outcome, in one append. An answer that arrives although its seat, source or investigation was
 * stopped meanwhile is quarantined: its bytes are dropped, and no view ever holds them.
 */
import type { Answer } from "../core/answer.js";
import { strictest } from "../core/data-class.js";
import type { Digest } from "../core/digest.js";
import type { Event, EventOf } from "../core/event.js";
import type { Evidence } from "../core/evidence.js";
import type { CallOutcome, CallRequest } from "../core/ports/gate.js";
import type { Body } from "../core/ports/store.js";
import type { Query } from "../core/query.js";
import type { Window } from "../core/time.js";
import type { KillScope } from "./control-state.js";
import type { Desk } from "./desk.js";
import type { Fitted } from "./fit.js";
import { type Intended, leaseLost } from "./intend.js";
import type { Ended } from "./perform.js";
import type { RedactedBytes } from "./redact.js";

export interface Settled {
  readonly outcome: CallOutcome;
  /** How much was stopped meanwhile; null where the seat may go on. */
  readonly stop: KillScope | null;
}

interface Part {
  readonly event: Event;
  readonly bodies: readonly Digest[];
}

/** Records what was brought, unless it was stopped meanwhile or can't be read. */
export async function settle(
  desk: Desk,
  request: CallRequest,
  call: Fitted,
  intent: Intended,
  redacted: RedactedBytes,
): Promise<Settled> {
  const { tool, query } = call;
  const ended = { kind: "ended", ms: redacted.ms, cost: tool.cost } as const;
  const read = await desk.parts.workshop.read(tool, query, redacted.bytes, desk.parts.salt);
  if (read.kind === "unreadable") {
    desk.parts.note?.({ kind: "failed", seat: request.seat, n: request.n, code: read.code, error: read.why });
    return settleEnded(desk, request, { ...ended, outcome: "failed", code: read.code, stop: null });
  }
  const origin = originOf(call);
  const bodies: readonly Body[] = [
    { id: redacted.id, dataClass: origin.dataClass, bytes: redacted.bytes },
    { id: read.body.id, dataClass: origin.dataClass, bytes: read.body.bytes },
  ];
  const { id: evidence, bytes, counts } = redacted;
  const { seat, n } = request;
  const recorded: Part = {
    event: {
      type: "evidence.recorded",
      data: {
        seat,
        n,
        evidence,
        answer: read.body.id,
        query: intent.query,
        ...origin,
        size: bytes.length,
        redactions: counts,
        retained: true,
      },
    },
    bodies: [evidence, read.body.id, intent.query],
  };
  const closing = closingPart(request, call, redacted, read.answer);
  const append = await appendUnlessStopped(desk, request, call, intent.epoch, { parts: [recorded, closing], bodies });
  if (append.kind === "stopped") {
    return settleEnded(desk, request, { ...ended, outcome: "quarantined", code: "killed", stop: append.scope });
  }
  if (read.answer.unavailable !== null) {
    const outcome = {
      kind: "not-answered",
      n,
      outcome: "unavailable",
      code: "source-unavailable",
      evidence,
      cost: tool.cost,
    } as const;
    return { outcome, stop: null };
  }
  const found: Evidence = { id: evidence, ...origin, query, recordedAt: append.at, answer: read.answer };
  return { outcome: { kind: "answered", n, evidence: found, cost: tool.cost }, stop: null };
}

/** Records an ending without an answer. */
export async function settleEnded(desk: Desk, request: CallRequest, ended: Ended): Promise<Settled> {
  const { seat, turn, n } = request;
  const { outcome, code, ms, cost } = ended;
  const event: Event = { type: "call.settled", data: { seat, turn, n, outcome, evidence: null, code, ms, cost } };
  const result = await desk.append([{ event, bodies: [] }], [], null);
  if (result.kind !== "appended") throw leaseLost(desk, result);
  return { outcome: { kind: "not-answered", n, outcome, code, evidence: null, cost }, stop: ended.stop };
}

/** Appends at the epoch of the intent, or at a later one of which the stops are known not to concern this call. */
async function appendUnlessStopped(
  desk: Desk,
  request: CallRequest,
  call: Fitted,
  epoch: number,
  what: { readonly parts: readonly Part[]; readonly bodies: readonly Body[] },
): Promise<{ kind: "recorded"; at: number } | { kind: "stopped"; scope: KillScope }> {
  const { investigation, killFile } = desk.parts;
  for (let expected = epoch; ; ) {
    if (killFile()) return { kind: "stopped", scope: "all" };
    const result = await desk.append(what.parts, what.bodies, expected);
    if (result.kind === "appended") return { kind: "recorded", at: result.entries[0]?.at ?? 0 };
    if (result.kind !== "epoch-moved") throw leaseLost(desk, result);
    const controls = await desk.controls.current();
    const scope = controls.stopOf({ investigation, seat: request.seat, source: call.integration.instance });
    if (scope !== null) return { kind: "stopped", scope };
    expected = controls.epoch;
  }
}

function closingPart(request: CallRequest, call: Fitted, redacted: RedactedBytes, answer: Answer): Part {
  const { seat, turn, n } = request;
  const unavailable = answer.unavailable !== null;
  const data: EventOf<"call.settled">["data"] = {
    seat,
    turn,
    n,
    outcome: unavailable ? "unavailable" : "answered",
    evidence: redacted.id,
    code: unavailable ? "source-unavailable" : null,
    ms: redacted.ms,
    cost: call.tool.cost,
  };
  return { event: { type: "call.settled", data }, bodies: [redacted.id] };
}

/** Where evidence comes from, as the entry and the evidence itself both say. */
function originOf({ tool, integration, query }: Fitted) {
  return {
    source: integration.instance,
    tool: tool.id,
    parser: tool.parser,
    window: windowOf(query),
    dataClass: strictest([tool.dataClass, integration.labels.dataClass ?? "restricted"]),
    provenance: tool.provenance,
  };
}

function windowOf(query: Query): Window | null {
  return ("window" in query.params ? query.params.window : null) ?? null;
}
