import type { AttendeeFacts, EventFacts, RosterFacts } from '../../facts/facts.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import type { Attendee, ScrumEvent } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { amount, count, percent } from '../shared/words.ts';

export const stakeholderlessSprintReview = defineAnalyzer({
  id: 'stakeholderless-sprint-review',
  code: 'H2',
  group: 'sprint-review',
  title: {
    detected: 'Reviews have no one from outside the Scrum Team',
    clear: 'Reviews have guests from outside the Scrum Team',
    unknown: 'Cannot tell who is invited to the reviews',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'internalReviews',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    acceptedOutsiders: { default: 1, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'NO_ATTENDEES', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_ROSTER'],
  needs: ['events', 'attendees', 'roster', 'wiki'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'partial', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'The Sprint Review has nobody from outside the Scrum Team.',
  why: 'Only people who use or pay for the product can say whether the next step is the right one; among themselves a team hears its own opinion.',
  logic:
    'The share of the reviews to which nobody from outside the team is invited. Half or more make a finding, and so do on average fewer than one outsider who accepted, where answers are known for four reviews or more.',
  guards: [
    'Anybody who is not of the team counts, colleagues of other departments included.',
    'An invitation that goes only to the team and to a mailing list is left out: the list may reach others.',
    'Where no invited address belongs to a member of the team, nobody can be told apart and nothing is said.',
  ],
  coaching: {
    question: 'Whose decision next month depends on this Increment?',
    next: 'The Product Owner invites one named user for each goal.',
  },
  references: [
    'The Scrum Guide 2020: the Scrum Team presents the results of their work to key stakeholders',
    'Wolpers: “No stakeholders”, “No customers present”',
    'Verwijs, Russo: A theory of Scrum team effectiveness (arXiv 2105.12439): stakeholder concern',
    'S13: “a product owner works with stakeholders and end users”',
  ],
  analyze({ events, attendees, roster, window }, limits) {
    const reviews = window.sprints
      .flatMap((sprint) => events.of('review', sprint).events)
      .filter((event) => !event.cancelled && event.attendees !== null);
    const seen = reviews.map((event) => invitedTo(event, attendees, roster));
    const usable = seen.filter((one) => one.outsiders.length > 0 || !one.groups);
    const reasons = unseenReasons(events, attendees, roster, seen, usable);
    if (reasons.length > 0) return notObservable(reasons, 'Who is invited to the reviews cannot be told.');
    const internal = usable.filter((one) => one.outsiders.length === 0);
    const share = usable.length === 0 ? 0 : internal.length / usable.length;
    if (usable.length < MINIMUM)
      return insufficientSample(
        share,
        usable.length,
        `${count(usable.length, 'review')} with invitations could be judged, ${MINIMUM} are needed.`,
      );
    const answered = usable
      .map((one) => one.outsiders.filter((attendee) => attendee.answer !== 'unknown'))
      .filter((known) => known.length > 0);
    const accepted = answered.map(
      (known) => known.filter((attendee) => attendee.answer === 'accepted').length,
    );
    const mean = accepted.length === 0 ? 0 : accepted.reduce((sum, n) => sum + n, 0) / accepted.length;
    const declined = accepted.length >= MINIMUM && mean < limits.acceptedOutsiders;
    const answers =
      accepted.length >= MINIMUM
        ? ` Where answers are known, ${amount(mean, 'outsider')} accepted on average.`
        : '';
    return judged(share >= limits.internalReviews || declined, {
      value: share,
      sample: usable.length,
      strength: usable.every((one) => one.event.source === 'wiki') ? 1 : 0.8,
      summary: `${internal.length === 0 ? `Somebody from outside the team was invited to each of ${usable.length} reviews.` : `Nobody from outside the team was invited to ${internal.length} of ${usable.length} reviews (${percent(share)}).`}${answers}`,
      evidence: [...internal].reverse().map(({ event }) => ({
        kind: 'event' as const,
        text: 'nobody from outside the team invited',
        key: event.title,
        at: event.start,
      })),
    });
  },
});

/** The card's minimum. */
const MINIMUM = 4;

interface Invited {
  readonly event: ScrumEvent;
  readonly outsiders: readonly Attendee[];
  readonly groups: boolean;
  readonly members: number;
}

/** An address of nobody known is somebody outside; a group address is nobody. */
function invitedTo(event: ScrumEvent, attendees: AttendeeFacts, roster: RosterFacts): Invited {
  const people = attendees.of(event);
  const isOutside = (attendee: Attendee): boolean =>
    !attendee.group &&
    (attendee.person === null ? attendee.address !== null : roster.isOutsider(attendee.person));
  return {
    event,
    outsiders: people.filter(isOutside),
    groups: people.some((attendee) => attendee.group),
    members: people.filter((attendee) => roster.isMember(attendee.person)).length,
  };
}

function unseenReasons(
  events: EventFacts,
  attendees: AttendeeFacts,
  roster: RosterFacts,
  seen: readonly Invited[],
  usable: readonly Invited[],
): readonly ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (!events.calendarConnected && seen.length === 0) reasons.push('NO_CALENDAR');
  if (seen.length === 0 || attendees.unseen.includes('PERMISSION_DENIED')) reasons.push(...attendees.unseen);
  const strangersOnly = seen.length > 0 && seen.every((one) => one.members === 0);
  const listsOnly = usable.length < MINIMUM && seen.length >= MINIMUM;
  if (roster.unseen.length > 0 || strangersOnly || listsOnly) reasons.push('NO_ROSTER');
  return reasons;
}
