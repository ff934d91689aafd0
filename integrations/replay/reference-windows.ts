import type { Tool } from "../../src/core/ports/integration.js";
import type { RecordingManifest } from "../../src/core/recording.js";
import { windowOverlap } from "../../src/core/time.js";
import { encodeAnswer } from "./encode-answer.js";
import { restBetween } from "./rest.js";
import type { Draft } from "./stream-question.js";
import { common } from "./stream-tool.js";

/** The windows that the recording's manifest declares healthy, up to its present. No stream is read. */
export function referenceWindows(recording: RecordingManifest): Tool {
  return {
    ...common(recording, "reference.windows"),
    provenance: "declared",
    requests: {},
    async fetch(_query, _io, signal) {
      signal.throwIfAborted();
      const records = recording.references.flatMap(({ window, declaredBy }) => {
        const known = windowOverlap(window, { from: 0, to: recording.now + 1 });
        return known === null ? [] : [{ kind: "reference" as const, window: known, declaredBy }];
      });
      const draft: Draft = {
        records,
        coverage: [{ kinds: ["reference"], entities: null, window: null }],
        omitted: [],
        unavailable: null,
        asked: "the `references` of recording.json",
        keep: "first",
        limit: undefined,
      };
      return await encodeAnswer(draft, restBetween(signal));
    },
  };
}
