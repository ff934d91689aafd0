/**
 * One recorded case as a source: it answers the questions that a cluster answers, in the same form.
 *
 * 1. What was not recorded is unavailable; an empty list that was recorded is an answer.
 * 2. What cannot be read is dropped with a reason and never guessed, and then nothing is covered.
 * 3. Neither case, path, number nor date of a recording stands in any answer.
 * 4. A question costs as many calls as recorded tools that it reaches, and the costs are declared.
 */

import { z } from "zod";
import {
  CAPABILITIES,
  type CapabilityName,
  type Integration,
  type Params,
  parseAnswer,
  type Tool,
  type Window,
} from "../../../src/index.js";
import { type Draft, encodeDraft } from "./draft.js";
import { OBJECT_KINDS } from "./kinds.js";
import { alertsList } from "./questions/alerts.js";
import { clusterEvents } from "./questions/cluster-events.js";
import { clusterObjects } from "./questions/cluster-objects.js";
import { connectivityCheck } from "./questions/connectivity.js";
import { logsTemplates } from "./questions/error-logs.js";
import { logsSearch } from "./questions/logs.js";
import { NODE_SERVICES, nodeServices } from "./questions/node-services.js";
import { topologyEdges } from "./questions/topology.js";
import type { RecordedCase } from "./recorded-case.js";

/** The window of a snapshot: its times mean nothing, since every record tells none. */
export const SNAPSHOT: Window = { from: 0, to: 86_400_000 };

const TIMEOUT_MS = 30_000;
const MANIFEST = { name: "cluster", version: "1", title: "a recorded cluster", configuration: z.strictObject({}) };

type Question<C extends CapabilityName> = (params: Params<C>) => Draft;

export function recordedCluster(recorded: RecordedCase): Integration {
  return {
    manifest: MANIFEST,
    instance: `${MANIFEST.name}/recorded`,
    labels: { owner: "", environment: "", tier: "", dataClass: "internal" },
    tools: [
      tool("cluster.objects", (params) => clusterObjects(params, recorded), DETAIL_COSTS),
      tool("cluster.events", (params) => clusterEvents(params, recorded)),
      tool("logs.search", (params) => logsSearch(params, recorded)),
      tool("logs.templates", (params) => logsTemplates(params, recorded, SNAPSHOT)),
      tool("topology.edges", (params) => topologyEdges(params, recorded)),
      tool("connectivity.check", (params) => connectivityCheck(params, recorded)),
      tool("alerts.list", (params) => alertsList(params, recorded, SNAPSHOT)),
      tool("node.services", (params) => nodeServices(params, recorded), [
        { when: { service: null }, cost: NODE_SERVICES.length },
      ]),
    ],
    reach: { window: SNAPSHOT, entities: null },
  };
}

/** A description and a manifest. */
const DETAIL_COSTS: NonNullable<Tool["costs"]> = OBJECT_KINDS.filter(({ manifest }) => manifest).map(({ asked }) => ({
  when: { kind: asked, detail: true },
  cost: 2,
}));

function tool<C extends CapabilityName>(capability: C, answer: Question<C>, costs: Tool["costs"] = []): Tool {
  return {
    id: `${MANIFEST.name}.${capability}`,
    capability,
    effect: "read",
    dataClass: "internal",
    provenance: "observed",
    cost: CAPABILITIES[capability].cost,
    costs,
    timeoutMs: TIMEOUT_MS,
    requests: {},
    parser: `${MANIFEST.name}.${capability}/${MANIFEST.version}`,
    fetch: (query) => Promise.resolve(encodeDraft(answer(query.params as Params<C>))),
    parse: parseAnswer,
  };
}
