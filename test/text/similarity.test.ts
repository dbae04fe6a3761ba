import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearDuplicates } from '../../src/text/near-duplicates.ts';
import { editSimilarity, jaccard, shingles } from '../../src/text/similarity.ts';

/** Every pair compared, groups by reachability. */
function quadratic(texts: readonly string[], threshold: number): number[][] {
  const sets = texts.map(shingles);
  const group = texts.map((_, index) => index);
  for (let a = 0; a < texts.length; a++) {
    for (let b = a + 1; b < texts.length; b++) {
      if (jaccard(sets[a] as Uint32Array, sets[b] as Uint32Array) < threshold) continue;
      const [keep, drop] = [
        Math.min(group[a] as number, group[b] as number),
        Math.max(group[a] as number, group[b] as number),
      ];
      group.forEach((root, index) => {
        if (root === drop) group[index] = keep;
      });
    }
  }
  const members = new Map<number, number[]>();
  group.forEach((root, index) => members.set(root, [...(members.get(root) ?? []), index]));
  return [...members.values()].filter((one) => one.length > 1);
}

const word = fc.constantFrom(
  ...'basket order pay card slot mail shop list price page user cancel refund door code map'.split(' '),
);
const sentence = fc.array(word, { minLength: 0, maxLength: 30 }).map((list) => list.join(' '));
/** Texts of which some differ from another one in a single word. */
const backlog = fc
  .tuple(
    fc.array(sentence, { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), word), { maxLength: 12 }),
  )
  .map(([own, copies]) => [
    ...own,
    ...copies.map(([from, more]) => `${own[from % own.length] ?? ''} ${more}`),
  ]);

describe('near-duplicates', () => {
  it('are those that comparing every pair finds', () => {
    fc.assert(
      fc.property(backlog, (texts) => {
        expect(nearDuplicates(texts, 0.9)).toEqual(quadratic(texts, 0.9));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('are the same long texts that a comparison of all shingles finds', () => {
    const long = Array.from({ length: 300 }, (_, index) => `word${index}`);
    const changed = fc.uniqueArray(fc.nat({ max: 299 }), { maxLength: 60 });
    fc.assert(
      fc.property(changed, (places) => {
        const other = long.map((one, index) => (places.includes(index) ? `other${index}` : one));
        const texts = [long.join(' '), other.join(' ')];
        const likeness = jaccard(shingles(texts[0] as string), shingles(texts[1] as string));
        // Nearer to the threshold the bands may miss a pair, once in a thousand.
        if (Math.abs(likeness - 0.85) > 0.05)
          expect(nearDuplicates(texts, 0.85)).toHaveLength(likeness > 0.85 ? 1 : 0);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('come in groups of their own, ascending', () => {
    fc.assert(
      fc.property(backlog, (texts) => {
        const members = nearDuplicates(texts, 0.85).flat();
        expect(new Set(members).size).toBe(members.length);
        for (const group of nearDuplicates(texts, 0.85))
          expect([...group].sort((a, b) => a - b)).toEqual(group);
      }),
    );
  });

  it('the same text in fifty items is one group', () => {
    const texts = Array.from({ length: 50 }, () => 'Let shoppers pay with a gift card at the till');
    expect(nearDuplicates(texts, 0.85)).toEqual([texts.map((_, index) => index)]);
  });

  it('empty texts and texts without words match nothing', () => {
    expect(nearDuplicates(['', '', '🎉', '🎉', '—', '—'], 0.85)).toEqual([]);
  });

  it('the last say on a pair is heard', () => {
    const texts = ['Pay with a gift card today', 'Pay with a gift card today'];
    expect(nearDuplicates(texts, 0.85, () => false)).toEqual([]);
  });

  it('the same identity makes different texts alike', () => {
    expect(nearDuplicates(['Pay by card', 'Something else'], 0.85, undefined, () => 'pay')).toEqual([[0, 1]]);
  });
});

describe('likeness of two texts', () => {
  it('ignores case, punctuation and spacing', () => {
    expect(editSimilarity('Pay by card!', '  pay BY card')).toBe(1);
    expect(editSimilarity('', '')).toBe(0);
    expect(editSimilarity('abcd', 'abcx')).toBe(0.75);
  });

  it('is the share of common shingles', () => {
    expect(jaccard(Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4))).toBe(0.5);
    expect(jaccard(new Uint32Array(), Uint32Array.of(1))).toBe(0);
  });
});
