import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configurationJsonSchema } from "../../src/intake/configuration.js";

describe("docs/schemas/config.schema.json", () => {
  it("is the schema that inquest.yaml is read with (`npx tsx test/intake/write-schema.ts` writes it anew)", () => {
    const committed = readFileSync(new URL("../../docs/schemas/config.schema.json", import.meta.url), "utf8");
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(configurationJsonSchema())));
  });
});
