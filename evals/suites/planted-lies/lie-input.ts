import type { LieKind } from "./lie-kinds.js";
import type { VerifierMind } from "./verifier-minds.js";

/** All that a worker gets to know of a case: which claim is to be told, of which recording, before whom. */
export interface LieInput {
  readonly name: string;
  readonly folder: string;
  readonly kind: LieKind | "true";
  /** Which of the `of` claims of that kind. */
  readonly variant: number;
  readonly of: number;
  readonly verifier: VerifierMind;
}
