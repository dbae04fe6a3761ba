import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, workingTime } from '../../src/history/working-time.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
const utc = workingTime({ timezone: 'UTC', workingDays: WEEK, holidays: ['2026-01-06'] });
const berlin = workingTime({ timezone: 'Europe/Berlin', workingDays: WEEK, holidays: [] });
const at = (text: string): number => Date.parse(text);

describe('working time', () => {
  it('counts 24 hours of a working day as one day and leaves weekends and holidays out', () => {
    expect(utc.days(at('2026-01-07T10:00Z'), at('2026-01-08T10:00Z'))).toBe(1);
    expect(utc.days(at('2026-01-09T12:00Z'), at('2026-01-12T12:00Z'))).toBe(1);
    expect(utc.days(at('2026-01-05T12:00Z'), at('2026-01-07T12:00Z'))).toBe(1);
    expect(utc.days(at('2026-01-10T00:00Z'), at('2026-01-11T23:00Z'))).toBe(0);
    expect(utc.days(at('2026-01-08T00:00Z'), at('2026-01-07T00:00Z'))).toBe(0);
  });

  it('follows the zone and its clock changes', () => {
    expect(berlin.dateOf(at('2026-03-28T23:30Z'))).toBe('2026-03-29');
    // Sunday 29 March has 23 hours; Monday begins at 22:00 UTC.
    expect(berlin.startOfDay(at('2026-03-30T12:00Z'))).toBe(at('2026-03-29T22:00Z'));
    expect(berlin.isWorkingDay(at('2026-03-29T21:59Z'))).toBe(false);
    expect(berlin.isWorkingDay(at('2026-03-29T22:00Z'))).toBe(true);
  });

  it('lists the starts of the working days that touch a span', () => {
    expect(
      utc
        .workingDaysBetween(at('2026-01-05T12:00Z'), at('2026-01-09T00:00Z'))
        .map((start) => utc.dateOf(start)),
    ).toEqual(['2026-01-05', '2026-01-07', '2026-01-08']);
    expect(utc.workingDaysBetween(at('2026-01-05T12:00Z'), at('2026-01-05T12:00Z'))).toEqual([]);
  });

  const instants = fc
    .integer({ min: at('2020-01-01T00:00Z') / HOUR, max: at('2031-01-01T00:00Z') / HOUR })
    .map((hour) => hour * HOUR);

  it('is additive, never negative and never longer than the calendar', () => {
    fc.assert(
      fc.property(instants, instants, instants, fc.constantFrom(utc, berlin), (x, y, z, clock) => {
        const [a, b, c] = [x, y, z].sort((p, q) => p - q) as [number, number, number];
        expect(clock.days(a, c)).toBeCloseTo(clock.days(a, b) + clock.days(b, c), 6);
        expect(clock.days(a, b)).toBeGreaterThanOrEqual(0);
        expect(clock.days(a, b)).toBeLessThanOrEqual((b - a) / DAY + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('adds what it measures', () => {
    fc.assert(
      fc.property(instants, fc.double({ min: 0.01, max: 40, noNaN: true }), (from, days) => {
        const to = berlin.add(from, days);
        expect(berlin.days(from, to)).toBeCloseTo(days, 5);
        expect(berlin.days(berlin.add(to, -days), to)).toBeCloseTo(days, 5);
      }),
      { numRuns: 200 },
    );
  });

  it('counts nothing when no day is a working day', () => {
    const never = workingTime({ timezone: 'UTC', workingDays: [], holidays: [] });
    expect(never.days(at('2026-01-05T00:00Z'), at('2026-02-05T00:00Z'))).toBe(0);
    expect(never.add(at('2026-01-05T00:00Z'), 3)).toBe(at('2026-01-05T00:00Z'));
  });
});
