import type { EntityRef, Json, RawRecord } from "../../../src/index.js";
import { SERVICE_PORT } from "../topology.js";
import type { Exit } from "./child.js";

/** All that is known of a service at a moment. */
export interface ServiceStanding {
  readonly entity: EntityRef;
  readonly now: number;
  readonly running: boolean;
  readonly healthy: boolean;
  readonly pid: number | null;
  readonly uptimeMs: number;
  readonly restarts: number;
  readonly lastExit: (Exit & { readonly reason: string }) | null;
  readonly residentBytes: number | null;
  readonly memoryLimitMb: number;
  readonly version: string;
  readonly host: string;
  readonly address: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The process, the desired object, and the endpoints behind the service's name. */
export function serviceStates(standing: ServiceStanding): readonly RawRecord[] {
  const { entity, now, running, healthy, lastExit, memoryLimitMb, version, host } = standing;
  const state = (aspect: "process" | "object" | "endpoints", fields: Readonly<Record<string, Json>>): RawRecord => {
    return { kind: "state", entity, aspect, time: now, fields };
  };
  return [
    state("process", {
      running,
      ready: healthy,
      pid: standing.pid,
      uptimeMs: standing.uptimeMs,
      restarts: standing.restarts,
      exitCode: lastExit?.code ?? null,
      exitSignal: lastExit?.signal ?? null,
      exitReason: lastExit?.reason ?? null,
      residentBytes: standing.residentBytes,
      memoryLimitBytes: memoryLimitMb * 1_048_576,
      version,
    }),
    state("object", {
      kind: "service",
      version,
      host,
      port: SERVICE_PORT,
      replicas: { desired: 1, ready: healthy ? 1 : 0 },
      memoryLimitMb,
      environment: standing.environment,
    }),
    state("endpoints", {
      host,
      port: SERVICE_PORT,
      addresses: healthy ? [`${standing.address}:${SERVICE_PORT}`] : [],
      ready: healthy ? 1 : 0,
      notReady: running && !healthy ? 1 : 0,
    }),
  ];
}
