import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE, SERVICES } from '../../src/error-catalogue.ts';

/** The catalogue of errors against the program, and against the tests that provoke them. */
function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

const sources = textsBelow('src').filter((text) => !text.includes('export const ERROR_CATALOGUE'));
const codes = ERROR_CATALOGUE.map(({ code }) => code);
/** Codes as they stand where an error is made, and the endings that a tracker's name is put before. */
const thrown = new Set(
  sources.flatMap((text) => [...text.matchAll(/\bcode: '([A-Z][A-Z_]+)'/g)].map((m) => m[1])),
);
const endings = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/`\$\{words\.code\}_([A-Z_]+)`/g)].map((match) => match[1] ?? ''),
  ),
);
const TRACKERS = SERVICES.map(([, code]) => code);
const made = new Set([
  ...[...thrown].filter((code) => !TRACKERS.includes(code ?? '')),
  ...TRACKERS.flatMap((tracker) => [...endings].map((ending) => `${tracker}_${ending}`)),
]);

describe('the catalogue of errors', () => {
  it('lists every error of the program, and no other', () => {
    expect(thrown.size).toBeGreaterThan(60);
    expect([...made].filter((code) => !codes.includes(code ?? '')).sort()).toEqual([]);
    expect(codes.filter((code) => !made.has(code)).sort()).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says what each means and what to do, in sentences', () => {
    for (const { code, means, next } of ERROR_CATALOGUE) {
      expect(means, code).toMatch(/^\S.{15,}\.$/s);
      expect(next, code).toMatch(/^\S.{10,}$/s);
    }
  });

  it('is provoked by the tests: every code stands in one', () => {
    const tests = textsBelow('test').join('\n');
    // What any tracker may answer is provoked once for each ending, with one tracker or another.
    const named = (code: string): boolean => new RegExp(`['"\`]${code}['"\`]`).test(tests);
    const ending = (code: string): string | null =>
      [...endings].find((each) => TRACKERS.some((tracker) => code === `${tracker}_${each}`)) ?? null;
    const unprovoked = codes.filter((code) => {
      const of = ending(code);
      return of === null
        ? !named(code)
        : !named(of) && !TRACKERS.some((tracker) => named(`${tracker}_${of}`));
    });
    expect(unprovoked).toEqual([]);
  });
});
