import type { EntityRef, Params, RawRecord } from "../../../../src/index.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { isName } from "../kinds.js";
import type { RecordedCase } from "../recorded-case.js";

type Edge = Extract<RawRecord, { kind: "edge" }>;

/** Callers of a service, and the tree of services that it calls. */
export function topologyEdges({ entity, hops = 4 }: Params<"topology.edges">, recorded: RecordedCase): Draft {
  const asked = `service dependencies of ${entity?.name ?? "all services"}`;
  if (entity === undefined) return outside("dependencies are told of one service at a time: name it", asked);
  const found = recorded.call("GetServiceDependencies", { service_name: entity.name });
  if (found.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  const graph = found.kind === "recorded" && typeof found.value === "string" ? readDependencies(found.value) : null;
  if (graph === null || graph.service !== entity.name)
    return outside("the recorded answer cannot be read: it is no list of dependencies", asked);
  const service = (name: string): EntityRef => ({
    kind: "service",
    namespace: entity.namespace || recorded.namespace,
    name,
  });
  const calls = [
    ...graph.callers.map((caller) => ({ from: caller, to: graph.service, depth: 1 })),
    ...graph.callees,
  ].filter(({ depth }) => depth <= hops);
  const pairs = new Map(calls.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const edges = [...pairs.values()].map(
    ({ from, to }): Edge => ({ kind: "edge", from: service(from), to: service(to), relation: "calls", window: null }),
  );
  return {
    records: edges,
    coverage: graph.dropped === 0 ? coverageOf(["edge"], [service(graph.service)]) : [],
    omitted: dropped("lines of the tree", graph.dropped),
    unavailable: null,
    asked,
  };
}

interface Dependencies {
  readonly service: string;
  readonly callers: readonly string[];
  readonly callees: readonly { readonly from: string; readonly to: string; readonly depth: number }[];
  readonly dropped: number;
}

/** Columns that one level of the tree is indented by. */
const LEVEL = 4;
const MOST_LINES = 5_000;

/** Null where the text names no service. */
export function readDependencies(text: string): Dependencies | null {
  const lines = text.split("\n", MOST_LINES).filter((line) => line.trim() !== "");
  const service = firstName(header(lines, "[Service]:") ?? "");
  if (service === null) return null;
  // `(None)` and `(User Traffic)` stand for no service.
  const told = (header(lines, "[Upstream") ?? "").split(",").filter((one) => !/^\s*(?:\(|$)/.test(one));
  const callers = told.flatMap((one) => firstName(one) ?? []);
  const below = lines.findIndex((line) => line.startsWith("[Downstream"));
  const tree = readTree(below < 0 ? [] : lines.slice(below + 1), service);
  return { service, callers, callees: tree.callees, dropped: tree.dropped + told.length - callers.length };
}

function header(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((one) => one.startsWith(name));
  return line?.slice(line.indexOf("]:") + 2);
}

/** A name, and whatever is remarked behind it: `cart-db   <-- (Database)`. */
function firstName(text: string): string | null {
  const [name = "", remark = "<"] = text.trim().split(/\s+/, 2);
  return isName(name) && /^[<(]/.test(remark) ? name : null;
}

function readTree(lines: readonly string[], service: string): Pick<Dependencies, "callees" | "dropped"> {
  const path: string[] = [service];
  const callees: { from: string; to: string; depth: number }[] = [];
  let dropped = 0;
  for (const line of lines) {
    const branch = /^([\s│|]{0,400})[├└`+|][─-]{1,4} (.+)$/.exec(line);
    // Its root, and what stands in place of a tree: `(None - Leaf Service)`.
    if (branch === null && (/^\(.*\)$/.test(line.trim()) || firstName(line) === service)) continue;
    const name = firstName(branch?.[2] ?? "");
    const depth = 1 + Math.floor((branch?.[1]?.length ?? 0) / LEVEL);
    const from = path[depth - 1];
    if (branch === null || name === null || from === undefined) {
      dropped += 1;
      continue;
    }
    callees.push({ from, to: name, depth });
    path.length = depth;
    path.push(name);
  }
  return { callees, dropped };
}
