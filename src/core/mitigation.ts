import { z } from "zod";
import { EntityRef } from "./entity.js";
import type { DeepReadonly } from "./readonly.js";

export const MITIGATION_KINDS = [
  "roll-back",
  "revert-configuration",
  "restart",
  "scale",
  "end-session",
  "cordon",
  "drain",
  "disable-flag",
  "rotate-credential",
  "raise-limit",
  "shed-load",
  "fail-over",
  "silence-alert",
  "fix-data",
  "call-owner",
] as const;

/** What would help, as typed data: proposed to people, never carried out in an investigation. */
export const Mitigation = z.strictObject({
  kind: z.enum(MITIGATION_KINDS),
  target: EntityRef,
  /** `low` can be undone and touches one thing; `high` loses data, or cannot be undone. */
  risk: z.enum(["low", "medium", "high"]),
  /** What exactly, for a person. */
  what: z.string().max(512),
  rollback: z.string().max(512),
  /** How it shows that it worked. */
  success: z.string().max(512),
});
export type Mitigation = DeepReadonly<z.infer<typeof Mitigation>>;
