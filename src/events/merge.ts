import type {
  Attendee,
  EventSource,
  Person,
  PersonId,
  ScrumEvent,
  TeamHistory,
} from '../history/team-history.ts';
import type { CollectedAttendee, CollectedEvent, EventReading, PersonReference } from './collected.ts';

/** Local parts that stand for a group and not for a person, in front of a sign or the end (`team-blue@`). */
const GROUP_LOCAL =
  /^(?:all|everyone|everybody|team|teams|squad|tribe|dev|devs|developers|engineering|engineers|product|scrum|stakeholders|staff|group|gruppe|list|liste|verteiler|dl|info|office|support|entwicklung)(?:[-_.+]|$)|(?:[-_.](?:all|team|teams|squad|group|list|dl|devs|verteiler))$/;
const LIST_HOST = /^(?:lists?|groups?|mailman|googlegroups)\.|\.?googlegroups\.com$|\bgroups\.io$/;

/** An address of a mailing list or a team rather than of one person. */
export function isGroupAddress(address: string): boolean {
  const [local = '', host = ''] = address.toLowerCase().split('@');
  return GROUP_LOCAL.test(local) || LIST_HOST.test(host);
}

/** Adds what a calendar or wiki gave to the history: events, goals, updates, its source and what could not be read. */
export function mergeReading(history: TeamHistory, reading: EventReading): TeamHistory {
  const merged = reading.source === null ? history : mergeEvents(history, reading.events, reading.source);
  return {
    ...merged,
    complete: merged.complete && reading.complete,
    gaps: [
      ...merged.gaps,
      ...reading.gaps.filter(
        (gap) => !merged.gaps.some((known) => known.what === gap.what && known.why === gap.why),
      ),
    ],
    goals: [...merged.goals, ...reading.goals],
    updates: [...merged.updates, ...reading.updates],
  };
}

/**
 * Adds events to a history. Addresses become people of the history (without regard to case); an address of nobody keeps
 * `person: null`. An event that is there already (same id, or same kind and start from the same kind of source) is taken once.
 */
export function mergeEvents(
  history: TeamHistory,
  events: readonly CollectedEvent[],
  source: EventSource,
): TeamHistory {
  const resolve = personResolver(history.people);
  const byId = new Map(history.events.map((event) => [event.id, event]));
  const taken = new Set(history.events.map(meetingKey));
  for (const event of events) {
    const resolved = resolveEvent(event, resolve);
    if (byId.has(event.id) || taken.has(meetingKey(resolved))) continue;
    byId.set(event.id, resolved);
    taken.add(meetingKey(resolved));
  }
  const merged = [...byId.values()].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const others = history.eventSources.filter(
    (known) => known.kind !== source.kind || known.name !== source.name,
  );
  return { ...history, events: merged, eventSources: [...others, source] };
}

/** The same meeting in two calendars has two ids but one kind and start. */
function meetingKey(event: ScrumEvent): string {
  return `${event.source} ${event.kind} ${event.start} ${String(event.cancelled)}`;
}

function resolveEvent(event: CollectedEvent, resolve: (who: PersonReference) => PersonId | null): ScrumEvent {
  return {
    ...event,
    organiser: event.organiser === null ? null : resolve(event.organiser),
    attendees:
      event.attendees === null ? null : event.attendees.map((attendee) => resolveAttendee(attendee, resolve)),
    actions: event.actions.map((action) => ({
      ...action,
      owner: action.owner === null ? null : resolve(action.owner),
    })),
  };
}

function resolveAttendee(
  attendee: CollectedAttendee,
  resolve: (who: PersonReference) => PersonId | null,
): Attendee {
  const address = attendee.who.includes('@') ? attendee.who.toLowerCase() : null;
  const person = attendee.group ? null : resolve(attendee.who);
  const group = attendee.group || (person === null && address !== null && isGroupAddress(address));
  return { person, address, group, answer: attendee.answer };
}

/** Finds people by e-mail, id, login or name; names that two people share find nobody. */
export function personResolver(people: readonly Person[]): (who: PersonReference) => PersonId | null {
  const known = new Map<string, PersonId | null>();
  const add = (name: string | null, id: PersonId): void => {
    const key = name?.trim().toLowerCase() ?? '';
    if (key === '') return;
    const other = known.get(key);
    known.set(key, other === undefined || other === id ? id : null);
  };
  for (const person of people) {
    add(person.email, person.id);
    add(person.id, person.id);
    for (const handle of person.handles) add(handle, person.id);
  }
  const names = new Map<string, PersonId | null>();
  for (const person of people) {
    const key = person.name.trim().toLowerCase();
    if (key !== '') names.set(key, names.has(key) && names.get(key) !== person.id ? null : person.id);
  }
  return (who) => {
    const key = who.trim().toLowerCase();
    return known.get(key) ?? names.get(key) ?? null;
  };
}
