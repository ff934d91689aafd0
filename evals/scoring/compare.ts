/** Two results over the same cases, held against each other. */
import type { CaseResults } from "./case-results.js";
import { exactMcNemar, type Paired, pairUp } from "./mcnemar.js";

export const SIGNIFICANT = 0.05;
/** With fewer cases than this no split is significant, however uneven: then every loss counts. */
export const LEAST_FOR_A_TEST = 6;

export interface PairedFigure extends Paired {
  /** Exact, two-sided. */
  readonly p: number;
}

export interface Comparison {
  /** Cases that both have. */
  readonly cases: number;
  readonly onlyInFirst: readonly string[];
  readonly onlyInSecond: readonly string[];
  readonly right: PairedFigure;
  readonly notSureAndWrong: PairedFigure;
  /** Cases that the first has right and the second has not, and the reverse. */
  readonly lost: readonly string[];
  readonly won: readonly string[];
  /** The second is worse by more than chance, or, where the test can say nothing, worse at all. */
  readonly loss: boolean;
}

export function compareResults(first: CaseResults, second: CaseResults): Comparison {
  const shared = Object.keys(first)
    .filter((name) => Object.hasOwn(second, name))
    .sort();
  const pairs = shared.flatMap((name) => {
    const [a, b] = [first[name], second[name]];
    return a === undefined || b === undefined ? [] : [{ name, a, b }];
  });
  const right = figure(pairs.map(({ a, b }) => [a.right, b.right]));
  const notSureAndWrong = figure(pairs.map(({ a, b }) => [!a.sureAndWrong, !b.sureAndWrong]));
  return {
    cases: shared.length,
    onlyInFirst: Object.keys(first)
      .filter((name) => !Object.hasOwn(second, name))
      .sort(),
    onlyInSecond: Object.keys(second)
      .filter((name) => !Object.hasOwn(first, name))
      .sort(),
    right,
    notSureAndWrong,
    lost: pairs.filter(({ a, b }) => a.right && !b.right).map(({ name }) => name),
    won: pairs.filter(({ a, b }) => !a.right && b.right).map(({ name }) => name),
    loss: [right, notSureAndWrong].some((one) => isLoss(one, shared.length)),
  };
}

function figure(pairs: readonly (readonly [boolean, boolean])[]): PairedFigure {
  const paired = pairUp(pairs);
  return { ...paired, p: exactMcNemar(paired) };
}

function isLoss({ onlyFirst, onlySecond, p }: PairedFigure, cases: number): boolean {
  if (onlyFirst <= onlySecond) return false;
  return cases < LEAST_FOR_A_TEST || p < SIGNIFICANT;
}
