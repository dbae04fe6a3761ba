import { readPlainWords } from './plain-words.ts';

/** Words as the text rules count them. */

/** Runs of letters and digits of any script, lower case; one for each ideograph, because those scripts set no spaces. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu;

/** The same for texts of plain letters, several times faster. */
const ASCII_WORD = /[a-z0-9]+(?:['.-][a-z0-9]+)*/g;

export function words(text: string): string[] {
  return text.toLowerCase().match(isAscii(text) ? ASCII_WORD : WORD) ?? [];
}

/** How many words `words` finds. */
export function countWords(text: string): number {
  const plain = readPlainWords(text);
  if (plain === null) return words(text).length;
  let count = 0;
  while (plain.next()) count++;
  return count;
}

/** Without accents, ideographs and typographic signs. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range of ASCII begins with them
  return /^[\x00-\x7f]*$/.test(text);
}

/** Every run of whitespace one space; most texts have no other and are given back as they are. */
export function singleSpaced(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text;
}

/** Share of different words two texts have in common, 0 to 1 (Jaccard). */
export function wordOverlap(a: string, b: string): number {
  const left = new Set(contentWords(a));
  const right = new Set(contentWords(b));
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared / (left.size + right.size - shared);
}

/** Words that carry meaning in English; every word in another language. */
export function contentWords(text: string): string[] {
  return words(text).filter((word) => !STOP_WORDS.has(word));
}

export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the of to in on at by for from with without as is are was were be been being it its this that these those there ' +
    'and or but if then than so not no do does did has have had can could should would will shall may might must i you we ' +
    'they he she me my our your their them us his her into onto over under about when which who what where how all any each'
  ).split(' '),
);
