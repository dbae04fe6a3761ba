import { distance } from 'fastest-levenshtein';
import { words } from './words.ts';

/** Likeness of texts, pairwise and in bulk. */

/** Edit similarity of two short texts, 0 to 1, without regard to case, punctuation and spacing. */
export function editSimilarity(a: string, b: string): number {
  const left = normalised(a).slice(0, 2_000);
  const right = normalised(b).slice(0, 2_000);
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - distance(left, right) / longest;
}

/** Lower-case words with single spaces: two texts with the same form say the same. */
export function normalised(text: string): string {
  return words(text).join(' ');
}

/** Number of hash functions of a signature, in bands of rows: pairs of similarity 0.85 meet in a band with p > 0.999. */
const HASHES = 64;
const ROWS = 4;
const BANDS = HASHES / ROWS;
/** Pairs compared for one bucket at most, so that fifty identical texts do not cost the square. */
const MAX_BUCKET_NEIGHBOURS = 40;
/** Words of a text that are compared. */
const MAX_WORDS = 400;

/** One text's set of shingles as 32-bit hashes, sorted. */
export function shingles(text: string): Uint32Array {
  const tokens = words(text.slice(0, 12_000)).slice(0, MAX_WORDS);
  const found = new Set<number>();
  const joined = tokens.join(' ');
  // Trigrams of characters for short texts, where one changed word would be everything; of words for long ones.
  if (tokens.length < 12) for (let at = 0; at + 3 <= joined.length; at++) found.add(hash(joined, at, at + 3));
  else {
    const hashes = tokens.map((token) => hash(token, 0, token.length));
    for (let at = 0; at + 2 <= hashes.length; at++)
      found.add(pairOf(hashes[at] as number, hashes[at + 1] as number));
  }
  return Uint32Array.from(found).sort();
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

/** Whether the share of common shingles reaches the threshold; gives up as soon as it cannot any more. */
function reaches(a: Uint32Array, b: Uint32Array, threshold: number): boolean {
  const total = a.length + b.length;
  // shared / (total - shared) >= threshold; a little less, so that rounding never decides.
  const needed = Math.ceil((threshold * total) / (1 + threshold) - 1e-6);
  let leftSpare = a.length - needed;
  let rightSpare = b.length - needed;
  if (leftSpare < 0 || rightSpare < 0) return false;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left < right && --leftSpare < 0) return false;
    if (right < left && --rightSpare < 0) return false;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return jaccard(a, b) >= threshold;
}

/**
 * Groups of near-identical texts, by MinHash signatures in bands (Broder 1997; Indyk and Motwani 1998) and a check of
 * each candidate pair. Time grows with the number of texts, not its square.
 * @param texts in a stable order; empty ones match nothing
 * @param threshold least similarity of a pair, 0 to 1
 * @param accepts a last say on a pair, by index
 * @param identity texts with the same identity are alike whatever else they say; null for none
 * @returns groups of two or more indices, each ascending, in order of their first member
 */
export function nearDuplicates(
  texts: readonly string[],
  threshold: number,
  accepts: (a: number, b: number) => boolean = () => true,
  identity: (index: number) => string | null = () => null,
): number[][] {
  const sets = texts.map(shingles);
  const groups = new UnionFind(texts.length);
  const keys = new Uint32Array(texts.length * BANDS);
  const identities = new Map<string, number[]>();
  const compare = (a: number, b: number): void => {
    if (groups.find(a) === groups.find(b)) return;
    const name = identity(a);
    if (name !== null && name === identity(b) && accepts(a, b)) groups.join(a, b);
    else if (reaches(sets[a] as Uint32Array, sets[b] as Uint32Array, threshold) && accepts(a, b))
      groups.join(a, b);
  };
  for (let index = 0; index < texts.length; index++) {
    const name = identity(index);
    if (name !== null) meet(identities, name, index, compare);
    const set = sets[index] as Uint32Array;
    if (set.length === 0) continue;
    const signature = minHash(set);
    for (let band = 0; band < BANDS; band++) keys[index * BANDS + band] = bandKey(signature, band);
  }
  // One band after another, so that only one band's buckets are in memory.
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<number, number[]>();
    for (let index = 0; index < texts.length; index++) {
      if ((sets[index] as Uint32Array).length > 0)
        meet(buckets, keys[index * BANDS + band] as number, index, compare);
    }
  }
  return groups.groups();
}

/** Compares with the latest members of the bucket; members of one group are found through any of them. */
function meet<K>(
  buckets: Map<K, number[]>,
  key: K,
  index: number,
  compare: (a: number, b: number) => void,
): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) {
    buckets.set(key, [index]);
    return;
  }
  for (let at = Math.max(0, bucket.length - MAX_BUCKET_NEIGHBOURS); at < bucket.length; at++)
    compare(bucket[at] as number, index);
  bucket.push(index);
}

const MULTIPLIERS = new Uint32Array(HASHES);
const OFFSETS = new Uint32Array(HASHES);
for (let index = 0, seed = 0x9e3779b9; index < HASHES; index++) {
  seed = mix(seed + 0x6d2b79f5);
  MULTIPLIERS[index] = seed | 1;
  seed = mix(seed + 0x6d2b79f5);
  OFFSETS[index] = seed;
}

function minHash(set: Uint32Array): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  for (const value of set) {
    for (let index = 0; index < HASHES; index++) {
      const hashed = (Math.imul(value, MULTIPLIERS[index] as number) + (OFFSETS[index] as number)) >>> 0;
      if (hashed < (signature[index] as number)) signature[index] = hashed;
    }
  }
  return signature;
}

function bandKey(signature: Uint32Array, band: number): number {
  let key = band + 1;
  for (let row = 0; row < ROWS; row++) key = mix(key ^ (signature[band * ROWS + row] as number));
  return key;
}

function hash(text: string, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return mix(value);
}

function pairOf(a: number, b: number): number {
  return mix(a ^ Math.imul(b, 0x85ebca6b));
}

function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

class UnionFind {
  private readonly parent: Int32Array;

  constructor(private readonly size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(index: number): number {
    let root = index;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    for (let at = index; at !== root;) {
      const next = this.parent[at] as number;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [left, right] = [this.find(a), this.find(b)];
    if (left !== right) this.parent[Math.max(left, right)] = Math.min(left, right);
  }

  groups(): number[][] {
    const members = new Map<number, number[]>();
    for (let index = 0; index < this.size; index++) {
      const root = this.find(index);
      const group = members.get(root);
      if (group) group.push(index);
      else members.set(root, [index]);
    }
    return [...members.values()].filter((group) => group.length > 1);
  }
}
