/**
 * Investigations of recorded incidents over a journal in memory: the whole engine and the whole gate, with any mind in
 * either seat, and nothing left behind. For evals, and for whoever builds a mind.
 */
import { createReplay } from "../integrations/replay/replay.js";
import type { CaseFile } from "./core/case-file.js";
import { sha256 } from "./core/digest.js";
import type { Incident } from "./core/incident.js";
import type { Clock } from "./core/ports/clock.js";
import type { Integration } from "./core/ports/integration.js";
import type { Mind } from "./core/ports/mind.js";
import type { Random } from "./core/ports/random.js";
import type { Store } from "./core/ports/store.js";
import { type OpenSources, openSources, type SharedControls } from "./gate/open-sources.js";
import {
  openDefaultControls,
  openRecordedIncident,
  POLICIES_DIGEST,
  type RecordedIncident,
} from "./gate/recorded-incident.js";
import { manifestDigest } from "./gate/tool-registry.js";
import { readSubject, type Subject } from "./intake/read-subject.js";
import { readCase } from "./investigation/find-investigation.js";
import { openingOf } from "./investigation/opening-of.js";
import { startInvestigation } from "./investigation/start.js";
import { MemoryStore } from "./journal/memory-store.js";
import { faultsDigest } from "./minds/reasoner/reasoner.js";
import type { FloorChallenge } from "./verification/challenge.js";

/** Who investigates, with what, whatever the sources are. */
export interface BenchRequest {
  readonly minds: { readonly investigator: Mind; readonly verifier: Mind | null };
  /** Of both seats together; null: as many as `inquest investigate` gives. */
  readonly maxCalls: number | null;
  /** Left out: every built-in challenge. */
  readonly floor?: readonly FloorChallenge[] | undefined;
  /** Where salts and ids come from: the same one gives the same evidence ids. */
  readonly random: Random;
  readonly signal: AbortSignal;
}

export interface RecordedRequest extends BenchRequest {
  /** The recording's folder. */
  readonly folder: string;
  readonly subject: Extract<Subject, { kind: "recorded-alert" | "scope" }>;
}

/** Sources that need no backend: what they know they hold. */
export interface SourcesRequest extends BenchRequest {
  readonly integrations: readonly Integration[];
  readonly incident: Incident;
  /** The present of what the sources hold. */
  readonly now: number;
}

export interface RecordedResult {
  readonly file: CaseFile;
  /** The journal that the case file was folded from. */
  readonly journal: Pick<Store, "read" | "body">;
  /** From the first entry to the conclusion; opening the recording is not in it. */
  readonly ms: number;
}

/** Holds what is dear to make (policies, threads, read recordings) for any number of investigations. */
export class RecordingBench {
  readonly #clock: Clock;
  readonly #opened = new Map<string, Promise<RecordedIncident>>();
  #controls: SharedControls | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws InquestError `RECORDING_INVALID`, `ALERT_INVALID`, or what the engine throws */
  async investigate(request: RecordedRequest): Promise<RecordedResult> {
    const recorded = await this.#open(request.folder);
    const { manifest, alert } = recorded;
    const looking = { now: manifest.now, earliest: manifest.window.from };
    const incident = await readSubject(request.subject, noInput(), alert, looking);
    return this.#run(recorded, { ...request, incident, now: manifest.now });
  }

  /** @throws InquestError `INTEGRATION_INVALID`, or what the engine throws */
  async investigateSources(request: SourcesRequest): Promise<RecordedResult> {
    this.#controls ??= openDefaultControls();
    await this.#controls.policies;
    return this.#run(openSources(this.#controls, request.integrations, new Map()), request);
  }

  async #run(sources: OpenSources, request: Omit<SourcesRequest, "integrations">): Promise<RecordedResult> {
    const clock = this.#clock;
    const store = new MemoryStore({ clock, random: request.random });
    const began = clock.elapsed();
    const file = await run(sources, store, clock, request);
    return { file, journal: store, ms: clock.elapsed() - began };
  }

  async close(): Promise<void> {
    for (const opening of this.#opened.values()) await (await opening.catch(() => null))?.close();
    this.#opened.clear();
    await this.#controls?.close();
    this.#controls = null;
  }

  #open(folder: string): Promise<RecordedIncident> {
    const known =
      this.#opened.get(folder) ??
      openRecordedIncident(folder, (manifest) => createReplay({ instance: manifest.name, manifest }));
    this.#opened.set(folder, known);
    return known;
  }
}

async function run(
  sources: OpenSources,
  store: MemoryStore,
  clock: Clock,
  request: Omit<SourcesRequest, "integrations">,
): Promise<CaseFile> {
  let last: CaseFile | null = null;
  const digests = { policies: POLICIES_DIGEST, faults: faultsDigest(), prompts: null, configuration: sha256("bench") };
  const stream = await startInvestigation({
    store,
    clock,
    random: request.random,
    beginning: { kind: "new", incident: request.incident },
    opening: openingOf({
      makings: { engine: "inquest/bench", digests },
      integrations: sources.integrations,
      digestOf: manifestDigest,
      ...request.minds,
      calls: request.maxCalls,
      timeMs: null,
      threshold: null,
    }),
    keys: sources.seats,
    gate: (parts) => sources.gate({ ...parts, clock, storeDir: null }),
    present: () => request.now,
    floor: request.floor,
    observer(_entry, file) {
      last = file;
    },
    signal: request.signal,
  });
  return last ?? readCase(store, stream);
}

async function* noInput(): AsyncGenerator<Uint8Array> {
  // A bench has no stdin.
}
