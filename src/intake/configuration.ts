import { z } from "zod";
import type { DeepReadonly } from "../core/readonly.js";
import { parseDuration } from "../core/time.js";

const Folder = z
  .string()
  .min(1)
  .max(4_096)
  .regex(/^\P{Cc}*$/u, { error: "a path holds no control characters" });

/** A duration such as `90s` or `5m`; from one second to a day. */
const Duration = z
  .string()
  .regex(/^(?:\d{1,9}(?:ms|s|m|h|d))+$/, { error: "write a duration such as `90s` or `5m`", abort: true })
  .refine((text) => isBetween(parseDuration(text), 1_000, 86_400_000), { error: "take from 1s to 1d" })
  .meta({ examples: ["90s", "5m"] });

/** `inquest.yaml`: only what exists. Relative paths are meant from the file's own folder. */
export const Configuration = z
  .strictObject({
    store: Folder.describe("where the journal lives: a folder").optional(),
    threshold: z
      .number()
      .min(0.5)
      .max(1)
      .describe("below this confidence an answer is unproven (default 0.8)")
      .optional(),
    budget: z
      .strictObject({
        calls: z
          .int()
          .min(4)
          .max(10_000)
          .describe("calls of both seats together; at least 3 and 30 % are the verifier's")
          .optional(),
        time: Duration.describe("how long an investigation may take").optional(),
      })
      .describe("what one investigation may spend")
      .optional(),
    integrations: z
      .strictObject({
        replay: z
          .strictObject({ recording: Folder.describe("the folder of a recorded incident") })
          .describe("answers questions from a recorded incident")
          .optional(),
      })
      .describe("which systems may be asked")
      .optional(),
  })
  .describe("Configuration of Inquest. Nothing in it is needed for `npm start`.");
export type Configuration = DeepReadonly<z.infer<typeof Configuration>>;

/** The JSON Schema that docs/schemas/config.schema.json holds, for editors. */
export function configurationJsonSchema(): object {
  return { ...z.toJSONSchema(Configuration, { target: "draft-7" }), title: "inquest.yaml" };
}

function isBetween(value: number | null, least: number, most: number): boolean {
  return value !== null && value >= least && value <= most;
}
