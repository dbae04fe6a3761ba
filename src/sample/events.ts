import type { Attendee, EventKind, Instant, Person, ScrumEvent } from '../history/team-history.ts';
import { HOUR, at } from './hours.ts';
import type { Turn, World } from './world.ts';

interface Meeting {
  readonly kind: EventKind;
  readonly title: string;
  readonly from: number;
  readonly hours: number;
}

const MEETINGS: Readonly<Record<EventKind, Meeting>> = {
  planning: { kind: 'planning', title: 'Sprint Planning', from: 9, hours: 2 },
  daily: { kind: 'daily', title: 'Daily Scrum', from: 9.25, hours: 0.25 },
  refinement: { kind: 'refinement', title: 'Backlog Refinement', from: 14, hours: 1 },
  review: { kind: 'review', title: 'Sprint Review', from: 13, hours: 1 },
  retrospective: { kind: 'retrospective', title: 'Retrospective', from: 14.25, hours: 1 },
};

/** The calendar of one Sprint. Events later than the end of the history are left out when it is frozen. */
export function scheduleEvents(world: World, turn: Turn): void {
  const { options } = world;
  const random = world.random('events');
  const first = turn.days[0] as Instant;
  const last = turn.days.at(-1) as Instant;
  if (random.chance(options.plannings)) hold(world, turn, MEETINGS.planning, first);
  for (const day of turn.days) {
    if (day !== first && random.chance(options.dailies)) hold(world, turn, MEETINGS.daily, day);
    const wednesday = new Date(day).getUTCDay() === 3;
    if (wednesday && random.chance(options.refinements)) hold(world, turn, MEETINGS.refinement, day);
  }
  if (random.chance(options.reviews)) hold(world, turn, MEETINGS.review, last, outsiders(world));
  if (holdsRetrospective(world, turn)) hold(world, turn, MEETINGS.retrospective, last);
}

/** Decided once a Sprint, asked by the calendar and by the improvement items. */
export function holdsRetrospective(world: World, turn: Turn): boolean {
  const { options, retrospectives } = world;
  const known = retrospectives.get(turn.index);
  if (known !== undefined) return known;
  const dropped =
    turn.index < options.sprints && turn.index >= options.sprints - options.lastWithoutRetrospective;
  const held = world.random('retrospectives').chance(options.retrospectives) && !dropped;
  retrospectives.set(turn.index, held);
  return held;
}

function outsiders(world: World): Person[] {
  return world
    .random('events')
    .shuffled(world.cast.stakeholders)
    .slice(0, world.options.stakeholdersAtReview);
}

function hold(
  world: World,
  turn: Turn,
  meeting: Meeting,
  day: Instant,
  guests: readonly Person[] = [],
): void {
  const { cast } = world;
  const start = at(day, meeting.from);
  const organiser = meeting.kind === 'refinement' ? cast.productOwner : cast.scrumMaster;
  const event: ScrumEvent = {
    id: `${meeting.kind}-${new Date(day).toISOString().slice(0, 10)}@${world.options.project.toLowerCase()}`,
    kind: meeting.kind,
    source: 'calendar',
    title:
      meeting.kind === 'daily' || meeting.kind === 'refinement'
        ? meeting.title
        : `${meeting.title} ${turn.index + 1}`,
    start,
    end: start + meeting.hours * HOUR,
    cancelled: false,
    organiser: organiser.id,
    attendees: [...cast.team, ...guests].map((person) => invite(world, person, person.id === organiser.id)),
    actions: [],
    text: null,
    key: null,
  };
  world.draft.events.push(event);
}

function invite(world: World, person: Person, organises: boolean): Attendee {
  const random = world.random('answers');
  const answer = organises || random.chance(0.88) ? 'accepted' : random.chance(0.5) ? 'declined' : 'unknown';
  return { person: person.id, address: person.email, group: false, answer };
}
