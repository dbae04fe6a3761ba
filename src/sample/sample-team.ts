import type { Agreements } from '../facts/agreements.ts';
import type { Instant, TeamHistory } from '../history/team-history.ts';
import {
  PREPARED_DAYS,
  createEpics,
  createImprovement,
  createInitialBacklog,
  refineAhead,
} from './backlog.ts';
import { IMPROVEMENT_LABEL, PRIORITIES, STATUS, STATUSES } from './board.ts';
import { configText } from './config-text.ts';
import { comment, freeze, set, type Draft, type DraftItem } from './draft.ts';
import { holdsRetrospective, scheduleEvents } from './events.ts';
import { workDay } from './flow.ts';
import { DAY, MINUTE, at, during, workdays } from './hours.ts';
import { HEALTHY, type SampleOptions } from './options.ts';
import { adaptAfterReview, arrivals, discard, lookAtOldItems, nextEpic, orderBacklog } from './ordering.ts';
import { castOf } from './people.ts';
import { productGoal, release, roadmap, takeSnapshot } from './product.ts';
import {
  addToRunning,
  close,
  goalOf,
  plan,
  removeFromRunning,
  scopePlan,
  sprintId,
  turnOf,
} from './sprints.ts';
import { IMPROVEMENT_TEXTS, TextPool } from './texts/render.ts';
import { randomStreams, type Card, type Turn, type World } from './world.ts';

export interface SampleTeam {
  readonly options: SampleOptions;
  readonly history: TeamHistory;
  /** What the team declares about itself: roles, members, time zone. */
  readonly agreements: Partial<Agreements>;
  /** The same as a team of `hatcheck.yaml`, reading the history from `<project>.history.json`. */
  readonly config: string;
}

/**
 * A fictional Scrum Team's full history: day by day, from the first idea to the running Sprint.
 * Deterministic: the same options give the same history. Without options the team is healthy.
 */
export function sampleTeam(options: Partial<SampleOptions> = {}): SampleTeam {
  const chosen: SampleOptions = { ...HEALTHY, ...options };
  const world = newWorld(chosen);
  createEpics(world);
  createInitialBacklog(world);
  prepareFirstSprint(world);
  let carried: DraftItem[] = [];
  let improvements: Card[] = [];
  for (let index = 0; index < chosen.sprints + (chosen.runningDays > 0 ? 1 : 0); index++) {
    const turn = turnOf(world, index);
    const lived = liveThrough(world, turn, carried, improvements);
    carried = lived.carried;
    improvements = lived.improvements;
  }
  return finish(world);
}

function newWorld(options: SampleOptions): World {
  const cast = castOf(options);
  const random = randomStreams(options.seed);
  return {
    options,
    cast,
    random,
    draft: emptyDraft(options, cast.everybody),
    cards: new Map(),
    order: [],
    epics: [],
    texts: new TextPool(random('texts')),
    pullRequests: [],
    releases: [],
    snapshots: [],
    retrospectives: new Map(),
    nextKey: 1,
  };
}

