import { isAscii } from './words.ts';

/** What of a regular expression is needed to look for something. */
export interface Matcher {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
}

/**
 * A pattern that takes upper and lower case for the same, as the flags `iu` do. Texts of ASCII are read without the
 * rules of Unicode, which change nothing for them and take five times as long.
 * @param source without classes of Unicode (`\p{…}`) other than `\p{L}` and `\p{N}` inside of brackets
 */
export function eitherCase(source: string): Matcher {
  const full = new RegExp(source, 'iu');
  const plain = new RegExp(source.replaceAll('\\p{L}', 'a-z').replaceAll('\\p{N}', '0-9'), 'i');
  const fitting = (text: string): RegExp => (isAscii(text) ? plain : full);
  return { test: (text) => fitting(text).test(text), exec: (text) => fitting(text).exec(text) };
}
