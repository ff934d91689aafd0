/** Wiring: which store, integrations, policies and minds there are. */
import { createReplay } from "../integrations/replay/replay.js";
import { sha256 } from "./core/digest.js";
import type { Clock } from "./core/ports/clock.js";
import type { Random } from "./core/ports/random.js";
import type { Store } from "./core/ports/store.js";
import { RecordingBackend } from "./gate/io/recording-backend.js";
import { validateRecording } from "./gate/io/validate-recording.js";
import { liftKill, orderKill } from "./gate/kill.js";
import {
  openRecordedIncident,
  POLICIES_DIGEST,
  policyProblems,
  type RecordedIncident,
} from "./gate/recorded-incident.js";
import { manifestDigest } from "./gate/tool-registry.js";
import { askGraph, type GraphQuestion } from "./graph/ask-graph.js";
import { renderGraph } from "./graph/export/render-graph.js";
import { readGraph } from "./graph/read-graph.js";
import type { Configuration } from "./intake/configuration.js";
import { type InvestigationRequest, recordingOf, spendingOf } from "./intake/investigation-request.js";
import { readConfiguration, requireConfiguration } from "./intake/read-configuration.js";
import { readSubject } from "./intake/read-subject.js";
import type { EntryObserver } from "./investigation/case-journal.js";
import { giveReview, type ReviewRequest } from "./investigation/give-review.js";
import { OpenedOnce } from "./investigation/opened-once.js";
import { openingOf } from "./investigation/opening-of.js";
import { PastInvestigations } from "./investigation/past-investigations.js";
import { type Beginning, startInvestigation } from "./investigation/start.js";
import { openReadOnly } from "./journal/read-only-store.js";
import { openSqliteStore } from "./journal/sqlite-store.js";
import { hasJournal, storeFolder } from "./journal/store-folder.js";
import { createReasoner, faultsDigest } from "./minds/reasoner/reasoner.js";
import { readReport } from "./report/read-report.js";
import { renderReport } from "./report/render-report.js";
import { bestSoFar, fiveLines } from "./report/short.js";
import { traceWords } from "./report/trace-words.js";
import { visible, visibleJson } from "./report/visible.js";

/** What shows things to people, and what looks at a set-up: nothing of it needs a journal. */
export const words = { visible, visibleJson, bestSoFar, fiveLines, renderReport, renderGraph };
export const setUp = { readConfiguration, requireConfiguration, policyProblems, validateRecording, openReadOnly };

export interface AppOptions {
  readonly storeDir: string;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly random: Random;
  /** Name and version of the program, for the journal. */
  readonly engine: string;
  /** The command line that goes on with an investigation. */
  readonly resume: (stream: string, recording: string | null) => string;
}

export type App = ReturnType<typeof openApp>;

/** Opens nothing yet: the journal is opened by the first function that needs it, read-only where that is enough. */
export function openApp(options: AppOptions) {
  const { storeDir: path, clock, random, configuration, resume } = options;
  const writing = new OpenedOnce(() => openSqliteStore({ path, clock, random }));
  const reading = new OpenedOnce(() => openReadOnly({ path }));
  const today = { makings: makings(options), mind: createReasoner(), words: traceWords };
  const past = async () => new PastInvestigations(await reading.get(), today);
  return {
    past,
    list: async () => (hasJournal(storeFolder(path)) ? (await past()).list() : []),
    async investigate(request: InvestigationRequest, observer: EntryObserver, signal: AbortSignal) {
      const recorded = await openRecordedIncident(recordingOf(request.recording, configuration), replayOf);
      try {
        const store = await writing.get();
        const stream = await investigate({ ...options, store, recorded, request, observer, signal });
        return await readReport(store, stream, resume(stream, request.recording));
      } finally {
        await recorded.close();
      }
    },
    async report(named: string) {
      const stream = await (await past()).find(named);
      return readReport(await reading.get(), stream, resume(stream, null));
    },
    review: async (request: ReviewRequest) => giveReview(await writing.get(), clock, request),
    async kill(named: string, lift: boolean, order: { readonly by: string; readonly why: string }) {
      const target = named === "all" ? null : await (await past()).find(named);
      const stop = {
        ...order,
        target,
        scope: target === null ? ("all" as const) : ("investigation" as const),
        at: clock.now(),
      };
      return { target, epoch: await (lift ? liftKill : orderKill)(await writing.get(), stop) };
    },
    graph: async (question: GraphQuestion, asOf: number | null) =>
      askGraph(await readGraph(await reading.get()), question, asOf ?? clock.now()),
    export: async (named: string) => (await reading.get()).exportStream(await (await past()).find(named)),
    verify: async (head: string | null) => (await reading.get()).verify({ stream: null, head, keys: null }),
    integrations: async (recording: string | null) => [
      replayOf((await RecordingBackend.open(recordingOf(recording, configuration))).manifest),
    ],
    async close() {
      await writing.close();
      await reading.close();
    },
  };
}

interface Run extends AppOptions {
  readonly store: Store;
  readonly recorded: RecordedIncident;
  readonly request: InvestigationRequest;
  readonly observer: EntryObserver;
  readonly signal: AbortSignal;
}

/** Runs or resumes, and gives the stream. */
async function investigate(run: Run): Promise<string> {
  const { clock, recorded, request, configuration, storeDir } = run;
  const parts = {
    makings: makings(run),
    integrations: recorded.integrations,
    digestOf: manifestDigest,
    investigator: createReasoner(),
    verifier: null,
    ...spendingOf(request, configuration),
  };
  return startInvestigation({
    ...run,
    beginning: await beginningOf(run),
    opening: openingOf(parts),
    keys: recorded.seats,
    gate: (of) => recorded.gate({ ...of, clock, storeDir }),
    present: () => recorded.manifest.now,
  });
}

async function beginningOf({ recorded, request: { subject, stdin } }: Run): Promise<Beginning> {
  if (subject.kind === "resume") return { kind: "resume", named: subject.investigation };
  const { now, window } = recorded.manifest;
  return { kind: "new", incident: await readSubject(subject, stdin, recorded.alert, { now, earliest: window.from }) };
}

function makings({ engine, configuration }: AppOptions) {
  const digest = sha256(JSON.stringify(configuration));
  return {
    engine,
    digests: { policies: POLICIES_DIGEST, faults: faultsDigest(), prompts: null, configuration: digest },
  };
}

const replayOf = (manifest: RecordedIncident["manifest"]) => createReplay({ instance: manifest.name, manifest });
