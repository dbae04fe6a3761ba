import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trackersPage } from '../../scripts/trackers-page.ts';
import { DECLARATIONS } from '../../src/connectors/declarations.ts';
import { FACTS } from '../../src/history/reasons.ts';

describe('docs/trackers.md', () => {
  it('is what the connectors declare', () => {
    expect(readFileSync('docs/trackers.md', 'utf8')).toBe(trackersPage());
  });

  it('has a row for every fact and a column for every source', () => {
    const rows = trackersPage()
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(FACTS.length + 2);
    for (const row of rows) expect(row.split('|')).toHaveLength(DECLARATIONS.length + 3);
  });

  it('says of every fact that is not simply recorded where it is or what is missing', () => {
    const silent = DECLARATIONS.flatMap(({ title, records }) =>
      FACTS.filter((fact) => records[fact].keeps !== 'yes' && records[fact].note === '').map(
        (fact) => `${title}: ${fact}`,
      ),
    );
    expect(silent).toEqual([]);
  });
});
