import { sha256 } from "../../src/core/digest.js";
import type { Move } from "../../src/core/move.js";
import type { Mind } from "../../src/core/ports/mind.js";
import type { SeatView } from "../../src/core/view.js";

/** A mind that says what a script says for the turn, and nothing after it. It counts how often it was asked about each turn. */
export class ScriptedMind implements Mind {
  readonly id = "scripted";
  readonly digest = sha256("scripted");
  readonly asked = new Map<number, number>();
  readonly #script: readonly ((view: SeatView) => readonly Move[])[];

  constructor(script: readonly ((view: SeatView) => readonly Move[])[]) {
    this.#script = script;
  }

  async next(view: SeatView): Promise<readonly Move[]> {
    this.asked.set(view.turn, (this.asked.get(view.turn) ?? 0) + 1);
    return this.#script[view.turn]?.(view) ?? [];
  }
}
