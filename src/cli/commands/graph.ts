import { Command, InvalidArgumentError, Option } from "commander";
import { InquestError } from "../../core/errors.js";
import type { GraphFormat, GraphQuestion } from "../app-types.js";
import { readDuration } from "../read-duration.js";
import { columns } from "../render/columns.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface GraphOptions extends SharedOptions {
  readonly asOf?: number;
  readonly format?: GraphFormat;
}

interface ChangesOptions extends GraphOptions {
  readonly within: string;
  readonly hops: number;
}

interface AboutOptions extends GraphOptions {
  readonly entity?: string;
  readonly fault?: string;
}

const AROUND_ONE = [
  ["neighbours", "all that stands next to an entity", "inquest graph neighbours service:checkout"],
  ["upstream", "what an entity depends on", "inquest graph upstream service:checkout --as-of 2026-03-01T03:14:00Z"],
  ["downstream", "what depends on an entity", "inquest graph downstream database:orders"],
  ["blast-radius", "what can be hurt when an entity is", "inquest graph blast-radius database:orders --format dot"],
] as const;

export function graphCommand(run: Runner): Command {
  const command = new Command("graph").description("questions to the context graph");
  for (const [kind, description, example] of AROUND_ONE) {
    const one = new Command(kind).description(description).argument("<entity>", "kind:namespace/name, or a name");
    question(one, example).action((entity: string, options: GraphOptions) => ask(run, options, { kind, entity }));
    command.addCommand(one);
  }
  for (const make of [changesCommand, similarCommand, pathCommand, findingsCommand]) command.addCommand(make(run));
  return command;
}

function changesCommand(run: Runner): Command {
  const command = new Command("changes")
    .description("what was changed near an entity, in hops and in time")
    .argument("<entity>", "kind:namespace/name, or a name")
    .option("--within <duration>", "how far in time from --as-of", "1d")
    .option("--hops <n>", "how far in the graph", readHops, 2);
  return question(command, "inquest graph changes service:checkout --within 2h").action(
    async (entity: string, options: ChangesOptions) => {
      const withinMs = await readDuration("--within", options.within);
      await ask(run, options, { kind: "changes", entity, withinMs, hops: options.hops });
    },
  );
}

function similarCommand(run: Runner): Command {
  const command = new Command("similar")
    .description("past findings that look like a fault of an entity")
    .argument("<entity>", "kind:namespace/name, or a name")
    .option("--fault <fault>", "which fault, as family/name");
  return question(command, "inquest graph similar database:orders --fault dependency/lock-contention").action(
    (entity: string, options: AboutOptions) =>
      ask(run, options, { kind: "similar", entity, fault: options.fault ?? null }),
  );
}

function pathCommand(run: Runner): Command {
  const command = new Command("path")
    .description("the shortest way on which a fault of one entity reaches another")
    .argument("<cause>", "kind:namespace/name, or a name")
    .argument("<symptom>", "kind:namespace/name, or a name");
  return question(command, "inquest graph path database:orders service:checkout").action(
    (from: string, to: string, options: GraphOptions) => ask(run, options, { kind: "path", from, to }),
  );
}

function findingsCommand(run: Runner): Command {
  const command = new Command("findings")
    .description("what was found before, and what people said of it")
    .option("--entity <entity>", "of this entity only")
    .option("--fault <fault>", "of this fault, or of this family, only");
  return question(command, "inquest graph findings --fault dependency").action((options: AboutOptions) =>
    ask(run, options, { kind: "findings", entity: options.entity ?? null, fault: options.fault ?? null }),
  );
}

function question(command: Command, example: string): Command {
  command
    .option("--as-of <time>", "as it was known then, as in 2026-03-01T03:14:00Z (default: now)", readInstant)
    .addOption(new Option("--format <format>", "for programs").choices(["json", "graphml", "dot"]));
  return shared(command, example);
}

function ask(run: Runner, options: GraphOptions, asked: GraphQuestion): Promise<void> {
  return run(options, async (session) => {
    const app = await session.app();
    const answer = await app.graph(asked, options.asOf ?? null);
    const format = options.format ?? (session.json ? "json" : null);
    if (session.json && format !== "json") throw bothFormats(format);
    if (format !== null) session.write(session.words.renderGraph(answer, format));
    else
      session.write(
        answer.rows.length === 0
          ? "nothing is known\n"
          : columns(answer.rows.map((row) => row.map(session.words.visible))),
      );
    return undefined;
  });
}

function bothFormats(format: string | null): InquestError {
  return new InquestError("USAGE", {
    what: `--json and --format ${format} exclude each other`,
    where: "inquest graph",
    remedy: "leave one of them out",
  });
}

function readInstant(text: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!(instant >= 0)) throw new InvalidArgumentError("write a time such as 2026-03-01T03:14:00Z");
  return instant;
}

function readHops(text: string): number {
  if (!/^\d$/.test(text)) throw new InvalidArgumentError("write a number from 0 to 9");
  return Number(text);
}
