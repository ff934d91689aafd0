import { z } from "zod";
import type { Answer } from "./answer.js";
import type { DataClass } from "./data-class.js";
import { Digest } from "./digest.js";
import type { Query } from "./query.js";
import type { Instant, Window } from "./time.js";

/** SHA-256(salt of the investigation ‖ redacted source bytes). */
export const EvidenceId = Digest;
export type EvidenceId = z.infer<typeof EvidenceId>;

/** Where knowledge comes from; only `observed` and `declared` carry a verdict. */
export const PROVENANCES = ["observed", "declared", "human", "generated", "memory"] as const;
export const Provenance = z.enum(PROVENANCES);
export type Provenance = z.infer<typeof Provenance>;

/**
 * The redacted source bytes as received, the typed answer made from them and the parser that made it,
 * under one id. The bytes stay in the store; a view holds the answer and fetches bytes to resolve citations.
 */
export interface Evidence {
  readonly id: EvidenceId;
  /** The integration's instance: `integration/instance`. */
  readonly source: string;
  readonly tool: string;
  readonly parser: string;
  readonly query: Query;
  readonly window: Window | null;
  readonly dataClass: DataClass;
  readonly provenance: Provenance;
  readonly recordedAt: Instant;
  readonly answer: Answer;
}
