import { z } from "zod";
import { EntityRef } from "./entity.js";
import type { DeepReadonly } from "./readonly.js";
import { AlertRecord } from "./record.js";
import { Signal } from "./signal.js";
import { Instant, Window } from "./time.js";

/** What somebody or something says is wrong, normalised. Its words are untrusted and prove nothing. */
export const Incident = z.strictObject({
  id: z.string().min(1).max(128),
  title: z.string().max(512),
  source: z.enum(["alertmanager", "scope", "other"]),
  alerts: z.array(AlertRecord).max(1_000),
  /** Where to look; empty: everywhere. */
  scope: z.array(EntityRef).max(64),
  signal: Signal.nullable(),
  /** From when on, as told; `null` where nobody says. */
  since: Instant.nullable(),
  /** The window that may be asked about. */
  window: Window,
});
export type Incident = DeepReadonly<z.infer<typeof Incident>>;
