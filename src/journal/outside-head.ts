/** A head that somebody kept outside of the store. */
import { InquestError } from "../core/errors.js";
import { openCheckpoint, readCheckpoint, type StreamHead } from "./checkpoint.js";
import type { VerifyingKey } from "./keys.js";
import type { ProblemList } from "./problem.js";

export type OutsideHead = StreamHead;

/**
 * The head, or null where none was given.
 * @throws InquestError `INTEGRITY` for a text that is no head at all; one that doesn't fit this store is a problem
 */
export function openOutsideHead(options: {
  readonly text: string | null;
  readonly installation: string;
  readonly keys: readonly VerifyingKey[];
  readonly problems: ProblemList;
}): OutsideHead | null {
  const { installation, keys, problems } = options;
  if (options.text === null) return null;
  const text = asPrinted(options.text);
  const where = "the head from outside";
  const head = readCheckpoint(text, where);
  if (head.installation !== installation) {
    const what = `the head from outside is of installation \`${head.installation}\`, the store is \`${installation}\``;
    problems.add("swapped", { stream: head.stream }, what);
  }
  try {
    openCheckpoint(text, keys, where);
  } catch (error) {
    if (!(error instanceof InquestError)) throw error;
    problems.add(
      "altered",
      { stream: head.stream },
      `the head from outside does not fit the store's keys: ${error.what}`,
    );
  }
  return head;
}

/** Mail, editors and terminals change line ends and the space around a text. */
function asPrinted(text: string): string {
  return `${text.replaceAll("\r\n", "\n").trim()}\n`;
}
