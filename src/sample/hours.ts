import type { Instant } from '../history/team-history.ts';
import type { Random } from './random.ts';

/** The sample team lives in UTC and works from Monday to Friday, nine to half past five. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** `at(day, 9.5)` is half past nine on that day. */
export function at(day: Instant, hour: number): Instant {
  return day + Math.round(hour * 60) * MINUTE;
}

export function midnight(time: Instant): Instant {
  return time - (((time % DAY) + DAY) % DAY);
}

export function isWorkday(day: Instant): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Midnights of the working days in [from, to). */
export function workdays(from: Instant, to: Instant): Instant[] {
  const days: Instant[] = [];
  for (let day = midnight(from); day < to; day += DAY) if (isWorkday(day)) days.push(day);
  return days;
}

/** A moment on that day between two hours, to the second. */
export function during(random: Random, day: Instant, from: number, to: number): Instant {
  return day + Math.round(random.between(from, to) * 3600) * 1000;
}

/** The moment `hours` office hours (9:00–17:30) after `time`. */
export function officeHoursAfter(time: Instant, hours: number): Instant {
  let left = hours * HOUR;
  let moment = time;
  for (;;) {
    const day = midnight(moment);
    const opens = at(day, 9);
    const closes = at(day, 17.5);
    if (isWorkday(day) && moment < closes) {
      const from = Math.max(moment, opens);
      if (closes - from >= left) return from + Math.round(left / 1000) * 1000;
      left -= closes - from;
    }
    moment = day + DAY;
  }
}
