import { BANDS, bandKeys } from './min-hash.ts';
import { ShingleSets } from './shingle-sets.ts';
import { UnionFind } from './union-find.ts';

/** Pairs compared for one bucket at most, so that fifty identical texts do not cost the square. */
const MAX_BUCKET_NEIGHBOURS = 40;

/**
 * Groups of near-identical texts, by MinHash signatures in bands (Broder 1997; Indyk and Motwani 1998) and a check of
 * each candidate pair. Time grows with the number of texts, not its square.
 * @param texts in a stable order, each read once; empty ones match nothing
 * @param threshold least similarity of a pair, 0 to 1
 * @param accepts a last say on a pair, by index
 * @param identity texts with the same identity are alike whatever else they say; null for none
 * @returns groups of two or more indices, each ascending, in order of their first member
 */
export function nearDuplicates(
  texts: Iterable<string>,
  threshold: number,
  accepts: (a: number, b: number) => boolean = () => true,
  identity: (index: number) => string | null = () => null,
): number[][] {
  const sets = new ShingleSets();
  for (const text of texts) sets.add(text);
  const count = sets.size;
  const names = nameNumbers(count, identity);
  const groups = new UnionFind(count);
  const compare = (a: number, b: number): void => {
    if (groups.find(a) === groups.find(b)) return;
    const sameName = names[a] !== NO_NAME && names[a] === names[b];
    if ((sameName || sets.reach(a, b, threshold)) && accepts(a, b)) groups.join(a, b);
  };
  const buckets = new Buckets(count, compare);
  for (let index = 0; index < count; index++)
    if (names[index] !== NO_NAME) buckets.meet(names[index] as number, index);
  const keys = new Int32Array(count * BANDS);
  for (let index = 0; index < count; index++)
    bandKeys(sets.values, sets.start(index), sets.start(index + 1), keys, index * BANDS);
  // One band after another, so that only one band's buckets are in memory.
  for (let band = 0; band < BANDS; band++) {
    buckets.clear();
    for (let index = 0; index < count; index++)
      if (!sets.isEmpty(index)) buckets.meet(keys[index * BANDS + band] as number, index);
  }
  return groups.groups();
}

const NO_NAME = -1;

/** A number for each identity, the same for the same one. */
function nameNumbers(count: number, identity: (index: number) => string | null): Int32Array {
  const known = new Map<string, number>();
  const numbers = new Int32Array(count).fill(NO_NAME);
  for (let index = 0; index < count; index++) {
    const name = identity(index);
    if (name === null) continue;
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    numbers[index] = number;
  }
  return numbers;
}

const NOBODY = -1;

/**
 * Texts by key, as a hash table in typed arrays: a map with a list for each of twenty thousand keys, band after band,
 * would leave more garbage than everything else together.
 */
class Buckets {
  /** The latest member of each bucket, found by its key; a power of two at least twice as many as there can be. */
  private readonly latest: Int32Array;
  /** For each text the one that came into its bucket before it. */
  private readonly before: Int32Array;
  private readonly keys: Int32Array;

  constructor(
    count: number,
    private readonly compare: (a: number, b: number) => void,
  ) {
    this.latest = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(NOBODY);
    this.before = new Int32Array(count);
    this.keys = new Int32Array(count);
  }

  clear(): void {
    this.latest.fill(NOBODY);
  }

  /** Compares with the latest members of the bucket; members of one group are found through any of them. */
  meet(key: number, index: number): void {
    const place = this.placeOf(key);
    let other = this.latest[place] as number;
    this.before[index] = other;
    this.keys[index] = key;
    this.latest[place] = index;
    for (let met = 0; other !== NOBODY && met < MAX_BUCKET_NEIGHBOURS; met++) {
      this.compare(other, index);
      other = this.before[other] as number;
    }
  }

  private placeOf(key: number): number {
    const mask = this.latest.length - 1;
    let place = key & mask;
    for (;;) {
      const member = this.latest[place] as number;
      if (member === NOBODY || this.keys[member] === key) return place;
      place = (place + 1) & mask;
    }
  }
}
