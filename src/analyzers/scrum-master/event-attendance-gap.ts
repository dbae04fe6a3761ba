import type { AttendeeFacts, ClosedSprint, EventFacts, RoleFacts } from '../../facts/facts.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import type { Attendee, EventKind, Role, ScrumEvent } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, listing, percent } from '../shared/words.ts';

export const eventAttendanceGap = defineAnalyzer({
  id: 'event-attendance-gap',
  code: 'C6',
  group: 'scrum-master',
  title: {
    detected: 'A part of the Scrum Team regularly misses planning, review or retrospective',
    clear: 'The whole Scrum Team is part of planning, review and retrospective',
    unknown: 'Cannot tell who is part of the events',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'missedShare',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    developersAccepted: { default: 0.6, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_ATTENDEES',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_ROSTER',
  ],
  needs: ['events', 'attendees', 'roles', 'roster'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'partial', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'The Product Owner, the Scrum Master or the Developers are regularly not part of planning, review or retrospective.',
  why: 'What is decided without somebody who is needed changes again later; the whole Scrum Team shares these events.',
  logic:
    'For each kind of event: the share of its occurrences to which the Product Owner or the Scrum Master was not invited, or which they declined. Half or more make a finding, and so does a kind of event that on average fewer than 60 % of the invited Developers with a known answer accepted.',
  guards: [
    'An invitation to a group says nothing about single people; such events are left out for those who are not invited by name.',
    'No answer is unknown, not absent.',
    'Delegates count for the role they stand in for.',
    'Only roles are counted, never people.',
  ],
  coaching: {
    question: 'What do we decide without them that later changes?',
    next: 'Correct the invitation and agree who must be there.',
  },
  references: [
    'The Scrum Guide 2020: the entire Scrum Team takes part in Sprint Planning, Sprint Review and Sprint Retrospective',
    'Theil: “Product Owner not desired”',
    'S9: “here the scrum team and product owner discuss the scope of improvement”',
  ],
  analyze({ events, attendees, roles, roster, window }, limits) {
    const invited = KINDS.map(({ kind, name }) => ({
      name,
      meetings: meetingsOf(events, kind, window.sprints).filter((event) => event.attendees !== null),
    }));
    const reasons = unseenReasons(
      { events, attendees, roles, roster },
      invited.flatMap((one) => one.meetings),
    );
    if (reasons.length > 0)
      return notObservable(reasons, 'Who is invited to the events, and in which role, cannot be seen.');
    const gaps = invited.flatMap(({ name, meetings }) =>
      ROLES.flatMap((role) => roleGap(name, role, meetings, attendees, roles)),
    );
    const answers = invited.map(({ name, meetings }) => developerAnswers(name, meetings, attendees, roles));
    const judgedGaps = gaps.filter((gap) => gap.of >= MINIMUM);
    const judgedAnswers = answers.filter((one) => one.of >= MINIMUM);
    const most = Math.max(0, ...gaps.map((gap) => gap.of), ...answers.map((one) => one.of));
    if (judgedGaps.length + judgedAnswers.length === 0)
      return insufficientSample(
        null,
        most,
        `At most ${count(most, 'occurrence')} of one kind of event could be judged, ${MINIMUM} are needed.`,
      );
    const worst = judgedGaps.reduce<Gap | null>(
      (best, gap) => (best === null || gap.missed / gap.of > best.missed / best.of ? gap : best),
      null,
    );
    const missing = judgedGaps.filter((gap) => gap.missed / gap.of >= limits.missedShare);
    const few = judgedAnswers.filter((one) => one.accepted < limits.developersAccepted);
    return judged(missing.length + few.length > 0, {
      value: worst === null ? 0 : worst.missed / worst.of,
      sample: worst?.of ?? Math.max(...judgedAnswers.map((one) => one.of)),
      strength: 0.8,
      roleConfidence: Math.min(roles.productOwner.confidence ?? 1, roles.scrumMaster.confidence ?? 1),
      summary: summary(
        missing.length > 0 ? missing : worst === null ? [] : [worst],
        few.length > 0 ? few : judgedAnswers.slice(0, 1),
      ),
      evidence: [
        ...missing.map((gap) => ({
          kind: 'event' as const,
          text: `the ${ROLE_NAMES[gap.role]} was not part of ${gap.missed} of ${gap.of} ${gap.name}`,
          key: null,
          at: null,
        })),
        ...few.map((one) => ({
          kind: 'event' as const,
          text: `on average ${percent(one.accepted)} of the invited Developers with a known answer accepted the ${one.name}`,
          key: null,
          at: null,
        })),
      ],
    });
  },
});

/** The card's minimum: occurrences of one kind. */
const MINIMUM = 4;
const ROLES: readonly Role[] = ['product-owner', 'scrum-master'];
const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
};
const KINDS: readonly { readonly kind: EventKind; readonly name: string }[] = [
  { kind: 'planning', name: 'Sprint Plannings' },
  { kind: 'review', name: 'Sprint Reviews' },
  { kind: 'retrospective', name: 'retrospectives' },
];

interface Gap {
  readonly role: Role;
  readonly name: string;
  readonly missed: number;
  readonly of: number;
}

function meetingsOf(
  events: EventFacts,
  kind: EventKind,
  sprints: readonly ClosedSprint[],
): readonly ScrumEvent[] {
  return sprints.flatMap((sprint) => {
    const found = events.of(kind, sprint);
    return found.state === 'found-strong' ? found.events : [];
  });
}

interface People {
  readonly events: EventFacts;
  readonly attendees: AttendeeFacts;
  readonly roles: RoleFacts;
  readonly roster: { readonly unseen: readonly ReasonCode[]; isMember(person: string | null): boolean };
}

function unseenReasons(
  { events, attendees, roles, roster }: People,
  meetings: readonly ScrumEvent[],
): readonly ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (!events.calendarConnected && meetings.length === 0) reasons.push('NO_CALENDAR');
  reasons.push(...attendees.unseen);
  const known = meetings.some((event) =>
    attendees.of(event).some((attendee) => roster.isMember(attendee.person)),
  );
  if (roster.unseen.length > 0 || (meetings.length > 0 && !known)) reasons.push('NO_ROSTER');
  if (roles.productOwner.people.length + roles.scrumMaster.people.length === 0)
    reasons.push('ROLE_NOT_INFERABLE');
  return reasons;
}

