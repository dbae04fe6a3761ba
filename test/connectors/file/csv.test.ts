import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, parseRows } from '../../../src/connectors/file/csv.ts';
import { DateReader } from '../../../src/connectors/file/jira-dates.ts';

const write = (rows: readonly (readonly string[])[], delimiter: string, end: string): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(end);

describe('delimited text', () => {
  it('reads back whatever was written, with any delimiter and line ending', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', ' ', 'ü', '\t') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (table, delimiter, end) => {
          expect(
            [...parseRows(write(table, delimiter, end), delimiter, 'f.csv')].map((row) => row.cells),
          ).toEqual(table);
        },
      ),
    );
  });

  it('tells the line on which each row begins, cells of several lines counted', () => {
    const rows = [...parseRows('a,b\n"x\ny",2\n\n3,4\n', ',', 'f.csv')];
    expect(rows.map((row) => row.line)).toEqual([1, 2, 5]);
  });

  it('names the line of a quote that is never closed', () => {
    expect(() => [...parseRows('a,b\n1,2\n3,"open\nmore', ',', 'f.csv')]).toThrow('f.csv, line 3');
  });

  it.each([
    ['Summary,Issue key,Status', ','],
    ['Summary;Issue key;"Status; now"', ';'],
    ['Summary\tIssue key', '\t'],
    ['Summary^Issue key^Status', '^'],
    ['one column', null],
  ])('finds the delimiter of %s', (header, delimiter) => {
    expect(detectDelimiter(header)).toBe(delimiter);
  });
});

describe('dates of a Jira CSV', () => {
  const read = (value: string, others: readonly string[] = []): string | null => {
    const dates = new DateReader();
    dates.learn([value, ...others]);
    const at = dates.read(value);
    return at === null ? null : new Date(at).toISOString().slice(0, 16);
  };

  it.each([
    ['15/Feb/26 4:37 PM', '2026-02-15T16:37'],
    ['15/Feb/26 12:05 AM', '2026-02-15T00:05'],
    ['05/Dez./26 14:07', '2026-12-05T14:07'],
    ['1. März 2026', '2026-03-01T00:00'],
    ['15.02.2026 16:37', '2026-02-15T16:37'],
    ['2026-02-15 16:37', '2026-02-15T16:37'],
    ['2026-02-15T16:37:00.000+0100', '2026-02-15T15:37'],
    ['02/15/2026 4:37 PM', '2026-02-15T16:37'],
  ])('reads %s', (value, wanted) => {
    expect(read(value)).toBe(wanted);
  });

  it('reads 03/04/2026 in the order that the other dates of the file show', () => {
    expect(read('03/04/2026', ['12/31/2025'])).toBe('2026-03-04T00:00');
    expect(read('03/04/2026', ['31/12/2025'])).toBe('2026-04-03T00:00');
  });

  it('counts the dates that nothing in the file decides', () => {
    const dates = new DateReader();
    dates.learn(['03/04/2026']);
    dates.read('03/04/2026');
    expect(dates.ambiguous).toBe(1);
  });

  it.each(['31/02/2026', 'yesterday', '15/Foo/26'])('does not make a date of %s', (value) => {
    expect(read(value)).toBeNull();
  });
});
