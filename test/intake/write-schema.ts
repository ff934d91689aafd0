/** Writes docs/schemas/config.schema.json from the schema of the configuration. */
import { writeFileSync } from "node:fs";
import { configurationJsonSchema } from "../../src/intake/configuration.js";

const file = new URL("../../docs/schemas/config.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`);
