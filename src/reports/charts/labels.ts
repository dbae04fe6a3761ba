import { plain, shorten } from '../escape/text.ts';

/**
 * Names for an axis: the words they all begin with are taken off (and returned for the axis title), the rest is cut
 * to `length` characters.
 */
export function shortLabels(names: readonly string[], length = 14): { labels: string[]; prefix: string } {
  const clean = names.map(plain);
  const prefix = commonWords(clean);
  return { labels: clean.map((name) => shorten(name.slice(prefix.length), length)), prefix: prefix.trim() };
}

function commonWords(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  let end = first.length;
  for (const name of others) {
    let same = 0;
    while (same < end && first[same] === name[same]) same += 1;
    end = same;
  }
  const prefix = first.slice(0, first.lastIndexOf(' ', end - 1) + 1);
  return names.every((name) => name.length > prefix.length) ? prefix : '';
}
