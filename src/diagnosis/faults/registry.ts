/** Every family that is known: the list that triggers, rivals and look-alikes are taken from. */
import { cpuQuota } from "./admission/cpu-quota.js";
import { memoryQuota } from "./admission/memory-quota.js";
import { objectCountQuota } from "./admission/object-count-quota.js";
import { storageQuota } from "./admission/storage-quota.js";
import { badDeploy } from "./change/bad-deploy.js";
import { badFlag } from "./change/bad-flag.js";
import { credentialMismatch } from "./change/credential-mismatch.js";
import { scaledToZero } from "./change/scaled-to-zero.js";
import { wrongAddress } from "./change/wrong-address.js";
import { connectionExhaustion } from "./dependency/connection-exhaustion.js";
import { databaseReadOnly } from "./dependency/database-read-only.js";
import { lockContention } from "./dependency/lock-contention.js";
import { slowQuery } from "./dependency/slow-query.js";
import type { FaultFamily } from "./family.js";
import { containerRuntimeDown } from "./infrastructure/container-runtime-down.js";
import { kubeProxyDown } from "./infrastructure/kube-proxy-down.js";
import { kubeletDown } from "./infrastructure/kubelet-down.js";
import { schedulerDown } from "./infrastructure/scheduler-down.js";
import { retryStorm } from "./load/retry-storm.js";
import { loadSpike } from "./load/spike.js";
import { edgeDelay } from "./network/edge-delay.js";
import { protocolMismatch } from "./routing/protocol-mismatch.js";
import { selectorFindsNoPod } from "./routing/selector-finds-no-pod.js";
import { sidecarPortConflict } from "./routing/sidecar-port-conflict.js";
import { targetPortMismatch } from "./routing/target-port-mismatch.js";
import { cpuSaturation } from "./runtime/cpu-saturation.js";
import { crashLoop } from "./runtime/crash-loop.js";
import { livenessProbeTooHasty } from "./runtime/liveness-probe-too-hasty.js";
import { livenessProbeWrongPort } from "./runtime/liveness-probe-wrong-port.js";
import { livenessProbeWrongProtocol } from "./runtime/liveness-probe-wrong-protocol.js";
import { memoryKill } from "./runtime/memory-kill.js";
import { poolExhaustion } from "./runtime/pool-exhaustion.js";
import { readinessProbeWrongPort } from "./runtime/readiness-probe-wrong-port.js";
import { readinessProbeWrongProtocol } from "./runtime/readiness-probe-wrong-protocol.js";
import { serviceDown } from "./runtime/service-down.js";
import { antiAffinityConflict } from "./scheduling/anti-affinity-conflict.js";
import { insufficientCpu } from "./scheduling/insufficient-cpu.js";
import { insufficientMemory } from "./scheduling/insufficient-memory.js";
import { nodeAffinityMismatch } from "./scheduling/node-affinity-mismatch.js";
import { nodeCordoned } from "./scheduling/node-cordoned.js";
import { nodeSelectorMismatch } from "./scheduling/node-selector-mismatch.js";
import { storageClassMismatch } from "./scheduling/storage-class-mismatch.js";
import { taintNotTolerated } from "./scheduling/taint-not-tolerated.js";
import { volumeAccessModeMismatch } from "./scheduling/volume-access-mode-mismatch.js";
import { volumeAlreadyClaimed } from "./scheduling/volume-already-claimed.js";
import { volumeCapacityMismatch } from "./scheduling/volume-capacity-mismatch.js";
import { volumeSelectorMismatch } from "./scheduling/volume-selector-mismatch.js";
import { configMissing } from "./startup/config-missing.js";
import { imageReferenceWrong } from "./startup/image-reference-wrong.js";
import { pullSecretMissing } from "./startup/pull-secret-missing.js";
import { registryUnresolvable } from "./startup/registry-unresolvable.js";
import { secretMissing } from "./startup/secret-missing.js";
import { volumePermissionDenied } from "./startup/volume-permission-denied.js";

export const FAULT_FAMILIES: readonly FaultFamily[] = [
  antiAffinityConflict,
  badDeploy,
  badFlag,
  configMissing,
  connectionExhaustion,
  containerRuntimeDown,
  cpuQuota,
  cpuSaturation,
  crashLoop,
  credentialMismatch,
  databaseReadOnly,
  edgeDelay,
  imageReferenceWrong,
  insufficientCpu,
  insufficientMemory,
  kubeProxyDown,
  kubeletDown,
  livenessProbeTooHasty,
  livenessProbeWrongPort,
  livenessProbeWrongProtocol,
  loadSpike,
  lockContention,
  memoryKill,
  memoryQuota,
  nodeAffinityMismatch,
  nodeCordoned,
  nodeSelectorMismatch,
  objectCountQuota,
  poolExhaustion,
  protocolMismatch,
  pullSecretMissing,
  readinessProbeWrongPort,
  readinessProbeWrongProtocol,
  registryUnresolvable,
  retryStorm,
  scaledToZero,
  schedulerDown,
  secretMissing,
  selectorFindsNoPod,
  serviceDown,
  sidecarPortConflict,
  slowQuery,
  storageClassMismatch,
  storageQuota,
  taintNotTolerated,
  targetPortMismatch,
  volumeAccessModeMismatch,
  volumeAlreadyClaimed,
  volumeCapacityMismatch,
  volumePermissionDenied,
  volumeSelectorMismatch,
  wrongAddress,
];

export function findFamily(id: string): FaultFamily | null {
  return FAULT_FAMILIES.find((family) => family.id === id) ?? null;
}
