import { mix } from './shingles.ts';

/** Number of hash functions of a signature, in bands of rows: pairs of similarity 0.85 meet in a band with p > 0.999. */
const HASHES = 64;
const ROWS = 4;
export const BANDS = HASHES / ROWS;

const MULTIPLIERS = new Int32Array(HASHES);
const OFFSETS = new Int32Array(HASHES);
for (let index = 0, seed = 0x9e3779b9; index < HASHES; index++) {
  seed = mix(seed + 0x6d2b79f5);
  MULTIPLIERS[index] = seed | 1;
  seed = mix(seed + 0x6d2b79f5);
  OFFSETS[index] = seed;
}

/** Turns the order of unsigned 32-bit numbers into that of signed ones, which the processor compares at once. */
const SIGN = 0x80000000 | 0;
const LARGEST = 0x7fffffff;

/**
 * Writes one key for each band of a set's MinHash signature: sets with a common key are candidates.
 * @param values holds the set from `start` to `end`; its keys go into `keys` from `at` on
 */
export function bandKeys(
  values: Uint32Array,
  start: number,
  end: number,
  keys: Int32Array,
  at: number,
): void {
  for (let band = 0; band < BANDS; band++) keys[at + band] = bandKey(values, start, end, band);
}

/**
 * A row of the signature is the least value that its hash function gives for a member of the set. The four rows of the
 * band are found in one pass: a large backlog spends a hundred million steps here.
 */
function bandKey(values: Uint32Array, start: number, end: number, band: number): number {
  const row = band * ROWS;
  const [m0, m1, m2, m3] = [multiplier(row), multiplier(row + 1), multiplier(row + 2), multiplier(row + 3)];
  const [o0, o1, o2, o3] = [offset(row), offset(row + 1), offset(row + 2), offset(row + 3)];
  let [a, b, c, d] = [LARGEST, LARGEST, LARGEST, LARGEST];
  for (let at = start; at < end; at++) {
    const value = values[at] as number;
    a = Math.min(a, (Math.imul(value, m0) + o0) | 0);
    b = Math.min(b, (Math.imul(value, m1) + o1) | 0);
    c = Math.min(c, (Math.imul(value, m2) + o2) | 0);
    d = Math.min(d, (Math.imul(value, m3) + o3) | 0);
  }
  let key = band + 1;
  for (const least of [a, b, c, d]) key = mix(key ^ (least ^ SIGN));
  return key;
}

function multiplier(row: number): number {
  return MULTIPLIERS[row] as number;
}

function offset(row: number): number {
  return ((OFFSETS[row] as number) + SIGN) | 0;
}
