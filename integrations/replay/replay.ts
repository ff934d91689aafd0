/**
 * Answers any question inside of what a recording declares that it watched, as a backend's query engine would:
 * from raw samples, lines, spans, states and changes.
 *
 * 1. Nothing after the recording's present is ever given.
 * 2. Absence is covered only where the recording watched, and never past what an answer had to leave out.
 * 3. A capability whose stream the recording does not declare is not offered.
 * 4. The answer is made from the bytes alone: parsing them again gives the same.
 */
import type { EntityRef } from "../../src/core/entity.js";
import { entityKey } from "../../src/core/entity.js";
import type { Integration, Tool } from "../../src/core/ports/integration.js";
import type { RecordingManifest } from "../../src/core/recording.js";
import { windowOverlap } from "../../src/core/time.js";
import { alertsList } from "./alerts.js";
import { metricsCatalogue, metricsCatalogueOfSamples } from "./catalogue.js";
import { changesList } from "./changes.js";
import { clusterEvents } from "./cluster-events.js";
import { clusterObjects } from "./cluster-objects.js";
import { databaseActivity, databaseSettings } from "./databases.js";
import { logsTemplates } from "./log-templates.js";
import { logsSearch } from "./logs.js";
import { replayManifest } from "./manifest.js";
import { metricsRange } from "./metrics.js";
import { referenceWindows } from "./reference-windows.js";
import { connectivityCheck, flagsList, nodeServices, queuesStatus } from "./standing.js";
import { streamTool } from "./stream-tool.js";
import { topologyEdges } from "./topology.js";
import { tracesEdges } from "./trace-edges.js";
import { tracesSearch } from "./traces.js";

export interface ReplayOptions {
  /** The instance's own name; the integration is known as `replay/<instance>`. */
  readonly instance: string;
  /** What the recording declares, validated. Its lines come through the `Io` of each call. */
  readonly manifest: RecordingManifest;
}

export function createReplay({ instance, manifest }: ReplayOptions): Integration {
  return {
    manifest: replayManifest,
    instance: `${replayManifest.name}/${instance}`,
    labels: manifest.labels,
    tools: toolsOf(manifest),
    reach: { window: windowOverlap(manifest.window, { from: 0, to: manifest.now + 1 }), entities: reachOf(manifest) },
  };
}

function toolsOf(recording: RecordingManifest): readonly Tool[] {
  const offered: readonly (Tool | null)[] = [
    streamTool(recording, alertsList),
    streamTool(recording, metricsCatalogue) ?? streamTool(recording, metricsCatalogueOfSamples),
    streamTool(recording, metricsRange),
    streamTool(recording, logsSearch),
    streamTool(recording, logsTemplates),
    streamTool(recording, tracesSearch),
    streamTool(recording, tracesEdges),
    streamTool(recording, changesList),
    streamTool(recording, flagsList),
    streamTool(recording, topologyEdges),
    streamTool(recording, clusterObjects),
    streamTool(recording, clusterEvents),
    streamTool(recording, nodeServices),
    streamTool(recording, connectivityCheck),
    streamTool(recording, databaseActivity),
    streamTool(recording, databaseSettings),
    streamTool(recording, queuesStatus),
    referenceWindows(recording),
  ];
  return offered.filter((tool) => tool !== null);
}

/** The entities that any stream was watched for; null where one was watched for all. */
function reachOf({ streams }: RecordingManifest): readonly EntityRef[] | null {
  const entities = new Map<string, EntityRef>();
  for (const stream of Object.values(streams)) {
    if (stream === undefined) continue;
    if (stream.entities === null) return null;
    for (const entity of stream.entities) entities.set(entityKey(entity), entity);
  }
  return [...entities.values()];
}
