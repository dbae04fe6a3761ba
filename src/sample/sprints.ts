import type { Instant } from '../history/team-history.ts';
import { createItem, refine } from './backlog.ts';
import { STATUS, PRIORITIES } from './board.ts';
import { addTo, comment, removeFrom, rerank, set, type DraftItem } from './draft.ts';
import { MINUTE, at, during, workdays, DAY } from './hours.ts';
import { EPICS } from './texts/stories.ts';
import type { Card, Turn, World } from './world.ts';

const SPRINT_IDS_FROM = 101;
/** Sprint Planning ends and the Sprint is started. */
export const PLANNING_ENDS = 11;
/** The Sprint is closed after review and Retrospective. */
export const CLOSES = 16;

export function sprintId(index: number): string {
  return String(SPRINT_IDS_FROM + index);
}

/** The Sprint with this index, as it is planned: Monday after planning to Friday afternoon. */
export function turnOf(world: World, index: number): Turn {
  const monday = world.options.start + index * world.options.sprintDays * DAY;
  const days = workdays(monday, monday + world.options.sprintDays * DAY);
  return {
    id: sprintId(index),
    index,
    start: at(monday, PLANNING_ENDS),
    end: at(days.at(-1) as Instant, CLOSES),
    days,
    epic: 0,
    items: [],
  };
}

export function goalOf(world: World, turn: Turn): string | null {
  const epic = EPICS[turn.epic] as (typeof EPICS)[number];
  if (!world.random('goals').chance(world.options.goals)) return null;
  return epic.goals[turn.index % epic.goals.length] ?? null;
}

/** Sprint Planning: what is ready on top, as much as the team usually finishes; work left over counts. */
export function plan(
  world: World,
  turn: Turn,
  carried: readonly DraftItem[],
  improvements: readonly Card[],
): void {
  const random = world.random('planning');
  turn.items.push(...carried);
  const room = world.options.planned + random.int(-1, 0) - carried.length - improvements.length;
  const ready = world.order.filter((card) => card.refined).slice(0, Math.max(0, room));
  let moment = at(turn.days[0] as Instant, 9.35);
  for (const card of [...ready, ...improvements]) {
    const by = random.chance(0.5) ? world.cast.productOwner : random.pick(world.cast.developers);
    addTo(card.item, 'sprint', turn.id, moment, by.id);
    if (random.chance(0.3)) rerank(card.item, moment + 12_000, by.id);
    if (random.chance(0.08)) buildsOn(world, card, moment + 30_000);
    enter(world, turn, card);
    moment += random.int(90, 300) * 1000;
  }
}

/** A link to finished work that the item needs. */
function buildsOn(world: World, card: Card, time: Instant): void {
  const random = world.random('links');
  const finished = [...world.cards.values()].filter(({ finished: done }) => done !== null && done < time);
  if (finished.length === 0) return;
  const other = random.pick(finished).item;
  card.item.links = [
    ...card.item.links,
    { kind: 'blocked-by', key: other.key, outside: false, otherDone: null },
  ];
  other.links = [...other.links, { kind: 'blocks', key: card.item.key, outside: false, otherDone: null }];
  const by = random.pick(world.cast.developers).id;
  card.item.changes.push({ at: time, by, field: 'link', from: null, to: `blocked-by ${other.key}` });
  other.changes.push({ at: time, by, field: 'link', from: null, to: `blocks ${card.item.key}` });
}

function enter(world: World, turn: Turn, card: Card): void {
  const place = world.order.indexOf(card);
  if (place >= 0) world.order.splice(place, 1);
  card.planned = true;
  turn.items.push(card.item);
}

export interface ScopePlan {
  readonly added: readonly Instant[];
  readonly removed: readonly Instant[];
}

/** On which days of the Sprint something enters or leaves. */
export function scopePlan(world: World, turn: Turn): ScopePlan {
  const random = world.random('scope');
  const someDay = (): Instant => turn.days[random.int(2, Math.max(2, turn.days.length - 3))] as Instant;
  const swing = world.options.addedSwing * (turn.index % 2 === 0 ? 1 : -1);
  return {
    added: Array.from({ length: random.about(Math.max(0, world.options.addedPerSprint + swing)) }, someDay),
    removed: Array.from({ length: random.about(world.options.removedPerSprint) }, someDay),
  };
}

/** Something urgent: usually a defect, agreed with the Product Owner. */
export function addToRunning(world: World, turn: Turn, day: Instant): void {
  const random = world.random('scope');
  const urgent = random.chance(0.7);
  const card = urgent
    ? createItem(world, during(random, day, 9.3, 10.6), 'bug')
    : world.order.find((one) => one.refined);
  if (card === undefined) return;
  const time = during(random, day, 11.2, 12.4);
  if (urgent) {
    refine(world, card, time - 12 * MINUTE);
    set(card.item, 'priority', PRIORITIES[0], time - 14 * MINUTE, world.cast.productOwner.id);
    card.priority = 0;
  }
  const by = random.chance(0.6) ? world.cast.productOwner : random.pick(world.cast.developers);
  addTo(card.item, 'sprint', turn.id, time, by.id);
  enter(world, turn, card);
}

/** Something that was not begun goes back to the top of the Product Backlog. */
export function removeFromRunning(world: World, turn: Turn, day: Instant): void {
  const random = world.random('scope');
  const candidates = turn.items.filter((item) => (world.cards.get(item) as Card).status === STATUS.todo);
  if (candidates.length === 0) return;
  const item = candidates[candidates.length - 1] as DraftItem;
  const card = world.cards.get(item) as Card;
  const time = during(random, day, 12.5, 12.9);
  const by = world.cast.productOwner.id;
  comment(
    item,
    time - 3 * MINUTE,
    by,
    'Agreed with the Developers: the goal does not need this, we look at it next time.',
  );
  removeFrom(item, 'sprint', turn.id, time, by);
  turn.items = turn.items.filter((other) => other !== item);
  world.order.unshift(card);
}

/** Closes the Sprint; what is not Done moves on at that moment, and is looked at once more. */
export function close(world: World, turn: Turn): DraftItem[] {
  const left = turn.items.filter((item) => (world.cards.get(item) as Card).status !== STATUS.done);
  const by = world.cast.scrumMaster.id;
  for (const [index, item] of left.entries()) {
    addTo(item, 'sprint', sprintId(turn.index + 1), turn.end + (index + 1) * 1000, by);
    const developer = world.random('planning').pick(world.cast.developers);
    comment(
      item,
      turn.end - 100 * MINUTE + index * MINUTE,
      developer.id,
      'Not finished; the rest still serves the next goal.',
    );
  }
  return left;
}
