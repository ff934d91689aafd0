import { InquestError } from "../core/errors.js";

/** The milliseconds of a flag's duration, at least a second. @throws InquestError `USAGE` */
export async function readDuration(flag: string, text: string): Promise<number> {
  const { parseDuration } = await import("../core/time.js");
  const ms = parseDuration(text);
  if (ms !== null && ms >= 1_000) return ms;
  throw new InquestError("USAGE", {
    what: `\`${text.slice(0, 64)}\` is no duration of a second or more`,
    where: flag,
    remedy: "write a duration such as 90s, 5m or 1h30m",
  });
}
