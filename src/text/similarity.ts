import { distance } from 'fastest-levenshtein';
import { words } from './words.ts';

export { shingles } from './shingles.ts';

/** Likeness of two texts. */

/** Edit similarity of two short texts, 0 to 1, without regard to case, punctuation and spacing. */
export function editSimilarity(a: string, b: string): number {
  const left = normalised(a).slice(0, 2_000);
  const right = normalised(b).slice(0, 2_000);
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - distance(left, right) / longest;
}

/** Whether the edit similarity reaches the given one; texts of very different length need no comparison. */
export function isEditSimilar(a: string, b: string, least: number): boolean {
  const [left, right] = [normalised(a).slice(0, 2_000).length, normalised(b).slice(0, 2_000).length];
  // Every character that one of them has more is an edit; a little less, so that rounding never decides.
  return Math.min(left, right) >= (least - 1e-9) * Math.max(left, right) && editSimilarity(a, b) >= least;
}

/** Lower-case words with single spaces: two texts with the same form say the same. */
export function normalised(text: string): string {
  return words(text).join(' ');
}

/** Share of common shingles, 0 to 1. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return shared / (a.length + b.length - shared);
}
