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
  if (!isAscii(text)) return words(text).length;
  const cursor = new PlainWords(text);
  let count = 0;
  while (cursor.next()) count++;
  return count;
}

/** What an ASCII character is: part of a word, joining the parts of one, or neither. */
const PART = 2;
const JOINS = 1;
const PLAIN_KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[a-z0-9]/i.test(sign) ? PART : /['.-]/.test(sign) ? JOINS : 0;
});

/**
 * The places of the words of an ASCII text, the same words as `words` finds. For whatever reads every word of every
 * description: making a string of each costs several times as much.
 */
export class PlainWords {
  start = 0;
  end = 0;

  constructor(private readonly text: string) {}

  /** Moves on to the next word; false when there is none. */
  next(): boolean {
    const { text } = this;
    let at = this.end;
    while (at < text.length && this.kind(at) !== PART) at++;
    if (at >= text.length) return false;
    this.start = at;
    do at++;
    while (this.kind(at) === PART || (this.kind(at) === JOINS && this.kind(at + 1) === PART));
    this.end = at;
    return true;
  }

  private kind(at: number): number {
    return at < this.text.length ? (PLAIN_KINDS[this.text.charCodeAt(at)] as number) : 0;
  }
}

/** Without accents, ideographs and typographic signs. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range of ASCII begins with them
  return /^[\x00-\x7f]*$/.test(text);
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
