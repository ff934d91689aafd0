/** Every invariant that is known. */
import { claimIsBound } from "./claim-is-bound.js";
import { clientIsLetIn } from "./client-is-let-in.js";
import { clientMayWrite } from "./client-may-write.js";
import { clusterSchedules } from "./cluster-schedules.js";
import { databaseHasConnections } from "./database-has-connections.js";
import type { Invariant } from "./invariant.js";
import { nodeReachesServices } from "./node-reaches-services.js";
import { nodeReady } from "./node-ready.js";
import { nodeServiceRuns } from "./node-service-runs.js";
import { nodeTakesPods } from "./node-takes-pods.js";
import { podKeepsRunning } from "./pod-keeps-running.js";
import { podReady } from "./pod-ready.js";
import { podRuns } from "./pod-runs.js";
import { processGetsItsPort } from "./process-gets-its-port.js";
import { quotaHasRoom } from "./quota-has-room.js";
import { serviceAnswers } from "./service-answers.js";
import { serviceFindsAPod } from "./service-finds-a-pod.js";
import { workloadDesiresAPod } from "./workload-desires-a-pod.js";
import { workloadReadyAsDesired } from "./workload-ready-as-desired.js";

export const INVARIANTS: readonly Invariant[] = [
  workloadReadyAsDesired,
  workloadDesiresAPod,
  podRuns,
  podReady,
  podKeepsRunning,
  serviceFindsAPod,
  serviceAnswers,
  nodeReady,
  nodeTakesPods,
  nodeServiceRuns,
  quotaHasRoom,
  clientIsLetIn,
  clientMayWrite,
  processGetsItsPort,
  databaseHasConnections,
  clusterSchedules,
  nodeReachesServices,
  claimIsBound,
];
