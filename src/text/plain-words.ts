/**
 * The words of plain texts by their places, the same words as `words` finds. For what reads every word of every
 * description: making strings of them costs several times as much.
 */

/** Longer texts are none of those that are read by the thousand. */
const MAX_CHARS = 12_000;

/** What a character of ASCII is: part of a word, joining the parts of one, or neither. */
const PART = 2;
const JOINS = 1;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[a-z0-9]/i.test(sign) ? PART : /['.-]/.test(sign) ? JOINS : 0;
});
const LOWER = Uint8Array.from({ length: 128 }, (_, code) =>
  String.fromCharCode(code).toLowerCase().charCodeAt(0),
);

/** Goes from word to word; `start` and `end` are the places of the present one. */
export interface PlainWords {
  readonly start: number;
  readonly end: number;
  /** Moves on to the next word; false when there is none. */
  next(): boolean;
  /** The code of the character at a place of the present word, in lower case. */
  code(at: number): number;
}

/**
 * The words of a text of ASCII, up to the next call; null for other and for very long texts. All texts go through the
 * same bytes, which are several times as fast to walk over as the characters of a string put together from others.
 */
export function readPlainWords(text: string): PlainWords | null {
  if (text.length > MAX_CHARS) return null;
  const { read, written } = encoder.encodeInto(text, bytes);
  // Every other character takes more than one byte.
  return read === text.length && written === text.length ? new Cursor(written) : null;
}

const encoder = new TextEncoder();
const bytes = new Uint8Array(MAX_CHARS + 1);

class Cursor implements PlainWords {
  start = 0;
  end = 0;

  constructor(private readonly length: number) {
    // Stands behind the last character, so that looking at the next one needs no check.
    bytes[length] = 0;
  }

  next(): boolean {
    const { length } = this;
    let at = this.end;
    while (at < length && kind(at) !== PART) at++;
    if (at >= length) return false;
    this.start = at;
    do at++;
    while (kind(at) === PART || (kind(at) === JOINS && kind(at + 1) === PART));
    this.end = at;
    return true;
  }

  code(at: number): number {
    return LOWER[bytes[at] as number] as number;
  }
}

function kind(at: number): number {
  return KINDS[bytes[at] as number] as number;
}
