/**
 * The next questions by expected separation per cost: how much, on average, the answer would take from the
 * uncertainty between the leading candidates (mutual information of sign and candidate, in nats).
 */
import type { Query } from "../../core/query.js";
import { questionsFor } from "../assertions/questions.js";
import { LIKELIHOOD } from "../faults/family.js";
import type { Reading } from "./read-sign.js";
import { byLogOdds, type Weighed } from "./weigh.js";

/** Candidates beyond these are too far behind for a question to be worth its cost. */
export const LEADING = 8;
/** Gains below this are not worth a call. */
export const LEAST_GAIN = 0.01;

export interface RankedQuestion {
  readonly query: Query;
  readonly gain: number;
  readonly cost: number;
  /** Signs that the answer would show. */
  readonly shows: readonly string[];
}

export interface QuestionRules {
  /** Null where nobody answers it here. */
  readonly costOf: (query: Query) => number | null;
  /** The form in which questions are asked (windows widened), so that one answer serves many signs. */
  readonly shape: (query: Query) => Query;
  readonly asked: (query: Query) => boolean;
}

export function rankQuestions(weighed: readonly Weighed[], rules: QuestionRules): readonly RankedQuestion[] {
  const leading = weighed.toSorted(byLogOdds).slice(0, LEADING);
  const shares = posterior(leading);
  const questions = new Map<string, { query: Query; cost: number; gain: number; shows: string[] }>();
  for (const [index, one] of leading.entries()) {
    for (const reading of one.readings) {
      const found = questionFor(reading, rules);
      if (found === null) continue;
      const gain = separation(shares[index] ?? 0, reading);
      const key = JSON.stringify(found.query);
      const known = questions.get(key);
      if (known === undefined) questions.set(key, { ...found, gain, shows: [reading.sign.id] });
      else {
        known.gain += gain;
        known.shows.push(reading.sign.id);
      }
    }
  }
  return [...questions.values()]
    .filter(({ gain }) => gain >= LEAST_GAIN)
    .sort((a, b) => b.gain / b.cost - a.gain / a.cost);
}

/** Shares of the leading candidates and of "none of them", which sum to one. */
export function posterior(weighed: readonly Weighed[]): readonly number[] {
  const odds = weighed.map(({ logOdds }) => Math.exp(Math.min(logOdds, 50)));
  const total = odds.reduce((sum, value) => sum + value, 1);
  return odds.map((value) => value / total);
}

function questionFor(reading: Reading, rules: QuestionRules): { readonly query: Query; readonly cost: number } | null {
  if (reading.truth !== "unknown" || reading.sign.predicted) return null;
  for (const question of questionsFor(reading.assertion)) {
    const query = rules.shape(question);
    const cost = rules.costOf(query);
    if (cost !== null && !rules.asked(query)) return { query, cost: Math.max(cost, 0.1) };
  }
  return null;
}

/** Mutual information between "this candidate is the one" (with probability `share`) and the sign. */
function separation(share: number, { sign }: Reading): number {
  const [ifTrue, otherwise] = [LIKELIHOOD[sign.ifTrue], LIKELIHOOD[sign.otherwise]];
  const seen = share * ifTrue + (1 - share) * otherwise;
  return entropy(seen) - share * entropy(ifTrue) - (1 - share) * entropy(otherwise);
}

function entropy(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log(probability) - (1 - probability) * Math.log(1 - probability);
}
