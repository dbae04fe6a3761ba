import { type CollectedEvent, type EventReading, unreadable } from '../../events/collected.ts';
import { type ConfiguredTitles, eventsInTitle, isCancelledTitle } from '../../events/titles.ts';
import type { Gap, Instant } from '../../history/team-history.ts';
import { type CalendarBlocks, calendarBlocks, type EventBlock } from './blocks.ts';
import { CalendarProblem, calendarText, type DownloadOptions, publicName } from './download.ts';
import { type Entry, EntryError, readEntry } from './entries.ts';
import { type Occurrence, occurrencesOf, type Range, SeriesError } from './occurrences.ts';
import { zoneReader } from './zones.ts';

export { isRemote } from './download.ts';

export interface CalendarRequest extends DownloadOptions {
  /** A file's path or a URL (https; http on loopback; webcal is https). */
  readonly location: string;
  /** The team declares that every Scrum event would be in it. */
  readonly complete: boolean;
  /** Titles of the team's own events. */
  readonly titles?: ConfiguredTitles;
  readonly from: Instant;
  readonly to: Instant;
  /** Zone of times that carry none. */
  readonly timezone: string;
}

/**
 * Reads the Scrum events of a calendar: only entries whose title names one; private, hidden and all-day entries are never
 * looked at. A calendar that cannot be read is a gap, not an error.
 */
export async function readCalendar(request: CalendarRequest): Promise<EventReading> {
  const name = publicName(request.location);
  const what = `calendar ${name}`;
  let text: string;
  try {
    text = await calendarText(request.location, request);
  } catch (error) {
    if (error instanceof CalendarProblem) return unreadable(what, error.message);
    throw error;
  }
  const blocks = calendarBlocks(text);
  if (blocks === null) return unreadable(what, notACalendar(text));
  const { events, gaps } = scrumEvents(blocks, request, what);
  return {
    source: { kind: 'calendar', name, complete: request.complete },
    events,
    goals: [],
    updates: [],
    gaps,
    complete: true,
  };
}

function notACalendar(text: string): string {
  if (/^\s*(?:<!doctype html|<html|<head)/i.test(text))
    return 'it is a web page, probably a login page; use the calendar’s private or published feed address';
  return text.trim() === '' ? 'it is empty' : 'it is no calendar (no BEGIN:VCALENDAR)';
}

type Wanted = Pick<CalendarRequest, 'titles' | 'from' | 'to' | 'timezone'>;

/** The Scrum events of a calendar's text, and what of it could not be used. */
export function scrumEvents(
  blocks: CalendarBlocks,
  wanted: Wanted,
  what: string,
): { events: CollectedEvent[]; gaps: Gap[] } {
  const zones = zoneReader(blocks.zones, blocks.zone, wanted.timezone);
  const kindsOf = (title: string) => [
    ...new Set(eventsInTitle(title, wanted.titles).map((match) => match.kind)),
  ];
  const events: CollectedEvent[] = [];
  const problems = new Map<string, number>();
  const failed = (why: string): void => void problems.set(why, (problems.get(why) ?? 0) + 1);
  for (const series of matchingSeries(blocks.events, (title) => kindsOf(title).length > 0)) {
    const entries = series.flatMap((block) => entryOr(() => readEntry(block, zones), failed));
    if (entries.length === 0) continue;
    for (const one of seriesOccurrences(entries, wanted, failed))
      events.push(...collected(one, entries, kindsOf));
  }
  const gaps: Gap[] = [...problems].map(([why, n]) => ({
    what,
    why: n === 1 ? `one entry was left out: ${why}` : `${n} entries were left out: ${why}`,
  }));
  if (zones.guessed.has(''))
    gaps.push({ what, why: `some times carry no zone and were read in ${wanted.timezone}` });
  const unknown = [...zones.guessed].filter((zone) => zone !== '').length;
  if (unknown > 0)
    gaps.push({
      what,
      why: `times in ${unknown === 1 ? 'an unknown zone' : `${unknown} unknown zones`} were read in ${wanted.timezone}`,
    });
  return { events: events.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)), gaps };
}

/** Entries of one UID belong together: a replacement may carry another title than its series. */
function matchingSeries(
  blocks: readonly EventBlock[],
  matches: (title: string) => boolean,
): readonly (readonly EventBlock[])[] {
  const readable = blocks.filter((block) => !block.private && !block.allDay);
  const groups = new Map<string, EventBlock[]>();
  readable.forEach((block, index) => {
    const key = block.uid === '' ? `#${index}` : block.uid;
    groups.set(key, [...(groups.get(key) ?? []), block]);
  });
  return [...groups.values()].filter((group) => group.some((block) => matches(block.title)));
}

function entryOr(read: () => Entry, failed: (why: string) => void): readonly Entry[] {
  try {
    return [read()];
  } catch (error) {
    // ical.js throws plain errors for malformed properties; the entry is counted in the gaps without its title.
    failed(error instanceof EntryError ? error.message : 'malformed');
    return [];
  }
}

function seriesOccurrences(
  entries: readonly Entry[],
  range: Range,
  failed: (why: string) => void,
): readonly Occurrence[] {
  try {
    return occurrencesOf(entries, range);
  } catch (error) {
    failed(error instanceof SeriesError ? error.message : 'its recurrence is malformed');
    return [];
  }
}

/** A meeting that combines events becomes one for each, sharing its time in the order of the title. */
function collected(
  one: Occurrence,
  entries: readonly Entry[],
  kindsOf: (title: string) => readonly CollectedEvent['kind'][],
): CollectedEvent[] {
  const own = kindsOf(one.entry.title);
  const series = kindsOf(entries[0]?.title ?? '');
  const kinds = own.length > 0 ? own : series;
  const renamed = own.length === 0;
  const cancelled = one.cancelled || isCancelledTitle(one.entry.title) || renamed;
  const share = one.length === null ? 0 : one.length / Math.max(1, kinds.length);
  return kinds.flatMap((kind, index) => {
    const start = one.start + index * share;
    const event = eventOf(one, kind, start, one.length === null ? null : start + share, cancelled);
    if (!one.moved || cancelled) return [event];
    // Moved to another day: the planned one did not take place then.
    const planned = one.planned + index * share;
    return [
      event,
      {
        ...eventOf(one, kind, planned, one.length === null ? null : planned + share, true),
        id: `${event.id}/moved`,
      },
    ];
  });
}

function eventOf(
  one: Occurrence,
  kind: CollectedEvent['kind'],
  start: Instant,
  end: Instant | null,
  cancelled: boolean,
): CollectedEvent {
  return {
    id: `calendar/${one.entry.uid}/${new Date(one.planned).toISOString()}/${kind}`,
    kind,
    source: 'calendar',
    title: one.entry.title,
    start,
    end,
    cancelled,
    organiser: one.entry.organiser,
    attendees: one.entry.attendees,
    actions: [],
    text: null,
    key: null,
  };
}
