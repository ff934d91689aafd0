import type { z } from "zod";
import type { Answer } from "../answer.js";
import type { CapabilityName } from "../capability.js";
import type { CostRule } from "../cost.js";
import type { DataClass } from "../data-class.js";
import type { EntityRef } from "../entity.js";
import type { Provenance } from "../evidence.js";
import type { Query } from "../query.js";
import type { Window } from "../time.js";

/** What a tool may do to the outside. Only `read` can be registered in an investigation. */
export type Effect = "read" | "write" | "destructive";

/** One line of a recording's stream, as the recording holds it. */
export interface RecordedLine {
  readonly text: string;
  readonly value: unknown;
}

/**
 * The one-shot door through which a tool reaches its backend: made by the gate for one call, with the pinned
 * hosts or folder and the credential inside, and dead when the call ends. Each method rejects after that.
 */
export interface Io {
  /** Lines of one stream of a recording; only streams that the tool's manifest lists. */
  recording(stream: string, signal: AbortSignal): Promise<readonly RecordedLine[]>;
}

/** Which requests a tool may make; everything else is refused by the `Io`. */
export interface Requests {
  readonly recordingStreams?: readonly string[];
}

export interface Tool<C extends CapabilityName = CapabilityName> {
  /** `integration.capability`, as in `replay.logs.search`. */
  readonly id: string;
  readonly capability: C;
  readonly effect: Effect;
  readonly dataClass: DataClass;
  readonly provenance: Provenance;
  /** Calls that one use costs, where no rule of `costs` says otherwise. */
  readonly cost: number;
  readonly costs?: readonly CostRule[];
  readonly timeoutMs: number;
  readonly requests: Requests;
  /** Name and version of the parser: `replay.series/1`. */
  readonly parser: string;
  /** Asks, through `io` alone, and gives the bytes as received. It may reject; the gate makes a typed failure of it. */
  fetch(query: Extract<Query, { capability: C }>, io: Io, signal: AbortSignal): Promise<Uint8Array>;
  /** Reads redacted bytes: pure and deterministic, so that anyone with the bytes can make the answer again. It must not throw on any bytes. */
  parse(bytes: Uint8Array, query: Extract<Query, { capability: C }>): Answer;
  /**
   * Where the same `parse` can be imported from: a module's URL (`import.meta.url`) and the name of its export.
   * With it, bytes above 256 KiB are read in a thread; without it, on the main one.
   */
  readonly parserModule?: { readonly url: string; readonly name: string };
}

/** What the owner declared about a source. Observed data may narrow it, never widen it. */
export interface InstanceLabels {
  readonly owner: string;
  readonly environment: string;
  readonly tier: string;
  /** Null: unlabelled, which counts as the strictest class. */
  readonly dataClass: DataClass | null;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  /** One instance's configuration. */
  readonly configuration: z.ZodType;
}

/** One configured instance of an integration. */
export interface Integration {
  readonly manifest: Manifest;
  /** `name/instance`. */
  readonly instance: string;
  readonly labels: InstanceLabels;
  readonly tools: readonly Tool[];
  /** The window and entities that it can speak about, where it knows. */
  readonly reach: { readonly window: Window | null; readonly entities: readonly EntityRef[] | null };
}
