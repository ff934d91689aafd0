import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand, inquest, JOURNEY_TIMEOUT_MS, PROJECT, RECORDINGS } from "../support/inquest-command.js";

const RUN = "npm run -s inquest -- ";
let cwd: string;

beforeAll(async () => {
  await buildCommand();
  cwd = await mkdtemp(join(tmpdir(), "inquest-readme-"));
}, 600_000);
afterAll(async () => rm(cwd, { recursive: true, force: true }));

/** The commands of the README's shell snippets, in order, without their comments. */
async function snippets(): Promise<readonly string[]> {
  const text = await readFile(join(PROJECT, "README.md"), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
  return blocks
    .flatMap((block) => block.split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()))
    .filter((line) => line !== "");
}

/** Without the numbers of citations, and however its lines are broken. */
function flat(text: string): string {
  return text
    .replaceAll(/\s*\[\d+\]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Words of a shell line: blanks part them, double quotes keep them together. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}

describe("the README", { timeout: 10 * JOURNEY_TIMEOUT_MS }, () => {
  it("leads with the two commands that package.json has", async () => {
    const scripts: unknown = JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8"));
    expect((await snippets()).slice(0, 2)).toEqual(["npm start", "npm test"]);
    expect(scripts).toMatchObject({
      scripts: { start: expect.any(String), test: expect.any(String), inquest: expect.any(String) },
    });
  });

  it("shows commands that do what it says", async () => {
    const first = await inquest(["investigate", "--recording", join(RECORDINGS, "lock-contention"), "--quiet"], {
      cwd,
    });
    expect(first.code).toBe(0);
    for (const line of (await snippets()).slice(2)) {
      expect(line.startsWith(RUN), line).toBe(true);
      const args = words(line.slice(RUN.length)).map((word) =>
        word.startsWith("evals/recordings/") ? join(PROJECT, word) : word,
      );
      const { code, stderr } = await inquest(args, { cwd });
      expect(code, `${line}: ${stderr}`).toBe(0);
    }
  });

  it("quotes what the bundled incident's report says", async () => {
    const text = await readFile(join(PROJECT, "README.md"), "utf8");
    const quoted = /```text\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const report = await inquest(
      [
        "investigate",
        "--recording",
        join(RECORDINGS, "lock-contention"),
        "--quiet",
        "--no-color",
        "--store",
        join(cwd, "fresh"),
      ],
      { cwd },
    );
    // Which of two answers that show the same is cited follows from their ids, and those from the journal's salt.
    const said = flat(report.stdout);
    for (const block of quoted.split(/\n\s*\.\.\.\n|\n\n/).map(flat)) expect(said).toContain(block);
  });
});
