import { tz } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import type { Instant } from './team-history.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Measures durations in the team's working days: 24 hours of working time, weekends and holidays left out. */
export interface WorkingTime {
  /** Working days between two instants, unrounded; 0 when `to` is not after `from`. */
  days(from: Instant, to: Instant): number;
  /** The instant `days` working days after (or, negative, before) `at`. */
  add(at: Instant, days: number): Instant;
  isWorkingDay(at: Instant): boolean;
  /** Start of each working day that touches [from, to), in the team's zone. */
  workingDaysBetween(from: Instant, to: Instant): readonly Instant[];
  /** Calendar date `YYYY-MM-DD` in the team's zone. */
  dateOf(at: Instant): string;
  /** 0 Sunday … 6 Saturday in the team's zone. */
  weekdayOf(at: Instant): number;
  startOfDay(at: Instant): Instant;
  readonly timezone: string;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export interface WorkingTimeSettings {
  readonly timezone: string;
  readonly workingDays: readonly string[];
  readonly holidays: readonly string[];
}

/**
 * Builds the clock of a team. Local midnights are computed once a day and cached, so that a duration costs two
 * look-ups; daylight saving makes some days 23 or 25 hours long.
 */
export function workingTime(settings: WorkingTimeSettings): WorkingTime {
  const calendar = new LocalCalendar(settings);
  return {
    timezone: settings.timezone,
    days: (from, to) => (to <= from ? 0 : calendar.workedBetween(from, to) / DAY),
    add: (at, days) => calendar.add(at, days * DAY),
    isWorkingDay: (at) => calendar.works(calendar.indexOf(at)),
    workingDaysBetween: (from, to) => {
      const starts: Instant[] = [];
      if (to <= from) return starts;
      const last = calendar.indexOf(to - 1);
      for (let index = calendar.indexOf(from); index <= last; index++) {
        if (calendar.works(index)) starts.push(calendar.startOf(index));
      }
      return starts;
    },
    dateOf: (at) => calendar.date(calendar.indexOf(at)),
    weekdayOf: (at) => calendar.weekday(calendar.indexOf(at)),
    startOfDay: (at) => calendar.startOf(calendar.indexOf(at)),
  };
}

/** Days counted from an origin, each with its local start and the working time before it; grows at both ends. */
class LocalCalendar {
  private readonly zone: ReturnType<typeof tz>;
  private readonly utc: boolean;
  private readonly working: ReadonlySet<string>;
  private readonly holidays: ReadonlySet<string>;
  private starts: Instant[] = [];
  private worked: number[] = [];
  private dates: string[] = [];
  private weekdays: number[] = [];
  private last = 0;

  constructor(settings: WorkingTimeSettings) {
    this.zone = tz(settings.timezone);
    this.utc = settings.timezone === 'UTC' || settings.timezone === 'Etc/UTC';
    this.working = new Set(settings.workingDays);
    this.holidays = new Set(settings.holidays);
  }

  startOf(index: number): Instant {
    return this.starts[index] as Instant;
  }

  date(index: number): string {
    return this.dates[index] as string;
  }

  weekday(index: number): number {
    return this.weekdays[index] as number;
  }

  works(index: number): boolean {
    return this.working.has(WEEKDAYS[this.weekday(index)] as string) && !this.holidays.has(this.date(index));
  }

  /** Index of the local day that holds the instant. */
  indexOf(at: Instant): number {
    this.cover(at);
    let index = this.last;
    if (this.startOf(index) <= at && at < this.startOf(index + 1)) return index;
    let low = 0;
    let high = this.starts.length - 2;
    while (low < high) {
      index = (low + high + 1) >> 1;
      if (this.startOf(index) <= at) low = index;
      else high = index - 1;
    }
    this.last = low;
    return low;
  }

  /** Working milliseconds between two instants; both are covered first, since growing moves the origin. */
  workedBetween(from: Instant, to: Instant): number {
    this.cover(from);
    this.cover(to);
    return this.workedUntil(to) - this.workedUntil(from);
  }

  /** Working milliseconds from the origin to the instant. */
  private workedUntil(at: Instant): number {
    const index = this.indexOf(at);
    return (this.worked[index] as number) + (this.works(index) ? at - this.startOf(index) : 0);
  }

  add(at: Instant, milliseconds: number): Instant {
    if (milliseconds === 0 || this.working.size === 0) return at;
    let left = Math.abs(milliseconds);
    const step = milliseconds > 0 ? 1 : -1;
    let position = at;
    for (let guard = 0; guard < 20_000; guard++) {
      const index = this.indexOf(step > 0 ? position : position - 1);
      const edge = step > 0 ? this.startOf(index + 1) : this.startOf(index);
      const room = Math.abs(edge - position);
      if (this.works(index)) {
        if (left <= room) return position + step * left;
        left -= room;
      }
      position = edge;
    }
    return position;
  }

  /** Makes sure that the day of the instant and the one after are known. */
  private cover(at: Instant): void {
    if (this.starts.length === 0) return this.fill(at - 400 * DAY, at + 30 * DAY);
    const first = this.startOf(0);
    const last = this.startOf(this.starts.length - 1);
    // As far again as is known already, so that a history read backwards is not filled over and over.
    if (at < first) this.fill(at - Math.max(400 * DAY, last - first), last);
    else if (at >= last) this.fill(first, at + 400 * DAY);
  }

  private fill(from: Instant, to: Instant): void {
    this.starts = [];
    this.worked = [];
    this.dates = [];
    this.weekdays = [];
    this.last = 0;
    let worked = 0;
    for (let start = this.midnightBefore(from); ;) {
      const known = this.dayFrom(start);
      this.starts.push(start);
      this.worked.push(worked);
      this.weekdays.push(known.weekday);
      this.dates.push(known.date);
      if (start > to) break;
      if (this.works(this.starts.length - 1)) worked += known.next - start;
      start = known.next;
    }
  }

  private midnightBefore(at: Instant): Instant {
    return this.utc ? Math.floor(at / DAY) * DAY : startOfDay(new Date(at), { in: this.zone }).getTime();
  }

  /** The zone's rules are asked once a day; without any, arithmetic is enough. */
  private dayFrom(start: Instant): {
    readonly weekday: number;
    readonly date: string;
    readonly next: Instant;
  } {
    if (this.utc) {
      const day = new Date(start);
      return { weekday: day.getUTCDay(), date: day.toISOString().slice(0, 10), next: start + DAY };
    }
    const day = this.zone(start);
    const next = startOfDay(addDays(day, 1, { in: this.zone }), { in: this.zone });
    return { weekday: day.getDay(), date: isoDate(day), next: next.getTime() };
  }
}

function isoDate(day: Date): string {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(day.getFullYear(), 4)}-${pad(day.getMonth() + 1, 2)}-${pad(day.getDate(), 2)}`;
}
