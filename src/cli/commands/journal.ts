import { Command } from "commander";
import type { Entry } from "../../core/event.js";
import { EXIT } from "../exit-code.js";
import { readHead } from "../read-head.js";
import { entryLines } from "../render/entry-lines.js";
import { exportEntries } from "../render/export-entries.js";
import { verificationLines } from "../render/verification-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface VerifyOptions extends SharedOptions {
  readonly head?: string;
}

interface ExportOptions extends SharedOptions {
  readonly output?: string;
}

export function journalCommand(run: Runner): Command {
  return new Command("journal")
    .description("the record and its proofs")
    .addCommand(verifyCommand(run))
    .addCommand(journalShowCommand(run))
    .addCommand(exportCommand(run));
}

function verifyCommand(run: Runner): Command {
  const command = new Command("verify")
    .description("recompute everything, and name what was altered, missing, swapped or added")
    .option("--head <file>", "a head that was kept outside: proves that the log only grew since");
  return shared(command, "inquest journal verify --head head.txt").action((options: VerifyOptions) =>
    run(options, async (session) => {
      const head = options.head === undefined ? null : await readHead(options.head);
      const verification = await (await session.app()).verify(head);
      session.print(verification, () => verificationLines(verification, session.words.visible));
      return verification.ok ? EXIT.done : EXIT.integrity;
    }),
  );
}

function journalShowCommand(run: Runner): Command {
  const command = new Command("show")
    .description("the entries of a stream")
    .argument("[stream]", "an investigation, or `installation`", "installation");
  return shared(command, "inquest journal show latest").action((stream: string, options: SharedOptions) =>
    run(options, async (session) => {
      const past = await (await session.app()).past();
      const entries: Entry[] = [];
      for await (const entry of await past.entries(stream)) entries.push(entry);
      session.print({ entries }, () => entryLines(entries, session.words.visible));
    }),
  );
}

function exportCommand(run: Runner): Command {
  const command = new Command("export")
    .description("a stream as JSON lines, which another program can verify")
    .argument("[stream]", "an investigation, or `installation`", "installation")
    .option("--output <file>", "write it there instead of to stdout");
  return shared(command, "inquest journal export latest --output journal.ndjson").action(
    (stream: string, options: ExportOptions) =>
      run(options, async (session) => {
        await exportEntries(await (await session.app()).export(stream), options.output ?? null, session);
        return undefined;
      }),
  );
}
