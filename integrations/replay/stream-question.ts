import type { z } from "zod";
import type { Coverage, Omission } from "../../src/core/answer.js";
import type { CapabilityName, Params, StateAspect } from "../../src/core/capability.js";
import type { Provenance } from "../../src/core/evidence.js";
import type { DeepReadonly } from "../../src/core/readonly.js";
import type { RawRecord } from "../../src/core/record.js";
import type { RECORDING_STREAMS, RecordingManifest, RecordingStream } from "../../src/core/recording.js";
import type { Instant } from "../../src/core/time.js";
import type { Rest } from "./rest.js";

/** A line of a stream, as the recording's format gives it. */
export type StreamLine<S extends RecordingStream> = DeepReadonly<z.infer<(typeof RECORDING_STREAMS)[S]>>;

/** What the recording declares about one of its streams. */
export type StreamManifest = NonNullable<RecordingManifest["streams"][RecordingStream]>;

/** One stream as a question sees it. */
export interface StreamView<S extends RecordingStream = RecordingStream> {
  /** The recording's present: nothing later is ever given. */
  readonly now: Instant;
  readonly declared: StreamManifest;
  readonly lines: readonly StreamLine<S>[];
  /** To be awaited between pieces of work: questions are answered on the main thread. */
  readonly rest: Rest;
}

/** An answer as a question's own file works it out: whole, not yet cut to size, not yet bytes. */
export interface Draft {
  readonly records: readonly RawRecord[];
  readonly coverage: readonly Coverage[];
  readonly omitted: readonly Omission[];
  /** Why the recording cannot say; then the rest is empty. */
  readonly unavailable: string | null;
  readonly asked: string;
  /** Which records stay where not all fit: the `first`, or the `newest` of records in the order of time. */
  readonly keep: "first" | "newest";
  readonly limit: number | undefined;
}

/** A capability answered from one stream. */
export interface StreamQuestion<C extends CapabilityName, S extends RecordingStream> {
  readonly capability: C;
  readonly stream: S;
  /** Of states: the question is offered where one of these aspects was watched. */
  readonly aspects?: readonly StateAspect[];
  readonly provenance: Provenance;
  answer(params: Params<C>, view: StreamView<S>): Draft | Promise<Draft>;
}

/** The recording cannot say: nothing is covered. */
export function outside(why: string, asked: string): Draft {
  return { records: [], coverage: [], omitted: [], unavailable: why, asked, keep: "first", limit: undefined };
}
