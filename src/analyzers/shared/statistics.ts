/** Statistics of the rules as families: written once, used by all (rules §0.3). */

/** Middle value; the mean of the two middle ones for an even number. NaN for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/**
 * Quantile by linear interpolation between order statistics (Hyndman and Fan type 7, as spreadsheets and NumPy do).
 * @param q 0 to 1. NaN for no values.
 */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const low = Math.floor(position);
  const below = sorted[low] as number;
  const above = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return below + (above - below) * (position - low);
}

/** Below this many samples a percentile condition is left out: P(next inside the range) = (n−1)/(n+1), 85 % at 12. */
export const MIN_PERCENTILE_SAMPLES = 12;

/** z of the share test: one-sided 90 %. */
export const WILSON_Z = 1.28;

/** Lower bound of Wilson's score interval for `hits` of `n`; 0 for n = 0. */
export function wilsonLower(hits: number, n: number, z = WILSON_Z): number {
  if (n === 0) return 0;
  const p = hits / n;
  const z2 = z * z;
  const centre = p + z2 / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return Math.max(0, (centre - spread) / (1 + z2 / n));
}

export type ShareVerdict = 'over' | 'uncertain' | 'under';

/**
 * The share test: `over` needs hits/n ≥ threshold and Wilson's lower bound ≥ 0.75 × threshold;
 * `uncertain` (a reached threshold without the bound) is an insufficient sample.
 */
export function shareTest(hits: number, n: number, threshold: number): ShareVerdict {
  if (n === 0 || hits / n < threshold) return 'under';
  return wilsonLower(hits, n) >= 0.75 * threshold ? 'over' : 'uncertain';
}

/** The k-th highest value: the share that k of the last n sprints reached ("in ≥ 3 of the last 5"). NaN when fewer. */
export function kthHighest(values: readonly number[], k: number): number {
  return [...values].sort((a, b) => b - a)[k - 1] ?? Number.NaN;
}

/** Shannon entropy of counts divided by its maximum, 0 to 1; 0 for fewer than two kinds. */
export function normalisedEntropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const kinds = counts.filter((count) => count > 0);
  if (kinds.length < 2) return 0;
  const entropy = kinds.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return entropy / Math.log(kinds.length);
}

/**
 * Kendall's τ-b between two rankings of the same things, −1 to 1, in O(n log n) (Knight 1966). NaN below two pairs.
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  if (n < 2) return Number.NaN;
  const order = x
    .map((_, index) => index)
    .sort((a, b) => (x[a] as number) - (x[b] as number) || (y[a] as number) - (y[b] as number));
  const pairs = (n * (n - 1)) / 2;
  const tiesX = tiedPairs(order.map((index) => x[index] as number));
  let tiesBoth = 0;
  for (let index = 0; index < n;) {
    let end = index + 1;
    const [a, b] = [x[order[index] as number], y[order[index] as number]];
    while (end < n && x[order[end] as number] === a && y[order[end] as number] === b) end++;
    tiesBoth += ((end - index) * (end - index - 1)) / 2;
    index = end;
  }
  const sequence = order.map((index) => y[index] as number);
  const swaps = mergeSortSwaps(sequence);
  const tiesY = tiedPairs(sequence);
  const concordantMinusDiscordant = pairs - tiesX - tiesY + tiesBoth - 2 * swaps;
  const scale = Math.sqrt((pairs - tiesX) * (pairs - tiesY));
  return scale === 0 ? Number.NaN : concordantMinusDiscordant / scale;
}

/** Number of equal pairs in a sorted sequence. */
function tiedPairs(sorted: readonly number[]): number {
  let ties = 0;
  for (let index = 0; index < sorted.length;) {
    let end = index + 1;
    while (end < sorted.length && sorted[end] === sorted[index]) end++;
    ties += ((end - index) * (end - index - 1)) / 2;
    index = end;
  }
  return ties;
}

/** Sorts in place and returns the number of inversions. */
function mergeSortSwaps(values: number[]): number {
  let source = values;
  let target = new Array<number>(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let out = start; out < end; out++) {
        if (left < middle && (right >= end || (source[left] as number) <= (source[right] as number)))
          target[out] = source[left++] as number;
        else {
          target[out] = source[right++] as number;
          swaps += middle - left;
        }
      }
    }
    [source, target] = [target, source];
  }
  if (source !== values)
    for (let index = 0; index < values.length; index++) values[index] = source[index] as number;
  return swaps;
}

/** Median absolute deviation scaled to a normal's standard deviation, over the median. NaN for a median of 0. */
export function robustCv(values: readonly number[]): number {
  const middle = median(values);
  return middle === 0
    ? Number.NaN
    : (1.4826 * median(values.map((value) => Math.abs(value - middle)))) / middle;
}
