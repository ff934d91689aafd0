import { z } from "zod";

/** A fault type: `family/name`, in lower case with hyphens, as in `dependency/lock-contention`. */
export const FaultId = z.string().regex(/^[a-z][a-z0-9-]{0,31}\/[a-z][a-z0-9-]{0,63}$/);
export type FaultId = z.infer<typeof FaultId>;

/** The part before the slash. */
export function faultFamily(fault: FaultId): string {
  return fault.slice(0, fault.indexOf("/"));
}
