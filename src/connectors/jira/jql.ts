import type { Instant } from '../../history/team-history.ts';

/** A text as JQL takes it. */
export function quoted(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Changes are found through an index that may lag behind, and clocks are read to the second only. */
const MARGIN = 5 * MINUTE;
/** Where the user's zone is unknown: no zone is further from UTC. */
const ANY_ZONE = 14 * HOUR;

/**
 * `updated >= "2026-11-20 09:00"`: JQL takes times to the minute and in the zone of the user who asks, so a margin is taken off, and
 * an hour more where the clock is set back around that time and the same local time stands for two.
 * @param zone IANA zone of the user; null when it could not be read
 */
export function updatedSince(since: Instant, zone: string | null): string {
  return `updated >= "${localMinute(...whereToAsk(since, zone))}"`;
}

function whereToAsk(since: Instant, zone: string | null): [Instant, string] {
  if (zone === null) return [since - MARGIN - ANY_ZONE, 'UTC'];
  const ambiguous = offset(since - 3 * HOUR, zone) !== offset(since + 3 * HOUR, zone);
  return [since - MARGIN - (ambiguous ? HOUR : 0), zone];
}

function localMinute(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = partsOf(at, zone);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

/** Milliseconds that the zone is ahead of UTC. */
function offset(at: Instant, zone: string): number {
  const { year, month, day, hour, minute } = partsOf(at, zone);
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) -
    Math.floor(at / MINUTE) * MINUTE
  );
}

function partsOf(at: Instant, zone: string): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return parts as ReturnType<typeof partsOf>;
}

/** The zone if this machine knows it; null otherwise. */
export function knownZone(name: string | null): string | null {
  if (name === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
