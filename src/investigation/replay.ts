/**
 * Replay: folds the recorded moves and answers, decides each verdict again and compares.
 * Rethink: asks today's mind over the recorded answers, and says where it first differs.
 * Neither asks production anything, nor writes anything.
 */
import { isDeepStrictEqual } from "node:util";
import type { CaseFile } from "../core/case-file.js";
import { CaseFolder } from "../core/case-folder.js";
import type { Entry, EntryOf } from "../core/event.js";
import type { Move } from "../core/move.js";
import type { Mind } from "../core/ports/mind.js";
import type { JournalStore } from "../core/ports/store.js";
import { callsLeft } from "./budget.js";
import { judge, readMoves } from "./judge.js";
import { seatView } from "./seat-view.js";
import { think } from "./think.js";

export interface Difference {
  /** A claim's id and what of it, or a turn. */
  readonly what: string;
  readonly recorded: unknown;
  readonly now: unknown;
}

export interface Replayed {
  readonly file: CaseFile;
  readonly decided: number;
  /** Empty: the same outcome, causes, challenge results and cited digests. */
  readonly differences: readonly Difference[];
}

type Reader = Pick<JournalStore, "read" | "body">;

export async function replayInvestigation(store: Reader, stream: string): Promise<Replayed> {
  const folder = new CaseFolder((id) => store.body(stream, id));
  const differences: Difference[] = [];
  let before: CaseFile | null = null;
  let decided = 0;
  for await (const entry of store.read(stream)) {
    // The first judgement of a batch is where the view was as it had been when the claim was decided.
    if (entry.type !== "challenge.judged" && entry.type !== "verdict.reached") before = null;
    else if (before === null) before = folder.file;
    await folder.fold(entry);
    if (entry.type === "verdict.reached" && before !== null) {
      differences.push(...(await decideAgain(store, before, folder.file, entry)));
      decided += 1;
      before = null;
    }
  }
  return { file: folder.file, decided, differences };
}

async function decideAgain(
  store: Reader,
  before: CaseFile,
  after: CaseFile,
  entry: EntryOf<"verdict.reached">,
): Promise<readonly Difference[]> {
  const id = entry.data.hypothesis;
  const journal = { file: before, body: (body: string) => store.body(entry.stream, body) };
  const turn = before.turns.findLast((other) => other.seat === "verifier");
  const made = { now: turn?.now ?? before.lastAt, timeLeftMs: turn?.timeLeftMs ?? 0 };
  const view = seatView(before, {
    seat: "verifier",
    claim: id,
    offers: before.offers,
    callsLeft: callsLeft(before, "verifier"),
    ...made,
  });
  const again = await judge(journal, view, id, before.opened.threshold);
  const recorded = after.claims.find((claim) => claim.id === id);
  return [
    ...difference(`claim ${id}: challenges`, recorded?.challenges, again.results),
    ...difference(`claim ${id}: verdict`, recorded?.verdict, again.verdict),
  ];
}

function difference(what: string, recorded: unknown, now: unknown): readonly Difference[] {
  return isDeepStrictEqual(plain(recorded), plain(now)) ? [] : [{ what, recorded, now }];
}

/** As the journal keeps it: without properties that are undefined. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

export interface Rethought {
  /** Turns in which today's mind made the same moves. */
  readonly same: number;
  readonly first: Difference | null;
}

export async function rethink(store: Reader, stream: string, mind: Mind, signal: AbortSignal): Promise<Rethought> {
  const folder = new CaseFolder((id) => store.body(stream, id));
  let same = 0;
  for await (const entry of store.read(stream)) {
    if (isThought(entry)) {
      const recorded = await readMoves({ body: (id) => store.body(stream, id) }, entry.data.moves);
      const now = await thinkAgain(folder.file, entry, mind, signal);
      if (!isDeepStrictEqual(plain(recorded), plain(now))) {
        return { same, first: { what: `${entry.data.seat}, turn ${entry.data.turn}`, recorded, now } };
      }
      same += 1;
    }
    await folder.fold(entry);
  }
  return { same, first: null };
}

function isThought(entry: Entry): entry is EntryOf<"moves.made"> {
  return entry.type === "moves.made" && entry.data.origin === "mind" && entry.data.seat === "investigator";
}

async function thinkAgain(
  file: CaseFile,
  entry: EntryOf<"moves.made">,
  mind: Mind,
  signal: AbortSignal,
): Promise<readonly Move[] | string> {
  const { seat, now, timeLeftMs } = entry.data;
  const view = seatView(file, {
    seat,
    claim: null,
    offers: file.offers,
    callsLeft: callsLeft(file, seat),
    now,
    timeLeftMs,
  });
  const thought = await think(mind, view, signal);
  return thought.kind === "moves" ? thought.moves : thought.why;
}
