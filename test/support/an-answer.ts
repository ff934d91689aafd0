import type { AnswerLine } from "../../evals/harness/answer-line.js";

export const LOCK = { entity: "database:shop/orders", fault: "dependency/lock-contention" };
export const SLOW = { entity: "database:shop/orders", fault: "dependency/slow-query" };
export const DOWN = { entity: "service:shop/stock", fault: "runtime/service-down" };

export function anAnswer(
  verdict: AnswerLine["verdict"],
  ...ranked: readonly { entity: string; fault: string }[]
): AnswerLine {
  return {
    case: "a",
    verdict,
    confidence: 0.9,
    ranked: ranked.map((label) => ({ ...label, label, confidence: 0.9 })),
    calls: 20,
    ms: 100,
    verifier: { calls: 6, changed: 1 },
  };
}
