import { TZDate } from '@date-fns/tz';
import ICAL from 'ical.js';
import type { Instant } from '../../history/team-history.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** Turns a wall clock time into an instant. */
export type ToInstant = (time: ICAL.Time) => Instant;

export interface ZoneReader {
  /** For a property's TZID; null is a time without a zone. */
  of(tzid: string | null): ToInstant;
  /** Times that had to be read in the team's zone because they carry none, or an unknown one. */
  readonly guessed: ReadonlySet<string>;
}

/**
 * Finds zones in this order: IANA names, Windows names, the calendar's own VTIMEZONE, an offset in the name
 * (`(UTC+01:00) …`), else the team's zone. IANA goes before VTIMEZONE because exports often carry one year's rules only.
 * @param teamZone used for times without a zone when the calendar names none of its own
 */
export function zoneReader(
  blocks: ReadonlyMap<string, readonly string[]>,
  calendarZone: string | null,
  teamZone: string,
): ZoneReader {
  const guessed = new Set<string>();
  const known = new Map<string | null, ToInstant>();
  const floating = namedZone(calendarZone) ?? teamZone;
  const find = (tzid: string | null): ToInstant => {
    if (tzid === null) {
      if (floating === teamZone) guessed.add('');
      return inZone(floating);
    }
    const named = namedZone(tzid);
    if (named !== null) return inZone(named);
    const own = ownZone(blocks.get(tzid), tzid) ?? cityZone(tzid) ?? offsetZone(tzid);
    if (own !== null) return own;
    guessed.add(tzid);
    return inZone(floating);
  };
  return {
    guessed,
    of: (tzid) => {
      const found = known.get(tzid) ?? find(tzid);
      known.set(tzid, found);
      return found;
    },
  };
}

/** The IANA zone of a name; null when it is none. `/mozilla.org/20070129_1/Europe/Berlin` ends in one. */
export function namedZone(tzid: string | null): string | null {
  if (tzid === null) return null;
  const plain = tzid.replaceAll('"', '').trim();
  if (plain === 'UTC' || plain === 'GMT' || plain === 'Z') return 'UTC';
  const windows = WINDOWS_ZONES[plain.toLowerCase()];
  if (windows !== undefined) return windows;
  const candidates = [plain, plain.split('/').slice(-2).join('/'), plain.split('/').slice(-3).join('/')];
  return candidates.find((name) => name.includes('/') && isIana(name)) ?? null;
}

function isIana(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    // Intl has no other way to ask whether a name is a zone.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function inZone(zone: string): ToInstant {
  return (time) =>
    new TZDate(time.year, time.month - 1, time.day, time.hour, time.minute, time.second, zone).getTime();
}

function ownZone(lines: readonly string[] | undefined, tzid: string): ToInstant | null {
  if (lines === undefined) return null;
  let zone: ICAL.Timezone;
  try {
    const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[]);
    if (component.getAllSubcomponents().length === 0) return null;
    zone = new ICAL.Timezone({ component, tzid });
    zone.utcOffset(
      ICAL.Time.fromData(
        { year: 2024, month: 1, day: 1, hour: 0, minute: 0, second: 0, isDate: false },
        zone,
      ),
    );
  } catch {
    // Some programs write rules that no reader understands; the name may still tell the offset.
    return null;
  }
  return (time) => {
    const local = time.clone();
    local.zone = zone;
    return local.toUnixTime() * 1000;
  };
}

/** Outlook's long names list cities: `(UTC+01:00) Amsterdam, Berlin, Bern, Rome`. */
function cityZone(tzid: string): ToInstant | null {
  const cities = tzid
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((city) => city.trim().replaceAll(' ', '_'));
  const zones = Intl.supportedValuesOf('timeZone');
  for (const city of cities) {
    const zone = city === '' ? undefined : zones.find((name) => name.endsWith(`/${city}`));
    if (zone !== undefined) return inZone(zone);
  }
  return null;
}

function offsetZone(tzid: string): ToInstant | null {
  const found = /(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(tzid);
  if (found === null) return null;
  const minutes = (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0));
  return (time) =>
    Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second) - minutes * 60_000;
}
