import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';

const page = readFileSync('docs/coverage.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!item|---)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/coverage.md', () => {
  it('answers every item with a rule or with what cannot be seen', () => {
    expect(rows.length).toBeGreaterThan(150);
    for (const [item, rule, unseen] of rows)
      expect(`${rule === '—' ? '' : rule}${unseen}`.length, item).toBeGreaterThan(5);
  });

  it('names only rules of the catalogue, and every one of them', () => {
    const named = new Set([...page.matchAll(/`([a-z-]+)`\]\(rules\//g)].map((match) => match[1]));
    const known = CATALOGUE.map((rule) => rule.id);
    expect([...named].filter((id) => !known.includes(id as string))).toEqual([]);
    expect(known.filter((id) => !named.has(id))).toEqual([]);
  });

  it('counts the rules that remain for a team without sprints', () => {
    expect(CATALOGUE.filter((rule) => rule.window !== 'sprints')).toHaveLength(50);
  });
});
