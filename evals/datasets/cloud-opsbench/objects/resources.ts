import { type Fields, known } from "../fields.js";
import { bytes, cpuMilli, quantity } from "../text/quantity.js";

/** Amounts as written, and beside them in thousandths of a core and in bytes, so that they can be compared. */
export function amounts(written: Readonly<Record<string, string>>): Fields {
  const { cpu, memory, storage } = written;
  return known({
    ...written,
    cpuMilli: cpu === undefined ? undefined : (cpuMilli(cpu) ?? undefined),
    memoryBytes: memory === undefined ? undefined : (bytes(memory) ?? undefined),
    storageBytes: storage === undefined ? undefined : (bytes(storage) ?? undefined),
  });
}

/** One line of a quota: what it allows, what of it is used, and whether it has room. */
export function quotaEntry(resource: string, used: string, hard: string): Fields {
  const [usedNumber, hardNumber] = [quantity(used), quantity(hard)];
  return known({
    resource,
    used,
    hard,
    usedNumber: usedNumber ?? undefined,
    hardNumber: hardNumber ?? undefined,
    left: usedNumber === null || hardNumber === null ? undefined : hardNumber - usedNumber,
    full: usedNumber === null || hardNumber === null ? undefined : usedNumber >= hardNumber,
  });
}
