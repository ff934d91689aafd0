/** The data set's own figures, each a mean over cases. */
import { type Interval, wilson } from "../../scoring/interval.js";
import type { ScoredCase } from "./score-case.js";

export interface OwnRule {
  readonly cases: number;
  /** All three fields, at rank 1 and among three. */
  readonly a1: number;
  readonly a3: number;
  /** Object and root cause. */
  readonly jra1: number;
  readonly jra3: number;
  /** Object alone, root cause alone, at rank 1. */
  readonly ca: number;
  readonly fa: number;
  readonly ci: { readonly jra1: Interval };
}

export function ownRule(cases: readonly ScoredCase[]): OwnRule {
  const share = (holds: (one: ScoredCase) => boolean): number =>
    cases.length === 0 ? 0 : cases.filter(holds).length / cases.length;
  const distinct = new Set(cases.map((one) => one.case)).size;
  const jra1 = share((one) => one.jointly1);
  return {
    cases: distinct,
    a1: share((one) => one.a1),
    a3: share((one) => one.a3),
    jra1,
    jra3: share((one) => one.jointly3),
    ca: share((one) => one.object),
    fa: share((one) => one.fault),
    ci: { jra1: wilson(jra1 * distinct, distinct) },
  };
}

export function ownRuleLine(name: string, { cases, a1, a3, jra1, jra3, ca, fa }: OwnRule): string {
  const two = (value: number): string => value.toFixed(2);
  return `  own rule, ${name}: ${cases} cases, JRA ${two(jra1)} (in 3: ${two(jra3)}), A@1 ${two(a1)}, A@3 ${two(a3)}, CA ${two(ca)}, FA ${two(fa)}`;
}
