import { CAPABILITIES, type CapabilityName, type Params, type StateAspect } from "../../src/core/capability.js";
import type { Tool } from "../../src/core/ports/integration.js";
import type { RecordingManifest, RecordingStream } from "../../src/core/recording.js";
import { encodeAnswer } from "./encode-answer.js";
import { REPLAY_VERSION } from "./manifest.js";
import { PARSER_MODULE, parseAnswer } from "./parse-answer.js";
import { restBetween } from "./rest.js";
import type { StreamLine, StreamManifest, StreamQuestion } from "./stream-question.js";

const TIMEOUT_MS = 10_000;

/** The question as a tool; null where the recording does not declare the stream that would answer it. */
export function streamTool<C extends CapabilityName, S extends RecordingStream>(
  recording: RecordingManifest,
  question: StreamQuestion<C, S>,
): Tool | null {
  const declared = recording.streams[question.stream];
  if (declared === undefined || !watchesOne(declared, question.aspects)) return null;
  return {
    ...common(recording, question.capability),
    provenance: question.provenance,
    requests: { recordingStreams: [question.stream] },
    async fetch(query, io, signal) {
      const recorded = await io.recording(question.stream, signal);
      signal.throwIfAborted();
      // The `Io` gives lines that fit their stream's schema, and nothing else.
      const lines = recorded.map(({ value }) => value as StreamLine<S>);
      const rest = restBetween(signal);
      const draft = await question.answer(query.params as Params<C>, { now: recording.now, declared, lines, rest });
      return await encodeAnswer(draft, rest);
    },
  };
}

function watchesOne({ aspects: watched }: StreamManifest, aspects: readonly StateAspect[] | undefined): boolean {
  return watched === undefined || aspects === undefined || aspects.some((aspect) => watched.includes(aspect));
}

/** What all tools of a recording have in common. */
export function common(
  recording: RecordingManifest,
  capability: CapabilityName,
): Omit<Tool, "provenance" | "requests" | "fetch"> {
  return {
    id: `replay.${capability}`,
    capability,
    effect: "read",
    dataClass: recording.labels.dataClass,
    cost: CAPABILITIES[capability].cost,
    timeoutMs: TIMEOUT_MS,
    parser: `replay.${capability}/${REPLAY_VERSION}`,
    parse: parseAnswer,
    parserModule: PARSER_MODULE,
  };
}
