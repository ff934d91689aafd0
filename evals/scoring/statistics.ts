/** Plain figures over a list of numbers; null where the list is empty and the figure has no meaning. */

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least the given share of values do not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Standard deviation of a sample; 0 of a single value. */
export function spread(values: readonly number[]): number {
  const centre = mean(values);
  if (centre === null || values.length < 2) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
