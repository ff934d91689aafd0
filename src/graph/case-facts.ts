/** What a concluded case adds to the graph: nodes, edges that hold from its conclusion on, and sightings of topology. */
import { z } from "zod";
import type { Answer } from "../core/answer.js";
import type { CaseFile, ClaimFile, Conclusion, EvidenceFile } from "../core/case-file.js";
import type { Evidence } from "../core/evidence.js";
import type { FaultHypothesis, Hypothesis } from "../core/hypothesis.js";
import type { DeepReadonly } from "../core/readonly.js";
import type { RecordOf, TelemetryRecord } from "../core/record.js";
import type { Instant } from "../core/time.js";
import { compareText } from "./context-graph.js";
import { CONFIDENCE_OF, FactSource, GraphEdge, type Relation } from "./graph-edge.js";
import { entityNode, FindingNode, GraphNode, nodeKey } from "./graph-node.js";
import { edgeIdentity, Sighting, TopologyLook } from "./topology-sightings.js";

export const CaseFacts = z.strictObject({
  investigation: z.string(),
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  sightings: z.array(Sighting),
  looks: z.array(TopologyLook),
  /** Faults that the case found, and the entry that says so: what reviews are about. */
  findings: z.array(z.strictObject({ node: FindingNode, source: FactSource })),
});
export type CaseFacts = DeepReadonly<z.infer<typeof CaseFacts>>;

/** The same while it is gathered. */
interface Facts {
  readonly investigation: string;
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  readonly sightings: Sighting[];
  readonly looks: TopologyLook[];
  readonly findings: CaseFacts["findings"][number][];
}

/** Null for a case that has not concluded: it adds nothing yet. */
export function caseFacts(file: CaseFile): CaseFacts | null {
  const { conclusion } = file;
  if (conclusion === null) return null;
  const facts: Facts = {
    investigation: file.investigation,
    nodes: [],
    edges: [],
    sightings: [],
    looks: [],
    findings: [],
  };
  addIncident(file, conclusion, facts);
  for (const claim of file.claims) addClaim(claim, file, conclusion, facts);
  const evidence = [...file.evidence.values()].sort((a, b) => compareText(a.evidence.id, b.evidence.id));
  for (const piece of evidence) addEvidence(piece, file, facts);
  return facts;
}

/** The conclusion is the last entry of its stream. */
function conclusionSource(file: CaseFile, claim: string | null): FactSource {
  return { kind: "entry", stream: file.investigation, seq: file.size - 1, claim };
}

function concluded(file: CaseFile, conclusion: Conclusion, claim: ClaimFile | null = null) {
  const source = conclusionSource(file, claim?.id ?? null);
  const confidence = claim === null ? 1 : (claim.verdict?.confidence.value ?? 0);
  return (from: string, relation: Relation, to: string): GraphEdge => ({
    from,
    to,
    relation,
    source,
    provenance: claim === null ? "declared" : "generated",
    validFrom: conclusion.at,
    validTo: null,
    confidence,
  });
}

function addIncident(file: CaseFile, conclusion: Conclusion, { nodes, edges }: Facts): void {
  const { investigation, incident } = file;
  const node: GraphNode = { kind: "investigation", investigation, outcome: conclusion.outcome, at: conclusion.at };
  const told: GraphNode = { kind: "incident", id: incident.id, title: incident.title, investigation };
  nodes.push(node, told);
  const edge = concluded(file, conclusion);
  edges.push(edge(nodeKey(told), "investigated-in", nodeKey(node)));
  for (const alert of incident.alerts) {
    const fired: GraphNode = { kind: "alert", name: alert.name, entity: alert.entity, at: alert.startsAt };
    nodes.push(fired);
    edges.push(edge(nodeKey(fired), "raised", nodeKey(told)));
    if (alert.entity === null) continue;
    nodes.push({ kind: "entity", entity: alert.entity });
    edges.push(edge(nodeKey(fired), "about", entityNode(alert.entity)));
  }
}

function addClaim(claim: ClaimFile, file: CaseFile, conclusion: Conclusion, facts: Facts): void {
  const { hypothesis, verdict } = claim;
  const fault = hypothesis.kind === "fault" ? hypothesis : null;
  const node: GraphNode = {
    kind: "hypothesis",
    investigation: file.investigation,
    claim: claim.id,
    verdict: verdict?.verdict ?? null,
    entity: fault?.cause.entity ?? null,
    fault: fault?.cause.fault ?? null,
    because: verdict?.because ?? "",
  };
  const edge = concluded(file, conclusion, claim);
  const key = nodeKey(node);
  facts.nodes.push(node, { kind: "entity", entity: hypothesis.symptom.entity });
  facts.edges.push(
    edge(`investigation:${file.investigation}`, "considered", key),
    edge(key, "explains", entityNode(hypothesis.symptom.entity)),
  );
  if (fault === null) return;
  facts.nodes.push({ kind: "entity", entity: fault.cause.entity });
  facts.edges.push(edge(key, "blames", entityNode(fault.cause.entity)));
  if (conclusion.findings.includes(claim.id)) addFinding(fault, claim, file, conclusion, facts);
}

