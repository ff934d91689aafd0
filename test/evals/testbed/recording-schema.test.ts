import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { recordingSchemaText } from "../../../evals/testbed/recording-schema.js";

it("the committed JSON Schema of recordings is the one that core's schemas give", async () => {
  const file = fileURLToPath(new URL("../../../docs/schemas/recording.schema.json", import.meta.url));
  // Mended by: tsx evals/testbed/write-recording-schema.ts
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(JSON.parse(recordingSchemaText()));
});
