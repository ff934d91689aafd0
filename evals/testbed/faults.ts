import { badDeploy } from "./faults/bad-deploy.js";
import { badFlag } from "./faults/bad-flag.js";
import { connectionExhaustion } from "./faults/connection-exhaustion.js";
import { edgeDelay } from "./faults/edge-delay.js";
import type { FaultDeclaration, FaultVariant } from "./faults/fault.js";
import { lockContention } from "./faults/lock-contention.js";
import { cpuSaturation, crashLoop, memoryKill, serviceDown } from "./faults/process-trouble.js";
import { recoveredAlert } from "./faults/recovered-alert.js";
import { spuriousAlert } from "./faults/spurious-alert.js";
import { wrongAddress } from "./faults/wrong-address.js";

export const FAULTS: readonly FaultDeclaration[] = [
  lockContention,
  wrongAddress,
  spuriousAlert,
  recoveredAlert,
  connectionExhaustion,
  crashLoop,
  serviceDown,
  memoryKill,
  cpuSaturation,
  edgeDelay,
  badDeploy,
  badFlag,
];

export function findFault(name: string): FaultDeclaration {
  const found = FAULTS.find((fault) => fault.name === name);
  if (found !== undefined) return found;
  throw new RangeError(`there is no fault \`${name}\`; choose one of ${FAULTS.map((fault) => fault.name).join(", ")}`);
}

/** Variants are numbered from 1. */
export function findVariant(name: string, number: number): FaultVariant {
  const { variants } = findFault(name);
  const variant = variants[number - 1];
  if (variant !== undefined) return variant;
  throw new RangeError(`${name} has variants 1 to ${variants.length}, not ${number}`);
}
