import { z } from "zod";
import { DataClass } from "../data-class.js";
import { Provenance } from "../evidence.js";
import { Window } from "../time.js";
import { BodyRef, Count, defineEvent, Name, SeatName } from "./define.js";

/** What a call brought: redacted source bytes, the typed answer made from them, the parser that made it. */
export const EvidenceRecorded = defineEvent("evidence.recorded", {
  seat: SeatName,
  n: Count,
  /** The redacted source bytes; their id is the evidence's id. */
  evidence: BodyRef,
  /** The `Answer`. */
  answer: BodyRef,
  query: BodyRef,
  source: Name,
  tool: Name,
  parser: Name,
  window: Window.nullable(),
  dataClass: DataClass,
  provenance: Provenance,
  /** Bytes kept, after redaction. */
  size: Count,
  redactions: z.record(Name, Count),
  /** False for never-cache sources: shape, digest and outcome only. */
  retained: z.boolean(),
});
