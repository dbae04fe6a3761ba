import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eitherCase } from '../../src/text/either-case.ts';
import { readPlainWords } from '../../src/text/plain-words.ts';
import { editSimilarity, isEditSimilar } from '../../src/text/similarity.ts';
import { countWords, singleSpaced, words } from '../../src/text/words.ts';

/** Texts made of what words begin, join and end with. */
const ascii = fc
  .array(fc.constantFrom(..."aZ9'.-_ \n".split(''), 'word', "Don't", 'e-mail', '3.5'), { maxLength: 40 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(
  ascii,
  fc.string({ unit: 'grapheme' }),
  fc.tuple(ascii, fc.constantFrom('é', '’', '漢', 'İ', '🎉'), ascii).map((parts) => parts.join('')),
);

function plainWords(text: string): string[] | null {
  const plain = readPlainWords(text);
  if (plain === null) return null;
  const found: string[] = [];
  while (plain.next()) {
    let word = '';
    for (let at = plain.start; at < plain.end; at++) word += String.fromCharCode(plain.code(at));
    found.push(word);
  }
  return found;
}

describe('the words of a plain text', () => {
  it('are those that making strings of them gives', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        expect(plainWords(text)).toEqual(words(text));
      }),
      { numRuns: 500 },
    );
  });

  it('are not looked for in other texts', () => {
    expect(plainWords('Größe')).toBeNull();
    expect(plainWords(`${'a'.repeat(11_998)}éé`)).toBeNull();
    expect(plainWords(`${'a'.repeat(11_999)}é`)).toBeNull();
    expect(plainWords('a'.repeat(12_001))).toBeNull();
    expect(plainWords('a'.repeat(12_000))).toHaveLength(1);
  });

  it('are none of the text before', () => {
    expect(plainWords('one two three four')).toHaveLength(4);
    expect(plainWords('one-')).toEqual(['one']);
    expect(plainWords('')).toEqual([]);
  });

  it('are counted in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(countWords(text)).toBe(words(text).length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('single spaces', () => {
  it('stand for every run of whitespace', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(singleSpaced(text)).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });
});

describe('a pattern for either case', () => {
  it('finds in ASCII what the rules of Unicode find', () => {
    const source = '(?<![\\p{L}\\p{N}-])(?:as|kunde)s?\\b';
    const sample = fc.array(
      fc.constantFrom('as', 'AS', 'Kunde', ' ', '-', '_', '1', 's', 'x', 'é', 'ſ', 'K'),
    );
    fc.assert(
      fc.property(sample, (parts) => {
        const text = parts.join('');
        expect(eitherCase(source).exec(text)).toEqual(new RegExp(source, 'iu').exec(text));
        expect(eitherCase(source).test(text)).toBe(new RegExp(source, 'iu').test(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('edit similarity to a given degree', () => {
  it('is that of the two texts', () => {
    const short = fc.array(fc.constantFrom('pay', 'by', 'card', 'now', '!'), { maxLength: 6 });
    fc.assert(
      fc.property(short, short, fc.constantFrom(0.5, 0.75, 0.8, 1), (a, b, least) => {
        const [left, right] = [a.join(' '), b.join(' ')];
        expect(isEditSimilar(left, right, least)).toBe(editSimilarity(left, right) >= least);
      }),
      { numRuns: 500 },
    );
  });
});
