/** Three-valued: what no evidence covers is unknown, never false. */
export type Truth = "holds" | "fails" | "unknown";

export function not(truth: Truth): Truth {
  return truth === "holds" ? "fails" : truth === "fails" ? "holds" : "unknown";
}

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes("fails")) return "fails";
  return truths.includes("unknown") ? "unknown" : "holds";
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes("holds")) return "holds";
  return truths.includes("unknown") ? "unknown" : "fails";
}
