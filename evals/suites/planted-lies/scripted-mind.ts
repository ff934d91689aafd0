/** An investigator without thoughts: it asks what it was given to ask, turn by turn, proposes one claim, and ends. */
import {
  type Mind,
  type Move,
  type ProposedHypothesis,
  type Query,
  type SeatView,
  sha256,
} from "../../../src/index.js";

export interface Script {
  /** Questions of each turn, in their order. */
  readonly turns: readonly (readonly Query[])[];
  /** Null: only look. */
  readonly claim: ProposedHypothesis | null;
  /** Shown the view in which the claim is proposed. */
  readonly onView?: (view: SeatView) => void;
}

export function scriptedMind({ turns, claim, onView }: Script): Mind {
  return {
    id: "scripted/1",
    digest: sha256("scripted/1"),
    async next(view): Promise<readonly Move[]> {
      const questions = turns[view.turn];
      if (questions !== undefined) return questions.map((query) => ({ kind: "query", query, reason: "as scripted" }));
      if (view.turn > turns.length || claim === null) {
        onView?.(view);
        return [{ kind: "conclude", why: "there is no more to say", settledBy: null }];
      }
      onView?.(view);
      return [{ kind: "propose", hypothesis: claim, rank: 1, standing: 9, remark: "this is how it was" }];
    },
  };
}

/** Follows another mind and keeps what it asked and proposed, turn by turn. */
export class OverheardMind implements Mind {
  readonly id: string;
  readonly digest: string;
  readonly #mind: Mind;
  readonly turns: (readonly Move[])[] = [];

  constructor(mind: Mind) {
    this.#mind = mind;
    this.id = mind.id;
    this.digest = mind.digest;
  }

  async next(view: SeatView, signal: AbortSignal): Promise<readonly Move[]> {
    const moves = await this.#mind.next(view, signal);
    this.turns[view.turn] = moves;
    return moves;
  }
}