/** Occurrences without the role. One whose holder may be behind a group address, or whose address is unknown, is left out. */
function roleGap(
  name: string,
  role: Role,
  meetings: readonly ScrumEvent[],
  attendees: AttendeeFacts,
  roles: RoleFacts,
): readonly Gap[] {
  const holder = role === 'product-owner' ? roles.productOwner : roles.scrumMaster;
  if (!holder.people.some((person) => attendees.addressKnown(person))) return [];
  const holds = (attendee: Attendee): boolean =>
    role === 'product-owner' ? roles.isProductOwner(attendee.person) : roles.isScrumMaster(attendee.person);
  let of = 0;
  let missed = 0;
  for (const event of meetings) {
    const people = attendees.of(event);
    const own = people.filter(holds);
    if (own.length === 0 && people.some((attendee) => attendee.group)) continue;
    of++;
    if (own.every((attendee) => attendee.answer === 'declined')) missed++;
  }
  return [{ role, name, missed, of }];
}

interface Answers {
  readonly name: string;
  /** Mean over the occurrences of the share of Developers with a known answer who accepted. */
  readonly accepted: number;
  readonly of: number;
}

function developerAnswers(
  name: string,
  meetings: readonly ScrumEvent[],
  attendees: AttendeeFacts,
  roles: RoleFacts,
): Answers {
  const shares = meetings.flatMap((event) => {
    const answers = attendees
      .of(event)
      .filter((attendee) => roles.isDeveloper(attendee.person) && attendee.answer !== 'unknown');
    return answers.length === 0
      ? []
      : [answers.filter((attendee) => attendee.answer === 'accepted').length / answers.length];
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  return { name, accepted: shares.length === 0 ? 1 : sum / shares.length, of: shares.length };
}

function summary(gaps: readonly Gap[], answers: readonly Answers[]): string {
  const parts = [
    ...gaps.map((gap) =>
      gap.missed === 0
        ? `the ${ROLE_NAMES[gap.role]} was part of all ${gap.of} ${gap.name}`
        : `the ${ROLE_NAMES[gap.role]} was not part of ${gap.missed} of ${gap.of} ${gap.name} (${percent(gap.missed / gap.of)})`,
    ),
    ...answers.map(
      (one) =>
        `on average ${percent(one.accepted)} of the invited Developers with a known answer accepted the ${one.name}`,
    ),
  ];
  const text = listing(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
