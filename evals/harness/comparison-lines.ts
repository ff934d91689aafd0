/** A comparison for people. */
import type { Comparison, PairedFigure } from "../scoring/compare.js";
import { LEAST_FOR_A_TEST } from "../scoring/compare.js";

const MOST_NAMED = 20;

export function comparisonLines(name: string, comparison: Comparison): readonly string[] {
  const { cases, right, notSureAndWrong, lost, won, onlyInFirst, onlyInSecond, loss } = comparison;
  return [
    `${name}: ${cases} cases in both (${onlyInFirst.length} only in the first, ${onlyInSecond.length} only in the second)`,
    figureLine("right", right),
    figureLine("not sure and wrong", notSureAndWrong),
    ...named("lost", lost),
    ...named("won", won),
    ...(cases < LEAST_FOR_A_TEST
      ? [`  with fewer than ${LEAST_FOR_A_TEST} cases no difference is significant: every loss counts`]
      : []),
    loss ? "  the second is worse" : "  no significant loss",
  ];
}

function figureLine(what: string, { onlyFirst, onlySecond, both, p }: PairedFigure): string {
  return `  ${what}: ${both + onlyFirst} then, ${both + onlySecond} now; ${onlyFirst} lost, ${onlySecond} won, exact McNemar p = ${p.toPrecision(3)}`;
}

function named(what: string, cases: readonly string[]): readonly string[] {
  if (cases.length === 0) return [];
  const rest = cases.length - MOST_NAMED;
  return [`  ${what}: ${cases.slice(0, MOST_NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`];
}
