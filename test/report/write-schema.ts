/** Writes docs/schemas/report.schema.json from the schema of the report model. */
import { writeFileSync } from "node:fs";
import { reportJsonSchema } from "../../src/report/json.js";

writeFileSync(new URL("../../docs/schemas/report.schema.json", import.meta.url), reportJsonSchema());
