/** The middle value; of an even number the mean of the two in the middle; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? 0) + upper) / 2;
}

/** The most sprints, weeks or runs a chart shows: the latest; more bars could not be told apart. */
export const MOST_PERIODS = 60;

/**
 * At most `most` of the values, spread evenly over their order, first and last always kept: a picture has no room for
 * more, and a page should not carry what nobody can see.
 */
export function thin<T>(values: readonly T[], most: number): T[] {
  if (values.length <= most) return [...values];
  const step = (values.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => values[Math.round(i * step)] as T);
}
