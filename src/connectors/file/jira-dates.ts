import type { Instant } from '../../history/team-history.ts';

/** Months as Jira writes them in the languages whose exports we have seen; the first three letters, accents removed. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв'],
  ['feb', 'fev', 'фев'],
  ['mar', 'mrz', 'maer', 'мар'],
  ['apr', 'abr', 'avr', 'апр'],
  ['may', 'mai', 'mag', 'май', 'мая'],
  ['jun', 'giu', 'июн', 'juin'],
  ['jul', 'lug', 'июл', 'juil'],
  ['aug', 'ago', 'aou', 'авг'],
  ['sep', 'set', 'сен'],
  ['oct', 'okt', 'ott', 'out', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'dez', 'dic', 'дек'],
];

const NAMED =
  /^(\d{1,2})[/. -]+([^\d\s/.-]+)\.?[/. -]+(\d{2,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([^\d\s]+)?)?$/u;
const NUMERIC =
  /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?\s?m\.?)?)?$/i;
const ISO = /^\d{4}-\d{2}-\d{2}T/;

/**
 * Reads the dates of one CSV export. Jira writes them in the format of the person who exported: `15/Feb/26 4:37 PM`,
 * `15.02.2026 16:37`, `2026-02-15 16:37`. Numbers such as 03/04/2026 are read in the order that the file's other dates show.
 * A CSV states no time zone: times are taken as UTC.
 */
export class DateReader {
  /** Month before day; learned from dates whose parts leave no choice. */
  private monthFirst = false;
  private dayFirst = false;
  /** Dates that could be read both ways while nothing in the file decided: day first was assumed. */
  ambiguous = 0;

  /** Looks at all dates of the file before any is read. */
  learn(values: Iterable<string>): void {
    for (const value of values) {
      const [, first, second, third] = NUMERIC.exec(value.trim()) ?? [];
      if (first === undefined || second === undefined || first.length === 4 || value.includes('.')) continue;
      if (Number(first) > 12 && (third?.length ?? 0) > 0) this.dayFirst = true;
      if (Number(second) > 12) this.monthFirst = true;
    }
  }

  /** Null when the text is no date. */
  read(value: string): Instant | null {
    const text = value.trim();
    if (text === '') return null;
    if (ISO.test(text)) {
      const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
      return Number.isNaN(at) ? null : at;
    }
    return this.named(text) ?? this.numeric(text);
  }

  private named(text: string): Instant | null {
    const match = NAMED.exec(text);
    if (match === null) return null;
    const month = monthOf(match[2] as string);
    return month === null ? null : instant(year(match[3] as string), month, Number(match[1]), match.slice(4));
  }

  private numeric(text: string): Instant | null {
    const match = NUMERIC.exec(text);
    if (match === null) return null;
    const [first, second, third] = [match[1] as string, match[2] as string, match[3] as string];
    if (first.length === 4) return instant(Number(first), Number(second), Number(third), match.slice(4));
    const american = this.monthFirst && !this.dayFirst && !text.includes('.');
    if (!this.monthFirst && !this.dayFirst && !text.includes('.') && Number(first) <= 12) this.ambiguous += 1;
    const [day, month] = american ? [second, first] : [first, second];
    return instant(year(third), Number(month), Number(day), match.slice(4));
  }
}

function monthOf(word: string): number | null {
  const plain = word.toLowerCase().replace('ä', 'ae').normalize('NFD').replace(/\p{M}/gu, '');
  const place = MONTHS.findIndex((names) => names.some((name) => plain.startsWith(name)));
  return place === -1 ? null : place + 1;
}

function year(text: string): number {
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
}

function instant(
  year: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
): Instant | null {
  const [hour, minute, second, half] = time;
  let hours = Number(hour ?? 0);
  if (half !== undefined && /^p/i.test(half) && hours < 12) hours += 12;
  if (half !== undefined && /^a/i.test(half) && hours === 12) hours = 0;
  const at = Date.UTC(year, month - 1, day, hours, Number(minute ?? 0), Number(second ?? 0));
  const back = new Date(at);
  // 31/02 would silently become 3 March.
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? at : null;
}
