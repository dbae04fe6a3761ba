import { readShingles } from './shingles.ts';

/** Words of 32 bits in a set's sketch. */
const SKETCH_WORDS = 8;

/**
 * The shingles of many texts, one set behind the other in one array: an array of its own for each would cost more than
 * what it holds.
 */
export class ShingleSets {
  values = new Uint32Array(1 << 14);
  /** Where each set begins; the next one's beginning is its end. */
  private readonly starts: number[] = [0];
  private sketches: Int32Array | null = null;

  get size(): number {
    return this.starts.length - 1;
  }

  add(text: string): void {
    const from = this.start(this.size);
    const set = readShingles(text);
    if (from + set.length > this.values.length) {
      const larger = new Uint32Array(Math.max(from + set.length, Math.ceil(this.values.length * 1.5)));
      larger.set(this.values);
      this.values = larger;
    }
    this.values.set(set, from);
    this.starts.push(from + set.length);
    this.sketches = null;
  }

  start(index: number): number {
    return this.starts[index] as number;
  }

  isEmpty(index: number): boolean {
    return this.start(index) === this.start(index + 1);
  }

  /** Whether the share of shingles that two sets have in common reaches the threshold. */
  reach(a: number, b: number, threshold: number): boolean {
    const sizes = [this.start(a + 1) - this.start(a), this.start(b + 1) - this.start(b)] as const;
    const total = sizes[0] + sizes[1];
    // shared / (total - shared) >= threshold; a little less, so that rounding never decides.
    const needed = Math.ceil((threshold * total) / (1 + threshold) - 1e-6);
    if (sizes[0] < needed || sizes[1] < needed || this.differ(a, b, total - 2 * needed)) return false;
    const shared = this.shared(a, b, needed);
    return shared !== null && shared / (total - shared) >= threshold;
  }

  /**
   * Whether the sketches alone show that more than so many shingles are in one set only. Each of those turns over one
   * bit of what the sketches differ in, so there are at least as many as bits. Nearly every pair that shares a bucket by
   * chance ends here.
   */
  private differ(a: number, b: number, most: number): boolean {
    this.sketches ??= this.sketched();
    let bits = 0;
    for (let at = 0; at < SKETCH_WORDS; at++) {
      const one = this.sketches[a * SKETCH_WORDS + at] as number;
      const other = this.sketches[b * SKETCH_WORDS + at] as number;
      bits += countBits(one ^ other);
      if (bits > most) return true;
    }
    return false;
  }

  /** For each set, for each of 256 remainders, whether an odd number of its members leaves it. */
  private sketched(): Int32Array {
    const sketches = new Int32Array(this.size * SKETCH_WORDS);
    for (let index = 0; index < this.size; index++) {
      for (let at = this.start(index); at < this.start(index + 1); at++) {
        const value = this.values[at] as number;
        const place = index * SKETCH_WORDS + ((value >>> 5) % SKETCH_WORDS);
        sketches[place] = (sketches[place] as number) ^ (1 << (value & 31));
      }
    }
    return sketches;
  }

  /** Number of shingles in both sets; null as soon as there cannot be as many as needed. */
  private shared(a: number, b: number, needed: number): number | null {
    const { values } = this;
    let [left, right] = [this.start(a), this.start(b)];
    const [leftEnd, rightEnd] = [this.start(a + 1), this.start(b + 1)];
    let leftSpare = leftEnd - left - needed;
    let rightSpare = rightEnd - right - needed;
    let shared = 0;
    while (left < leftEnd && right < rightEnd) {
      const [one, other] = [values[left] as number, values[right] as number];
      if (one === other) shared++;
      else if (one < other ? --leftSpare < 0 : --rightSpare < 0) return null;
      if (one <= other) left++;
      if (other <= one) right++;
    }
    return shared;
  }
}

/** Bits that are set in a 32-bit number (Warren, Hacker's Delight, 5-1). */
function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
