/** A list of objects, or the row of one: brief, with a record about the list itself, so that "none" can be cited. */
import type { EntityRef, Json, RawRecord } from "../../../../src/index.js";
import { asJson, listText } from "../calls.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { type Fields, isFields, known } from "../fields.js";
import { entityOf, isName, type ObjectKind } from "../kinds.js";
import { isMadeFor } from "../naming.js";
import { taintFields } from "../objects/describe-node.js";
import { amounts } from "../objects/resources.js";
import { rowAge, rowFields } from "../objects/row.js";
import type { RecordedCase } from "../recorded-case.js";
import { parseTable } from "../text/table.js";

export interface Wanted {
  readonly kind: ObjectKind;
  readonly namespace: string;
  readonly name: string | undefined;
  /** Only what belongs to it, or runs on it. */
  readonly owner: EntityRef | undefined;
  /** Whether the question names the namespace, so that the answer speaks for all of it. */
  readonly whole: boolean;
}

type State = Extract<RawRecord, { kind: "state" }>;

export type Listed =
  | { readonly kind: "listed"; readonly states: readonly State[]; readonly dropped: number }
  | { readonly kind: "not-recorded" }
  | { readonly kind: "unreadable"; readonly why: string };

export function answerList(recorded: RecordedCase, wanted: Wanted, asked: string): Draft {
  const { kind, namespace, name, owner } = wanted;
  const listed = readList(recorded, kind, namespace);
  if (listed.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  if (listed.kind === "unreadable") return outside(`the recorded answer cannot be read: ${listed.why}`, asked);
  const states = listed.states.filter(
    (state) => (name === undefined || state.entity.name === name) && (owner === undefined || belongs(state, owner)),
  );
  const about = listRecord(kind, namespace, states.length);
  const complete = listed.dropped === 0;
  const shown = states.map(({ entity }) => entity);
  const entities = name === undefined ? [about.entity, ...shown] : [entityOf(kind, namespace, name), ...shown];
  const all = complete && name === undefined && owner === undefined && (kind.wide || wanted.whole);
  return {
    records: name === undefined && complete ? [about, ...states] : states,
    coverage: coverageOf(["state"], all ? null : complete ? entities : shown),
    omitted: dropped("rows of the list", listed.dropped),
    unavailable: null,
    asked,
  };
}

/** All objects of a kind that the list shows. */
export function readList(recorded: RecordedCase, kind: ObjectKind, namespace: string): Listed {
  const configured = kind.kind === "Node" ? configuredNodes(recorded) : null;
  if (configured !== null) return configured;
  const found = listText(recorded, kind, namespace);
  if (found.kind !== "text") return found;
  const table = parseTable(found.text);
  switch (table.kind) {
    case "rows": {
      const states = table.rows.flatMap((row): State[] => {
        const fields = rowFields(kind.kind, row);
        const name = (row["NAME"] ?? "").replace(/ \(default\)$/, "");
        return fields === null || !isName(name) ? [] : [stateOf(kind, namespace, name, fields, rowAge(row))];
      });
      return { kind: "listed", states, dropped: table.dropped + table.rows.length - states.length };
    }
    case "none":
      return { kind: "listed", states: [], dropped: 0 };
    case "not-found":
      return { kind: "unreadable", why: "a list that says of itself that it was not found" };
    case "unreadable":
      return table;
  }
}

export function stateOf(
  kind: ObjectKind,
  namespace: string,
  name: string,
  fields: Fields,
  ageMs: number | undefined = undefined,
): State {
  return {
    kind: "state",
    entity: entityOf(kind, namespace, name),
    aspect: kind.kind === "Endpoints" ? "endpoints" : "object",
    time: null,
    ...(ageMs === undefined ? {} : { ageMs }),
    fields,
  };
}

function listRecord(kind: ObjectKind, namespace: string, count: number): State {
  return {
    kind: "state",
    entity: { kind: "other:list", namespace: kind.wide ? "" : namespace, name: kind.recorded },
    aspect: "object",
    time: null,
    fields: { kind: `${kind.kind}List`, count },
  };
}

/** Of a workload by the names that Kubernetes makes, of a node by where something runs, of a namespace all. */
function belongs({ entity, fields }: State, owner: EntityRef): boolean {
  switch (owner.kind) {
    case "namespace":
      return entity.namespace === owner.name;
    case "node": {
      const spec = fields["spec"];
      return isFields(spec) && spec["nodeName"] === owner.name;
    }
    default:
      return isMadeFor(owner.name, entity.name);
  }
}

/** The nodes with labels, taints and room, where a summary of the cluster was recorded; null where it was not. */
function configuredNodes(recorded: RecordedCase): Listed | null {
  const found = recorded.call("GetClusterConfiguration", {});
  const value = found.kind === "recorded" ? asJson(found.value) : undefined;
  const nodes = isFields(value) ? value["nodes"] : undefined;
  if (!Array.isArray(nodes)) return null;
  const states = nodes.flatMap((node: Json): State[] => configuredNode(node));
  return { kind: "listed", states, dropped: nodes.length - states.length };
}

function configuredNode(node: Json): State[] {
  if (!isFields(node)) return [];
  const { name, role, status, conditions, taints, labels, allocatable_resources: allocatable } = node;
  if (typeof name !== "string" || !isName(name) || typeof status !== "string") return [];
  const ready = /^Ready\b/.test(status);
  const tainted = Array.isArray(taints)
    ? taints.flatMap((one: Json) => (typeof one === "string" ? taintFields(one) : []))
    : undefined;
  const told = isFields(conditions)
    ? Object.entries(conditions).map(([type, value]): Json => ({ type, status: value }))
    : [];
  const fields = known({
    kind: "Node",
    metadata: known({ name, labels: isFields(labels) ? labels : undefined }),
    roles: typeof role === "string" ? [role] : undefined,
    spec: known({
      unschedulable:
        /SchedulingDisabled/.test(status) ||
        tainted?.some((one) => isFields(one) && one["key"] === "node.kubernetes.io/unschedulable"),
      taints: tainted,
    }),
    status: known({
      ready,
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }, ...told],
      allocatable: isFields(allocatable) ? amounts(plainTexts(allocatable)) : undefined,
    }),
  });
  return [{ kind: "state", entity: { kind: "node", namespace: "", name }, aspect: "object", time: null, fields }];
}

function plainTexts(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}
