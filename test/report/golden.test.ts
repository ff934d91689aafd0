import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html/html.js";
import { renderJson, reportJsonSchema } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { ReportModel } from "../../src/report/report-model.js";
import { renderTerminal } from "../../src/report/terminal/terminal.js";
import { exampleCase } from "../support/example-case.js";
import { exampleReport } from "../support/example-report.js";

/** `npx vitest run test/report/golden.test.ts -u` writes the files anew; their diff is what a reader will see. */
describe("the example report, word for word", () => {
  const report = exampleReport();

  it("as terminal text", async () => {
    await expect(renderTerminal(report)).toMatchFileSnapshot("golden/finding.txt.golden");
  });

  it("as Markdown", async () => {
    await expect(renderMarkdown(report)).toMatchFileSnapshot("golden/finding.md.golden");
  });

  it("as one HTML page", async () => {
    await expect(renderHtml(report)).toMatchFileSnapshot("golden/finding.html.golden");
  });

  it("as JSON, which reads back as the same report", async () => {
    const json = renderJson(report);
    await expect(json).toMatchFileSnapshot("golden/finding.json.golden");
    expect(ReportModel.parse(JSON.parse(json))).toEqual(report);
  });

  it("interrupted, as terminal text", async () => {
    const caseFile = { ...exampleCase().caseFile, conclusion: null, interrupted: "signal" } as const;
    await expect(renderTerminal(exampleReport({ caseFile, head: null }))).toMatchFileSnapshot(
      "golden/interrupted.txt.golden",
    );
  });
});

describe("the schema of the JSON report", () => {
  const committed = new URL("../../docs/schemas/report.schema.json", import.meta.url);

  it("is the committed one; `npx tsx test/report/write-schema.ts` writes it anew", () => {
    expect(JSON.parse(readFileSync(committed, "utf8"))).toEqual(JSON.parse(reportJsonSchema()));
  });
});
