import { TZDate } from '@date-fns/tz';
import { UsageError } from '../errors.ts';
import type { Instant } from '../history/team-history.ts';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** The time a report looks at, in each team's zone. */
export type AsOf = (zone: string) => Instant;

/**
 * Reads `--as-of`: a date-time with offset, one without (the team's zone), or a date (the end of that day there).
 * @throws UsageError for anything else, and for days that do not exist
 */
export function parseAsOf(text: string): AsOf {
  const match = FORM.exec(text.trim());
  if (match === null) throw wrong(text);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millisecond = Number((match[7] ?? '').padEnd(3, '0'));
  const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text.trim().slice(0, 10));
  if (!exists || hour > 23 || minute > 59 || second > 59) throw wrong(text);
  const offset = match[8];
  if (offset !== undefined) {
    const at =
      Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offsetMinutes(offset) * 60_000;
    return () => at;
  }
  if (match[4] !== undefined)
    return (zone) => new TZDate(year, month - 1, day, hour, minute, second, millisecond, zone).getTime();
  return (zone) => new TZDate(year, month - 1, day + 1, zone).getTime() - 1;
}

/** The day after `until`'s last moment is not in it: start of a day, and the last moment of one, in a zone. */
export function startOfDate(date: string, zone: string): Instant {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new TZDate(year, month - 1, day, zone).getTime();
}

export function endOfDate(date: string, zone: string): Instant {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new TZDate(year, month - 1, day + 1, zone).getTime() - 1;
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
}

function wrong(text: string): UsageError {
  return new UsageError({
    code: 'AS_OF_INVALID',
    message: `--as-of "${text}" is not a time.`,
    next: 'Give a date like 2026-11-20, or a date-time like 2026-11-20T09:00:00+01:00.',
  });
}
