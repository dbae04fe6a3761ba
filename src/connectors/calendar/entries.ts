import ICAL from 'ical.js';
import type { CollectedAttendee } from '../../events/collected.ts';
import type { Instant } from '../../history/team-history.ts';
import type { EventBlock } from './blocks.ts';
import type { ToInstant, ZoneReader } from './zones.ts';

/** One VEVENT with its times as instants. */
export interface Entry {
  readonly uid: string;
  readonly title: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly start: Instant;
  /** Duration in milliseconds; null when the entry has no end. */
  readonly length: number | null;
  /** Wall clock of the start and its zone: what a recurrence rule counts in. */
  readonly wall: ICAL.Time;
  readonly toInstant: ToInstant;
  readonly rules: readonly ICAL.Recur[];
  readonly added: readonly Instant[];
  readonly excluded: ReadonlySet<Instant>;
  /** Days (`YYYY-MM-DD` of the wall clock) excluded as a whole. */
  readonly excludedDays: ReadonlySet<string>;
  /** Which occurrence of the series this entry replaces; null for the series itself. */
  readonly replaces: Instant | null;
  readonly replacesDay: string | null;
  /** The change holds for all later occurrences too. */
  readonly andFuture: boolean;
  readonly organiser: string | null;
  readonly attendees: readonly CollectedAttendee[] | null;
}

/** An entry that cannot be placed in time, with the reason in plain words. */
export class EntryError extends Error {}

/** Reads one VEVENT. Throws `EntryError`, or what ical.js throws when it is malformed. */
export function readEntry(block: EventBlock, zones: ZoneReader): Entry {
  const component = new ICAL.Component(ICAL.parse(block.lines.join('\r\n')) as unknown[]);
  const startProperty = component.getFirstProperty('dtstart');
  const wall = startProperty?.getFirstValue();
  if (startProperty === null || !(wall instanceof ICAL.Time)) throw new EntryError('without a start');
  const toInstant = zoneOf(startProperty, wall, zones);
  const start = toInstant(wall);
  const excluded = datesOf(component, 'exdate', zones);
  const recurrence = component.getFirstProperty('recurrence-id');
  const replaced = recurrence?.getFirstValue();
  const isReplacement = recurrence !== null && replaced instanceof ICAL.Time;
  return {
    uid: block.uid,
    title: block.title,
    sequence: Number(component.getFirstPropertyValue('sequence') ?? 0),
    cancelled: String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED',
    start,
    length: lengthOf(component, start, zones),
    wall,
    toInstant,
    rules: component.getAllProperties('rrule').flatMap((property) => property.getValues() as ICAL.Recur[]),
    added: datesOf(component, 'rdate', zones).instants,
    excluded: new Set(excluded.instants),
    excludedDays: new Set(excluded.days),
    replaces: isReplacement && !replaced.isDate ? zoneOf(recurrence, replaced, zones)(replaced) : null,
    replacesDay: isReplacement && replaced.isDate ? dayOf(replaced) : null,
    andFuture: recurrence?.getFirstParameter('range')?.toUpperCase() === 'THISANDFUTURE',
    organiser: organiserOf(component),
    attendees: attendeesOf(component),
  };
}

export function dayOf(time: ICAL.Time): string {
  return `${time.year}-${String(time.month).padStart(2, '0')}-${String(time.day).padStart(2, '0')}`;
}

function zoneOf(property: ICAL.Property, time: ICAL.Time, zones: ZoneReader): ToInstant {
  const tzid = property.getFirstParameter('tzid');
  if (typeof tzid === 'string' && tzid !== '') return zones.of(tzid);
  return time.zone === ICAL.Timezone.utcTimezone ? zones.of('UTC') : zones.of(null);
}

function lengthOf(component: ICAL.Component, start: Instant, zones: ZoneReader): number | null {
  const property = component.getFirstProperty('dtend');
  const end = property?.getFirstValue();
  if (property !== null && end instanceof ICAL.Time)
    return Math.max(0, zoneOf(property, end, zones)(end) - start);
  const duration = component.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? Math.max(0, duration.toSeconds() * 1000) : null;
}

function datesOf(
  component: ICAL.Component,
  name: string,
  zones: ZoneReader,
): { instants: Instant[]; days: string[] } {
  const instants: Instant[] = [];
  const days: string[] = [];
  for (const property of component.getAllProperties(name)) {
    for (const value of property.getValues() as unknown[]) {
      const time = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time)) continue;
      if (time.isDate) days.push(dayOf(time));
      else instants.push(zoneOf(property, time, zones)(time));
    }
  }
  return { instants, days };
}

function organiserOf(component: ICAL.Component): string | null {
  const property = component.getFirstProperty('organizer');
  return property === null ? null : personOf(property);
}

/** Rooms and equipment are no attendees. An entry without attendee lines carries none at all. */
function attendeesOf(component: ICAL.Component): readonly CollectedAttendee[] | null {
  const lines = component.getAllProperties('attendee');
  const people: CollectedAttendee[] = [];
  for (const line of lines) {
    const type = parameterOf(line, 'cutype');
    const who = personOf(line);
    if (type === 'ROOM' || type === 'RESOURCE' || who === null) continue;
    const answer = parameterOf(line, 'partstat');
    people.push({
      who,
      group: type === 'GROUP',
      answer: answer === 'ACCEPTED' ? 'accepted' : answer === 'DECLINED' ? 'declined' : 'unknown',
    });
  }
  return people.length === 0 ? null : people;
}

function parameterOf(property: ICAL.Property, name: string): string {
  const value: unknown = property.getParameter(name);
  return typeof value === 'string' ? value.toUpperCase() : '';
}

/** The address; where a program writes none (`mailto:` missing, a path), the EMAIL parameter or the name. */
function personOf(property: ICAL.Property): string | null {
  const value = String(property.getFirstValue() ?? '');
  const address = /^mailto:\s*(.+@.+)$/i.exec(value)?.[1] ?? /^[^\s/:]+@[^\s/:]+$/.exec(value)?.[0];
  if (address !== undefined) return address.trim().toLowerCase();
  const email: unknown = property.getParameter('email');
  if (typeof email === 'string' && email.includes('@')) return email.trim().toLowerCase();
  const name: unknown = property.getParameter('cn');
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
}
