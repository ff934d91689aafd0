import { z } from "zod";
import { RECORDING_FORMAT, RECORDING_STREAMS, RecordingManifest } from "../../src/index.js";

/** A recording as one value, so that one schema can say it: the manifest, and of each stream the form of one line. */
const Recording = z.strictObject({
  manifest: RecordingManifest.meta({ description: "recording.json" }),
  lines: z.strictObject(RECORDING_STREAMS).meta({ description: "of each stream, one line of its NDJSON file" }),
});

export function recordingSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(Recording, { io: "input" });
  const whole = { $schema, title: `Inquest recording, ${RECORDING_FORMAT}`, ...schema };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
