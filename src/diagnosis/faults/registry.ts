/** Every family that is known: the list that triggers, rivals and look-alikes are taken from. */
import { badDeploy } from "./bad-deploy.js";
import { badFlag } from "./bad-flag.js";
import { connectionExhaustion } from "./connection-exhaustion.js";
import { cpuSaturation } from "./cpu-saturation.js";
import { crashLoop } from "./crash-loop.js";
import { edgeDelay } from "./edge-delay.js";
import type { FaultFamily } from "./family.js";
import { loadSpike } from "./load-spike.js";
import { lockContention } from "./lock-contention.js";
import { memoryKill } from "./memory-kill.js";
import { poolExhaustion } from "./pool-exhaustion.js";
import { retryStorm } from "./retry-storm.js";
import { serviceDown } from "./service-down.js";
import { slowQuery } from "./slow-query.js";
import { wrongAddress } from "./wrong-address.js";

export const FAULT_FAMILIES: readonly FaultFamily[] = [
  badDeploy,
  badFlag,
  connectionExhaustion,
  cpuSaturation,
  crashLoop,
  edgeDelay,
  loadSpike,
  lockContention,
  memoryKill,
  poolExhaustion,
  retryStorm,
  serviceDown,
  slowQuery,
  wrongAddress,
];

export function findFamily(id: string): FaultFamily | null {
  return FAULT_FAMILIES.find((family) => family.id === id) ?? null;
}
