import type { Session } from "../session.js";
import { systemClock } from "../system-clock.js";
import { liveTree } from "./live-tree.js";
import { plainLine } from "./plain-line.js";
import type { Progress } from "./progress.js";
import type { ProgressWords } from "./progress-words.js";

/** A live tree on a terminal, plain lines elsewhere, nothing with `--quiet`. */
export async function showProgress(session: Session, words: ProgressWords): Promise<Progress> {
  if (session.quiet) return { observe: () => undefined, end: () => undefined };
  const { stderr, env } = session.terminal;
  if (stderr.isTTY === true && env["TERM"] !== "dumb") return liveTree(stderr, words);
  const began = systemClock.now();
  return {
    observe(entry, file) {
      // A resume folds what was there before: no news.
      if (entry.at < began) return;
      const line = plainLine(entry, file);
      if (line !== null) session.note(line);
    },
    end: () => undefined,
  };
}
