import type { Attendee, Instant, Person, ScrumEvent, TeamHistory } from '../history/team-history.ts';

/** The history's calendar events as an iCalendar file (RFC 5545), one single event each, times in UTC. */
export function calendarText(history: TeamHistory): string {
  const people = new Map(history.people.map((person) => [person.id, person]));
  const events = history.events.filter(({ source }) => source === 'calendar');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//hatcheck//sample team//EN',
    'CALSCALE:GREGORIAN',
    ...events.flatMap((event) => eventLines(event, people)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function eventLines(event: ScrumEvent, people: ReadonlyMap<string, Person>): string[] {
  const organiser = event.organiser === null ? undefined : people.get(event.organiser);
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}.freshcart.example`,
    `DTSTAMP:${utc(event.start)}`,
    `DTSTART:${utc(event.start)}`,
    ...(event.end === null ? [] : [`DTEND:${utc(event.end)}`]),
    `SUMMARY:${escape(event.title)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(organiser === undefined || organiser.email === null
      ? []
      : [`ORGANIZER;CN=${quote(organiser.name)}:mailto:${organiser.email}`]),
    ...(event.attendees ?? []).flatMap((attendee) => attendeeLine(attendee, people)),
    'END:VEVENT',
  ];
}

const PARTSTAT = { accepted: 'ACCEPTED', declined: 'DECLINED', unknown: 'NEEDS-ACTION' } as const;

function attendeeLine(attendee: Attendee, people: ReadonlyMap<string, Person>): string[] {
  if (attendee.address === null) return [];
  const person = attendee.person === null ? undefined : people.get(attendee.person);
  const name = person === undefined ? '' : `;CN=${quote(person.name)}`;
  const kind = attendee.group ? 'GROUP' : 'INDIVIDUAL';
  return [`ATTENDEE;CUTYPE=${kind};PARTSTAT=${PARTSTAT[attendee.answer]}${name}:mailto:${attendee.address}`];
}

function utc(time: Instant): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\n/g, '\\n');
}

/** Parameter values may not hold quotes or control characters. */
function quote(text: string): string {
  return `"${text.replace(/["\p{Cc}]/gu, '')}"`;
}

/** Lines are at most 75 octets long; a continuation begins with a blank. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > 74) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += char;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}