function addFinding(
  fault: FaultHypothesis,
  claim: ClaimFile,
  file: CaseFile,
  conclusion: Conclusion,
  facts: Facts,
): void {
  const confidence = claim.verdict?.confidence.value ?? 0;
  const node: FindingNode = {
    kind: "finding",
    investigation: file.investigation,
    claim: claim.id,
    correction: null,
    entity: fault.cause.entity,
    fault: fault.cause.fault,
    since: fault.cause.since,
    path: fault.path,
    signals: signalsOf(fault),
    confidence,
    at: conclusion.at,
  };
  const edge = concluded(file, conclusion, claim);
  const key = nodeKey(node);
  facts.nodes.push(node, ...fault.path.map((entity): GraphNode => ({ kind: "entity", entity })));
  facts.findings.push({ node, source: conclusionSource(file, claim.id) });
  facts.edges.push(
    edge(key, "accepts", `hypothesis:${file.investigation}/${claim.id}`),
    edge(key, "blames", entityNode(fault.cause.entity)),
    edge(key, "explains", entityNode(fault.symptom.entity)),
  );
  for (const [index, mitigation] of fault.mitigations.entries()) {
    const step: GraphNode = {
      kind: "mitigation",
      investigation: file.investigation,
      claim: claim.id,
      index,
      action: mitigation.kind,
      what: mitigation.what,
    };
    facts.nodes.push(step, { kind: "entity", entity: mitigation.target });
    facts.edges.push(
      edge(key, "suggests", nodeKey(step)),
      edge(nodeKey(step), "would-act-on", entityNode(mitigation.target)),
    );
  }
}

/** Signals that the claim speaks of: its symptom's, and the roles or kinds of its assertions. */
function signalsOf({ symptom, parts }: Hypothesis): string[] {
  const signals = parts.map(({ assertion }) =>
    "series" in assertion && assertion.series.role ? assertion.series.role : assertion.kind,
  );
  return [...new Set([symptom.signal, ...signals])].sort(compareText);
}

function addEvidence({ evidence }: EvidenceFile, file: CaseFile, facts: Facts): void {
  if (CONFIDENCE_OF[evidence.provenance] === null) return;
  const shown: string[] = [];
  for (const [index, record] of evidence.answer.records.entries()) {
    const source = {
      kind: "evidence",
      investigation: file.investigation,
      evidence: evidence.id,
      record: index,
      instance: evidence.source,
    } as const;
    if (record.kind === "edge") shown.push(addSighting(record, source, evidence, file, facts));
    if (record.kind === "change" || record.kind === "alert") addEvent(record, source, evidence, facts);
  }
  if (evidence.query.capability !== "topology.edges") return;
  // Whoever asked about one entity learnt nothing about the others, whatever the source says that it covered.
  const about = evidence.query.params.entity;
  for (const part of evidence.answer.coverage) {
    if (!part.kinds.includes("edge")) continue;
    const entities = about === undefined ? part.entities : [about];
    facts.looks.push({ instance: evidence.source, at: lookAt(part, evidence, file), entities, shown });
  }
}

type EvidenceSource = Extract<FactSource, { kind: "evidence" }>;

interface Link {
  readonly from: string;
  readonly relation: Relation;
  readonly to: string;
}

function fact(link: Link, validFrom: Instant, source: EvidenceSource, { provenance }: Evidence): Sighting {
  return { ...link, source, provenance, validFrom, confidence: CONFIDENCE_OF[provenance] ?? 0 };
}

/** A source without a clock shows what is so when the incident is looked at. */
function addSighting(
  record: RecordOf<"edge">,
  source: EvidenceSource,
  evidence: Evidence,
  file: CaseFile,
  facts: Facts,
): string {
  const at = record.window?.from ?? evidence.window?.from ?? file.incident.window.to - 1;
  const sighting = fact(
    { from: entityNode(record.from), relation: record.relation, to: entityNode(record.to) },
    at,
    source,
    evidence,
  );
  facts.nodes.push({ kind: "entity", entity: record.from }, { kind: "entity", entity: record.to });
  facts.sightings.push(sighting);
  return edgeIdentity(sighting);
}

function lookAt(part: Answer["coverage"][number], evidence: Evidence, file: CaseFile): Instant {
  return part.window?.from ?? evidence.window?.from ?? file.incident.window.to - 1;
}

function addEvent(
  record: Extract<TelemetryRecord, { kind: "change" | "alert" }>,
  source: EvidenceSource,
  evidence: Evidence,
  facts: Facts,
): void {
  const node: GraphNode =
    record.kind === "change"
      ? {
          kind: "change",
          entity: record.entity,
          change: record.change,
          at: record.time,
          summary: record.summary,
          reference: record.reference,
          by: record.by,
        }
      : { kind: "alert", name: record.name, entity: record.entity, at: record.startsAt };
  facts.nodes.push(node);
  if (record.entity === null) return;
  facts.nodes.push({ kind: "entity", entity: record.entity });
  const relation = record.kind === "change" ? "touched" : "about";
  facts.edges.push({
    ...fact({ from: nodeKey(node), relation, to: entityNode(record.entity) }, node.at, source, evidence),
    validTo: null,
  });
}
