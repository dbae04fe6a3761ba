import ICAL from 'ical.js';
import type { Instant } from '../../history/team-history.ts';
import { dayOf, type Entry } from './entries.ts';

export interface Occurrence {
  /** Start that the series gives it: identifies it when it was moved. */
  readonly planned: Instant;
  readonly start: Instant;
  readonly length: number | null;
  readonly cancelled: boolean;
  /** The entry that describes it: the series, or its replacement. */
  readonly entry: Entry;
  /** It was moved to another day. */
  readonly moved: boolean;
}

export interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

/** Rules finer than a day describe no meeting; more occurrences than this in one series neither. */
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
const MAX_STEPS = 20_000;

/** A series that cannot be expanded, with the reason in plain words. */
export class SeriesError extends Error {}

/**
 * The occurrences of one series in the range: rules expanded in wall clock time (so that a meeting stays at ten o'clock
 * over a change of daylight saving), exclusions as cancelled ones, replacements applied.
 */
export function occurrencesOf(entries: readonly Entry[], range: Range): readonly Occurrence[] {
  const master = newest(entries.filter((entry) => !isReplacement(entry)));
  const replacements = replacementsOf(entries);
  const used = new Set<Entry>();
  const found: Occurrence[] = [];
  if (master !== null) {
    for (const wall of plannedTimes(master, range)) {
      const replacement = replacements.find((entry) => replaces(entry, wall));
      if (replacement !== undefined) used.add(replacement);
      const future = replacement === undefined ? futureChange(replacements, wall.at) : undefined;
      found.push(occurrence(master, wall, replacement, future));
    }
  }
  for (const entry of replacements) {
    if (used.has(entry)) continue;
    found.push({
      planned: entry.replaces ?? entry.start,
      start: entry.start,
      length: entry.length,
      cancelled: entry.cancelled,
      entry,
      moved: false,
    });
  }
  return found
    .filter((one) => one.start >= range.from && one.start <= range.to)
    .sort((a, b) => a.start - b.start);
}

interface PlannedTime {
  readonly at: Instant;
  readonly day: string;
  readonly excluded: boolean;
}

function isReplacement(entry: Entry): boolean {
  return entry.replaces !== null || entry.replacesDay !== null;
}

function replaces(entry: Entry, planned: PlannedTime): boolean {
  return entry.replaces === planned.at || (entry.replacesDay !== null && entry.replacesDay === planned.day);
}

/** Of entries with the same identity the one with the highest sequence, then the last. */
function newest(entries: readonly Entry[]): Entry | null {
  return entries.reduce<Entry | null>(
    (best, entry) => (best === null || entry.sequence >= best.sequence ? entry : best),
    null,
  );
}

function replacementsOf(entries: readonly Entry[]): readonly Entry[] {
  const byTime = new Map<string, Entry[]>();
  for (const entry of entries.filter(isReplacement)) {
    const key = entry.replacesDay ?? String(entry.replaces);
    byTime.set(key, [...(byTime.get(key) ?? []), entry]);
  }
  return [...byTime.values()].map((same) => newest(same) as Entry);
}

/** The last change "this and all later ones" at or before the occurrence. */
function futureChange(replacements: readonly Entry[], at: Instant): Entry | undefined {
  return replacements
    .filter((entry) => entry.andFuture && entry.replaces !== null && entry.replaces <= at)
    .sort((a, b) => (b.replaces ?? 0) - (a.replaces ?? 0))[0];
}

function occurrence(
  master: Entry,
  planned: PlannedTime,
  replacement: Entry | undefined,
  future: Entry | undefined,
): Occurrence {
  if (replacement !== undefined) {
    const moved =
      dayOf(replacement.wall) !== planned.day && Math.abs(replacement.start - planned.at) > 12 * 3_600_000;
    return {
      planned: planned.at,
      start: replacement.start,
      length: replacement.length,
      cancelled: replacement.cancelled || planned.excluded,
      entry: replacement,
      moved,
    };
  }
  const entry = future ?? master;
  const shift = future === undefined ? 0 : future.start - (future.replaces as Instant);
  return {
    planned: planned.at,
    start: planned.at + shift,
    length: entry.length,
    cancelled: entry.cancelled || planned.excluded,
    entry,
    moved: false,
  };
}

/** Start, rule by rule, and added dates; each once. */
function plannedTimes(master: Entry, range: Range): readonly PlannedTime[] {
  const times = new Map<Instant, PlannedTime>();
  const add = (at: Instant, day: string): void => {
    times.set(at, { at, day, excluded: master.excluded.has(at) || master.excludedDays.has(day) });
  };
  add(master.start, dayOf(master.wall));
  for (const rule of master.rules) expandRule(master, rule, range, add);
  for (const at of master.added) add(at, new Date(at).toISOString().slice(0, 10));
  return [...times.values()];
}

function expandRule(
  master: Entry,
  rule: ICAL.Recur,
  range: Range,
  add: (at: Instant, day: string) => void,
): void {
  if (!FREQUENCIES.has(rule.freq)) throw new SeriesError('it repeats more often than daily');
  const until = untilOf(rule, master);
  const counted = new ICAL.Recur({ ...rule.toJSON(), until: undefined } as never);
  const start = master.wall.clone();
  start.zone = ICAL.Timezone.localTimezone;
  const iterator = counted.iterator(start);
  for (let step = 0; ; step++) {
    if (step > MAX_STEPS) throw new SeriesError(`it has more than ${MAX_STEPS} occurrences`);
    const wall = iterator.next() as ICAL.Time | null;
    if (wall === null) return;
    const at = master.toInstant(wall);
    // Replacements may move an occurrence from just outside into the range, hence a month of slack.
    if (at > until || at > range.to + 31 * 86_400_000) return;
    if (at >= range.from - 31 * 86_400_000) add(at, dayOf(wall));
  }
}

/** The last instant of the rule: UTC as it stands, a wall clock time in the series' zone, a day to its end. */
function untilOf(rule: ICAL.Recur, master: Entry): Instant {
  const until = rule.until as ICAL.Time | null | undefined;
  if (until === null || until === undefined) return Number.POSITIVE_INFINITY;
  if (until.isDate) {
    const end = new ICAL.Time(
      {
        year: until.year,
        month: until.month,
        day: until.day,
        hour: 23,
        minute: 59,
        second: 59,
        isDate: false,
      },
      ICAL.Timezone.localTimezone,
    );
    return master.toInstant(end);
  }
  if (until.zone === ICAL.Timezone.utcTimezone) return until.toUnixTime() * 1000;
  return master.toInstant(until);
}
