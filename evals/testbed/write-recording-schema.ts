/** Writes docs/schemas/recording.schema.json from the zod schemas in core: `tsx evals/testbed/write-recording-schema.ts` */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { recordingSchemaText } from "./recording-schema.js";

const FILE = fileURLToPath(new URL("../../docs/schemas/recording.schema.json", import.meta.url));

await writeFile(FILE, recordingSchemaText());
console.log(`wrote ${FILE}`);
