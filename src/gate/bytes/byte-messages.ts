import type { Answer } from "../../core/answer.js";
import type { Digest } from "../../core/digest.js";
import type { TelemetryRecord } from "../../core/record.js";
import type { ReadWork, RedactedWork } from "./byte-work.js";

export type ByteRequest =
  | { readonly kind: "redact"; readonly bytes: Uint8Array; readonly key: Uint8Array; readonly salt: Uint8Array }
  | {
      readonly kind: "read";
      readonly job: number;
      readonly bytes: Uint8Array;
      readonly salt: Uint8Array;
      readonly module: string;
      readonly name: string;
      readonly query: unknown;
    }
  /** The records of a job from one on, as many as fit a slice; the last slice ends the job. */
  | { readonly kind: "records"; readonly job: number; readonly from: number };

export type ByteAnswer =
  | { readonly kind: "redacted"; readonly work: RedactedWork }
  | {
      readonly kind: "head";
      readonly answer: Answer;
      readonly total: number;
      readonly body: { readonly id: Digest; readonly bytes: Uint8Array };
    }
  | { readonly kind: "records"; readonly records: readonly TelemetryRecord[] }
  | Extract<ReadWork, { kind: "unreadable" }>;
