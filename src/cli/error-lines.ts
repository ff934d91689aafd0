import type { InquestError } from "../core/errors.js";

/** An error as people read it: one line what, one line where, one line what to do. */
export function errorLines(error: InquestError): readonly [string, string, string] {
  const { code, what, where, remedy } = error;
  return [`error: ${what} [${code}]`, `  where: ${where}`, `  remedy: ${remedy}`];
}

/** An error as `--json` prints it. */
export function errorJson({ code, what, where, remedy }: InquestError): object {
  return { error: { code, what, where, remedy } };
}
