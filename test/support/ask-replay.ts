import { createReplay } from "../../integrations/replay/replay.js";
import type { Answer } from "../../src/core/answer.js";
import type { Query } from "../../src/core/query.js";
import type { RecordingManifest } from "../../src/core/recording.js";
import { type RecordedStreams, recordedIo } from "./recorded-io.js";
import { shopManifest, shopStreams } from "./recorded-shop.js";

/** Asks a recording as the gate would, without a gate. */
export async function askReplay(
  query: Query,
  streams: RecordedStreams = shopStreams,
  manifest: RecordingManifest = shopManifest,
): Promise<Answer> {
  const tool = createReplay({ instance: "test", manifest }).tools.find(
    ({ capability }) => capability === query.capability,
  );
  if (tool === undefined) throw new Error(`${query.capability} is not offered`);
  const bytes = await tool.fetch(query, recordedIo(streams), new AbortController().signal);
  return tool.parse(bytes, query);
}
