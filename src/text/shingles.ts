import { readPlainWords, type PlainWords } from './plain-words.ts';
import { words } from './words.ts';

/** Sets of shingles (short runs of words or characters) as sorted 32-bit hashes. */

/** Characters and words of a text that are compared. */
const MAX_CHARS = 12_000;
const MAX_WORDS = 400;
/** Shorter texts are taken by characters: one changed word would be everything. */
const SHORT_WORDS = 12;

const wordHashes = new Uint32Array(MAX_WORDS);
/** No text has more shingles than characters; in lower case there can be twice as many ("İ"). */
const found = new Uint32Array(2 * MAX_CHARS);

/** One text's set of shingles, ascending. */
export function shingles(text: string): Uint32Array {
  return readShingles(text).slice();
}

/** The same, valid until the next call: for whoever copies it elsewhere. */
export function readShingles(text: string): Uint32Array {
  const part = text.slice(0, MAX_CHARS);
  const tokens = hashWords(part);
  let count = 0;
  if (tokens < SHORT_WORDS) {
    const joined = words(part).join(' ');
    for (let at = 0; at + 3 <= joined.length; at++) found[count++] = hash(joined, at, at + 3);
  } else {
    for (let at = 0; at + 2 <= tokens; at++)
      found[count++] = pairOf(wordHashes[at] as number, wordHashes[at + 1] as number);
  }
  found.subarray(0, count).sort();
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (kept === 0 || found[at] !== found[kept - 1]) found[kept++] = found[at] as number;
  }
  return found.subarray(0, kept);
}

/** Fills `wordHashes`; how many words there are, MAX_WORDS at most. */
function hashWords(text: string): number {
  let count = 0;
  const plain = readPlainWords(text);
  if (plain !== null) while (count < MAX_WORDS && plain.next()) wordHashes[count++] = hashPlain(plain);
  else for (const word of words(text).slice(0, MAX_WORDS)) wordHashes[count++] = hash(word, 0, word.length);
  return count;
}

const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/** FNV-1a, mixed. */
function hash(text: string, from: number, to: number): number {
  let value = HASH_START;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), HASH_PRIME);
  return mix(value);
}

/** The same of the present word in lower case. */
function hashPlain(word: PlainWords): number {
  let value = HASH_START;
  for (let at = word.start; at < word.end; at++) value = Math.imul(value ^ word.code(at), HASH_PRIME);
  return mix(value);
}

function pairOf(a: number, b: number): number {
  return mix(a ^ Math.imul(b, 0x85ebca6b));
}

/** Spreads the bits of a 32-bit number (the end of MurmurHash3). */
export function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
