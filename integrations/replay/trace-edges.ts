import type { Params } from "../../src/core/capability.js";
import { type EntityRef, entityKey, sameEntity } from "../../src/core/entity.js";
import type { RawRecord } from "../../src/core/record.js";
import { type Window, windowContains } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { type Weighted, weightedQuantiles } from "./quantile.js";
import { quotedString } from "./question-text.js";
import { eachResting, filterResting } from "./rest.js";
import { type Draft, outside, type StreamQuestion, type StreamView } from "./stream-question.js";
import { keepsAll, type SpanLine, samplingOmission, spanWeights } from "./trace-sampling.js";
import { endedBy } from "./traces.js";

type Edge = Extract<RawRecord, { kind: "edge" }>;

/**
 * Who calls whom: client spans that name their peer, and spans whose parent is another entity's and names none.
 * Each call counts once, or for as many as a sampled span stands for (see `trace-sampling`).
 */
export const tracesEdges: StreamQuestion<"traces.edges", "spans"> = {
  capability: "traces.edges",
  stream: "spans",
  provenance: "observed",
  async answer(params, view): Promise<Draft> {
    const asked = traceQl(params);
    const result = lookAt(view, params.window, params.entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const { entity } = params;
    const weightOf = await spanWeights(view.lines, view.declared, view.rest);
    const edges = new Map<string, CountedEdge>();
    await eachCall(view, (call) => {
      if (!windowContains(look.window, call.span.start)) return;
      if (entity === undefined || sameEntity(call.from, entity) || sameEntity(call.to, entity))
        count(edges, call, weightOf);
    });
    return {
      records: [...edges.values()].map((edge) => edgeOf(edge, look.window)),
      coverage: keepsAll(view.declared) ? [coverageOf(look, "edge")] : [],
      omitted: [...look.omitted, ...samplingOmission(view.declared)],
      unavailable: null,
      asked,
      keep: "first",
      limit: undefined,
    };
  },
};

interface Call {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly relation: Edge["relation"];
  /** The span that measured it, on the caller's side where there is one. */
  readonly span: SpanLine;
}

async function eachCall(view: StreamView<"spans">, work: (call: Call) => void): Promise<void> {
  const spans = await filterResting(view.lines, view.rest, (span) => endedBy(span, view.now));
  const byId = new Map<string, SpanLine>();
  await eachResting(spans, view.rest, (span) => byId.set(spanKey(span.trace, span.span), span));
  await eachResting(spans, view.rest, (span) => {
    const call = callOf(span, byId);
    if (call !== null) work(call);
  });
}

function callOf(span: SpanLine, byId: ReadonlyMap<string, SpanLine>): Call | null {
  const named = span.peer === null ? null : peerCall(span, span.peer);
  if (named !== null || span.parent === null) return named;
  const parent = byId.get(spanKey(span.trace, span.parent));
  if (parent === undefined || sameEntity(parent.entity, span.entity)) return null;
  if (parent.peer !== null && peerCall(parent, parent.peer) !== null) return null;
  return { from: parent.entity, to: span.entity, relation: "calls", span: parent.side === "client" ? parent : span };
}

function peerCall(span: SpanLine, peer: EntityRef): Call | null {
  switch (span.side) {
    case "client":
      return { from: span.entity, to: peer, relation: "calls", span };
    case "producer":
      return { from: span.entity, to: peer, relation: "publishes-to", span };
    case "consumer":
      return { from: span.entity, to: peer, relation: "reads-from", span };
    default:
      return null;
  }
}

function spanKey(trace: string, span: string): string {
  return `${trace}/${span}`;
}

/** An edge with its calls: how long each took, and for how many it stands. */
interface CountedEdge {
  readonly call: Call;
  readonly durations: Weighted[];
  calls: number;
  errors: number;
}

function count(edges: Map<string, CountedEdge>, call: Call, weightOf: (span: SpanLine) => number): void {
  const key = `${entityKey(call.from)} ${call.relation} ${entityKey(call.to)}`;
  const edge = edges.get(key) ?? { call, durations: [], calls: 0, errors: 0 };
  edges.set(key, edge);
  const weight = weightOf(call.span);
  edge.durations.push({ value: call.span.durationMs, weight });
  edge.calls += weight;
  if (call.span.status === "error") edge.errors += weight;
}

function edgeOf({ call, durations, calls, errors }: CountedEdge, window: Window): Edge {
  const { from, to, relation } = call;
  const [p50Ms = 0, p95Ms = 0] = weightedQuantiles(durations, [0.5, 0.95]);
  return {
    kind: "edge",
    from,
    to,
    relation,
    window,
    calls: Math.round(calls),
    errors: Math.round(errors),
    p50Ms,
    p95Ms,
  };
}

function traceQl({ entity }: Params<"traces.edges">): string {
  const end =
    entity === undefined
      ? ""
      : ` && (resource.service.name = ${quotedString(entity.name)} || span.peer.service = ${quotedString(entity.name)})`;
  const group = "by (resource.service.name, span.peer.service)";
  return `{ kind = client${end} } | quantile_over_time(duration, 0.5, 0.95) ${group}`;
}
