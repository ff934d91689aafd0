/** Asks a mind for its moves. Whatever it does, what comes back is a list of well-formed moves or the news that it failed. */
import { z } from "zod";
import { InquestError } from "../core/errors.js";
import { Move } from "../core/move.js";
import type { Mind } from "../core/ports/mind.js";
import type { SeatView } from "../core/view.js";

/** More moves than this in a turn are no thought but a flood. */
export const MOST_MOVES = 64;
const Moves = z.array(Move).max(MOST_MOVES);

export type Thought =
  | { readonly kind: "moves"; readonly moves: readonly Move[] }
  | { readonly kind: "failed"; readonly why: string };

export async function think(mind: Mind, view: SeatView, signal: AbortSignal): Promise<Thought> {
  try {
    const moves = Moves.safeParse(await mind.next(view, signal));
    if (moves.success) return { kind: "moves", moves: moves.data as readonly Move[] };
    return {
      kind: "failed",
      why: `mind \`${mind.id}\` made a malformed move: ${z.prettifyError(moves.error).slice(0, 512)}`,
    };
  } catch (error) {
    signal.throwIfAborted();
    // An error of ours that says the program must stop is not the mind's to swallow.
    if (error instanceof InquestError && error.code !== "MIND_INVALID") throw error;
    return {
      kind: "failed",
      why: `mind \`${mind.id}\` failed: ${error instanceof Error ? error.message.slice(0, 512) : "unknown error"}`,
    };
  }
}
