import { userInfo } from "node:os";
import { Argument, Command } from "commander";
import { InquestError } from "../../core/errors.js";
import type { Correction, Review } from "../../core/review.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface ReviewOptions extends SharedOptions {
  readonly claim?: string;
  readonly entity?: string;
  readonly fault?: string;
  readonly comment?: string;
  readonly by?: string;
}

export function reviewCommand(run: Runner): Command {
  const command = new Command("review")
    .description("a person's judgement: the only way a finding becomes knowledge")
    .argument("<id>", "an investigation, the beginning of its id, or `latest`")
    .addArgument(new Argument("<judgement>", "your judgement").choices(["accept", "reject", "correct"]))
    .option("--claim <claim>", "which claim (default: the one that answers the investigation)")
    .option("--entity <entity>", "with `correct`: what really was the cause, as kind:namespace/name")
    .option("--fault <fault>", "with `correct`: which fault it really was, as family/name")
    .option("--comment <text>", "what to keep beside it")
    .option("--by <name>", "who judges (default: the user of this machine)");
  return shared(command, 'inquest review latest accept --comment "the lock was there"').action(
    (id: string, judgement: Review["judgement"], options: ReviewOptions) =>
      run(options, async (session) => {
        const correction = await readCorrection(judgement, options);
        const review = await (await session.app()).review({
          investigation: id,
          hypothesis: options.claim ?? null,
          judgement,
          by: options.by ?? userInfo().username,
          comment: options.comment ?? null,
          correction,
        });
        session.print({ review }, () => session.words.visible(reviewWords(review)));
      }),
  );
}

const FAULT = /^[a-z][a-z0-9-]{0,31}\/[a-z][a-z0-9-]{0,63}$/;

async function readCorrection(
  judgement: Review["judgement"],
  { entity, fault }: ReviewOptions,
): Promise<Correction | null> {
  if (judgement !== "correct") {
    if (entity === undefined && fault === undefined) return null;
    throw wrong(
      "--entity and --fault say what is right, which only `correct` does",
      "write `correct` in place of the judgement",
    );
  }
  if (entity === undefined || fault === undefined)
    throw wrong("`correct` needs to know what is right", "give both --entity and --fault");
  if (!FAULT.test(fault))
    throw wrong(`\`${fault.slice(0, 80)}\` is no fault`, "write family/name, as in dependency/lock-contention");
  const { parseEntity } = await import("../../core/entity.js");
  return { entity: parseEntity(entity), fault };
}

function reviewWords({ investigation, hypothesis, judgement, by, correction }: Review): string {
  const what = hypothesis === null ? "the outcome" : `claim ${hypothesis}`;
  const right =
    correction === null ? "" : ` to ${correction.fault} at ${correction.entity.kind} ${correction.entity.name}`;
  return `${by}: ${judgement} ${what} of ${investigation}${right}; it is journaled`;
}

function wrong(what: string, remedy: string): InquestError {
  return new InquestError("USAGE", { what, where: "inquest review", remedy });
}