function emptyDraft(options: SampleOptions, people: TeamHistory['people']): Draft {
  const running = options.start + options.sprints * options.sprintDays * DAY;
  const days = workdays(running, running + options.sprintDays * DAY);
  const readAt =
    options.runningDays > 0
      ? at(days[Math.min(options.runningDays, days.length) - 1] as Instant, 17.5)
      : at(running - 2 * DAY, 12);
  return {
    schemaVersion: 1,
    team: {
      name: options.team,
      tracker: 'jira',
      project: options.project,
      itemUrlBase: 'https://freshcart.example/browse/',
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt,
    unrecorded: { wiki: ['NO_WIKI'] },
    complete: true,
    gaps: [],
    people: [...people],
    statuses: [...STATUSES],
    priorities: PRIORITIES,
    items: [],
    sprints: [],
    events: [],
    eventSources: [{ kind: 'calendar', name: `${options.project.toLowerCase()}.ics`, complete: true }],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: [],
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

/** Three weeks of ordering and refinement before the first Sprint. */
function prepareFirstSprint(world: World): void {
  const { start } = world.options;
  const epic = nextEpic(world);
  for (const day of workdays(start - PREPARED_DAYS * DAY, start)) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 2 || weekday === 4) orderBacklog(world, during(world.random('order'), day, 10, 12), epic);
    if (weekday === 3) refineAhead(world, day);
  }
}

function liveThrough(
  world: World,
  turn: Turn,
  carried: readonly DraftItem[],
  waiting: readonly Card[],
): { carried: DraftItem[]; improvements: Card[] } {
  turn.epic = nextEpicOf(world);
  declareSprint(world, turn);
  scheduleEvents(world, turn);
  plan(world, turn, carried, waiting);
  const scope = scopePlan(world, turn);
  const upcoming = nextEpic(world);
  for (const day of turn.days.filter((one) => one <= world.draft.readAt)) {
    productOwnersDay(world, turn, day, upcoming);
    workDay(world, turn, day);
    for (const when of scope.added) if (when === day) addToRunning(world, turn, day);
    for (const when of scope.removed) if (when === day) removeFromRunning(world, turn, day);
    if (world.options.snapshots) takeSnapshot(world, turn, at(day, 18));
  }
  if (turn.end > world.draft.readAt) return { carried: [], improvements: [] };
  const left = close(world, turn);
  adaptAfterReview(world, turn, upcoming);
  release(world, turn);
  return { carried: left, improvements: improve(world, turn) };
}

/** The goal is about the epic that stands on top. */
function nextEpicOf(world: World): number {
  const counts = new Map<number, number>();
  for (const { text } of world.order.slice(0, world.options.planned))
    if (text.epic !== null) counts.set(text.epic, (counts.get(text.epic) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? 0;
}

function productOwnersDay(world: World, turn: Turn, day: Instant, upcoming: number): void {
  const random = world.random('product-owner');
  arrivals(world, day);
  const place = turn.days.indexOf(day);
  const quiet = place === 0 || place === turn.days.length - 1;
  if (!quiet && random.chance(world.options.orderingPerWeek / 4))
    orderBacklog(world, during(random, day, 10, 13.5), upcoming);
  const wednesday = new Date(day).getUTCDay() === 3;
  if (wednesday) refineAhead(world, day);
  if (place === Math.floor(turn.days.length / 2)) {
    discard(world, day);
    lookAtOldItems(world, day);
  }
}

function declareSprint(world: World, turn: Turn): void {
  const closed = turn.end <= world.draft.readAt;
  world.draft.sprints.push({
    id: turn.id,
    name: `Sprint ${turn.index + 1}`,
    goal: goalOf(world, turn),
    state: closed ? 'closed' : 'active',
    start: turn.start,
    end: turn.end,
    completed: closed ? turn.end : null,
    board: '12',
    goalMet: null,
  });
}

/** What the Retrospective leaves for the next Sprint. */
function improve(world: World, turn: Turn): Card[] {
  if (!holdsRetrospective(world, turn)) return [];
  const random = world.random('improvements');
  const day = turn.days.at(-1) as Instant;
  const before = world.draft.items.filter(({ labels }) => labels.includes(IMPROVEMENT_LABEL)).length;
  const agreed = Array.from({ length: random.about(world.options.improvements) }, (_, index) => {
    const text = IMPROVEMENT_TEXTS[
      (before + index) % IMPROVEMENT_TEXTS.length
    ] as (typeof IMPROVEMENT_TEXTS)[number];
    return createImprovement(
      world,
      text,
      at(day, 15) + index * 6 * MINUTE,
      random.pick(world.cast.developers).id,
    );
  });
  const taken = agreed.filter(() => random.chance(world.options.improvementsDone));
  if (world.options.improvementsDropped)
    for (const card of agreed) if (!taken.includes(card)) dropImprovement(world, card, turn);
  return taken;
}

/** At the next Retrospective the team decides against it. */
function dropImprovement(world: World, { item }: Card, turn: Turn): void {
  const time = at((turn.days.at(-1) as Instant) + world.options.sprintDays * DAY, 14.75);
  const by = world.cast.scrumMaster.id;
  comment(item, time - MINUTE, by, 'We decided against this: the problem did not come back.');
  set(item, 'status', STATUS.done, time, by);
  set(item, 'resolution', 'dropped', time, by);
}

function finish(world: World): SampleTeam {
  const { draft, options } = world;
  draft.sprints.push({
    id: sprintId(options.sprints + 1),
    name: `Sprint ${options.sprints + 2}`,
    goal: null,
    state: 'future',
    start: null,
    end: null,
    completed: null,
    board: '12',
    goalMet: null,
  });
  draft.events = draft.events.filter(({ start }) => start <= draft.readAt).sort((a, b) => a.start - b.start);
  draft.pullRequests = world.pullRequests
    .filter(({ created }) => created <= draft.readAt)
    .map((pull) => untilNow(pull, draft.readAt))
    .sort((a, b) => a.created - b.created);
  draft.releases = world.releases;
  draft.snapshots = world.snapshots;
  draft.roadmap = roadmap(world);
  draft.goals = productGoal(world);
  rankItems(world);
  return { options, history: freeze(draft), agreements: agreementsOf(world), config: configText(world) };
}

function untilNow<Pull extends World['pullRequests'][number]>(pull: Pull, now: Instant): Pull {
  const past = (time: Instant | null): Instant | null => (time !== null && time <= now ? time : null);
  return {
    ...pull,
    ready: past(pull.ready),
    merged: past(pull.merged),
    closed: past(pull.closed),
    reviews: pull.reviews.filter(({ at: when }) => when <= now),
  };
}

/** Open items from the top behind everything that was taken out of the order before; actions nobody took up come last. */
function rankItems(world: World): void {
  const waiting = new Set(world.order.map(({ item }) => item));
  const actions = world.draft.items.filter(({ labels }) => labels.includes(IMPROVEMENT_LABEL));
  const aside = new Set(actions.filter((item) => !world.cards.get(item)?.planned));
  const ordered = [
    ...world.draft.items.filter((item) => !waiting.has(item) && !aside.has(item)),
    ...world.order.map(({ item }) => item),
    ...aside,
  ];
  for (const [index, item] of ordered.entries())
    item.rank = `0|i${(index * 8).toString(36).padStart(5, '0')}:`;
}

function agreementsOf(world: World): Partial<Agreements> {
  const { options, cast } = world;
  return {
    timezone: 'UTC',
    ...(options.rolesDeclared
      ? { roles: { 'product-owner': [cast.productOwner.id], 'scrum-master': [cast.scrumMaster.id] } }
      : {}),
    ...(options.membersDeclared ? { members: cast.team.map(({ id }) => id) } : {}),
  };
}
