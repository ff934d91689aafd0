import type { CallFile, CaseFile } from "../../core/case-file.js";
import type { Entry } from "../../core/event.js";
import { systemClock } from "../system-clock.js";
import type { Terminal } from "../terminal.js";
import type { Progress } from "./progress.js";
import { progressTree } from "./progress-tree.js";
import type { ProgressWords } from "./progress-words.js";

const TICK_MS = 150;
const WIDEST = 80;

/** Redraws the tree in place, a few times a second, so that ages run; every tick is cheap. */
export async function liveTree(stream: Terminal["stderr"], words: ProgressWords): Promise<Progress> {
  const { createLogUpdate } = await import("log-update");
  const log = createLogUpdate(stream);
  const asked = new Map<string, number>();
  let file: CaseFile | null = null;
  let best = { file: null as CaseFile | null, text: "" };
  const cached: ProgressWords = {
    ...words,
    bestSoFar(of) {
      if (best.file !== of) best = { file: of, text: words.bestSoFar(of) };
      return best.text;
    },
  };
  const draw = () => {
    if (file === null) return;
    const width = Math.min(WIDEST, stream.columns ?? WIDEST) - 1;
    const askedAt = (call: CallFile) => asked.get(`${call.seat} ${call.n}`) ?? null;
    log(progressTree(file, cached, { now: systemClock.now(), askedAt, width }).join("\n"));
  };
  const ticking = setInterval(draw, TICK_MS);
  ticking.unref();
  return {
    observe(entry: Entry, seen: CaseFile) {
      if (entry.type === "call.intended") asked.set(`${entry.data.seat} ${entry.data.n}`, entry.at);
      file = seen;
    },
    end() {
      clearInterval(ticking);
      log.clear();
      log.done();
    },
  };
}
