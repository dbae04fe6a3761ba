import { plain } from '../escape/text.ts';

/**
 * File-name parts for teams, unique and in the same order: lower-case ASCII letters, digits and dashes. Two teams
 * whose names come out the same (or empty) get a number.
 */
export function fileNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const base = slug(name);
    let unique = base;
    for (let n = 2; used.has(unique); n += 1) unique = `${base}-${n}`;
    used.add(unique);
    return unique;
  });
}

function slug(name: string): string {
  const ascii = plain(name)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return ascii === '' ? 'team' : ascii;
}
