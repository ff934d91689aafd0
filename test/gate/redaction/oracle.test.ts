import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { describe, expect, it } from "vitest";
import { pseudonymKey } from "../../../src/gate/redaction/pseudonym.js";
import { redactBytes } from "../../../src/gate/redaction/redactor.js";
import { plantedSecrets } from "../../support/gate-secrets.js";

const KEY = pseudonymKey(new TextEncoder().encode("salt"));

/** What another scanner, written by others, finds in a text. */
async function found(content: string): Promise<readonly string[]> {
  const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} }];
  const result = await lintSource({
    source: { filePath: "evidence.txt", content, contentType: "text", ext: ".txt" },
    options: { config: { rules: rules as never } },
  });
  return result.messages.map(({ message }) => message);
}

describe("redaction, judged by secretlint", () => {
  it("leaves nothing that secretlint's recommended rules find", async () => {
    const text = plantedSecrets()
      .map((kind) => `${kind.text}\n\n`)
      .join("");
    expect((await found(text)).length).toBeGreaterThan(10);
    expect(await found(Buffer.from(redactBytes(Buffer.from(text), KEY).bytes).toString("utf8"))).toEqual([]);
  });
});
