import { inCatalogueOrder } from '../history/reasons.ts';
import type { Attendee, ScrumEvent } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { AttendeeFacts } from './facts.ts';
import { lazy } from './lazy.ts';

/** From this share of events without attendees on, a feed counts as stripped of them (rules §3). */
const STRIPPED_SHARE = 0.9;

/**
 * Invited people and their answers. `NO_CALENDAR`: nothing that could hold attendees; `NO_ATTENDEES`: 90 % or more of the
 * events carry none.
 */
export function attendeeFacts(context: Context): AttendeeFacts {
  const meetings = context.history.events.filter((event) => !event.cancelled && event.source !== 'tracker');
  const unseen = lazy(() => {
    const denied = context.unrecorded('attendees').filter((code) => code === 'PERMISSION_DENIED');
    const without = meetings.filter((event) => event.attendees === null).length;
    const stripped = meetings.length === 0 || without >= STRIPPED_SHARE * meetings.length;
    return stripped ? inCatalogueOrder(['NO_ATTENDEES', ...denied]) : denied;
  });
  const addressed = lazy(() => {
    const known = context.history.people.filter((person) => person.email !== null).map((person) => person.id);
    const seen = context.history.events.flatMap((event) =>
      attendeesOf(event).flatMap((attendee) => attendee.person ?? []),
    );
    return new Set([...known, ...seen]);
  });
  return {
    get unseen() {
      return unseen();
    },
    of: attendeesOf,
    addressKnown: (person) => addressed().has(person),
  };
}

/** The invited people; who organises a meeting takes part in it, also where only the invited are listed. */
function attendeesOf(event: ScrumEvent): readonly Attendee[] {
  if (event.attendees === null) return [];
  const organiser = event.organiser;
  if (organiser === null || event.attendees.some((attendee) => attendee.person === organiser))
    return event.attendees;
  return [...event.attendees, { person: organiser, address: null, group: false, answer: 'accepted' }];
}
