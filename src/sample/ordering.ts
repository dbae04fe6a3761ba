import type { Instant } from '../history/team-history.ts';
import { createItem, move, refine, unrefinedFrom } from './backlog.ts';
import { PRIORITIES, STATUS } from './board.ts';
import { comment, set } from './draft.ts';
import { DAY, MINUTE, at, during } from './hours.ts';
import type { Card, Turn, World } from './world.ts';

/** The epic that most of the waiting stories belong to: what the next Sprint Goal will be about. */
export function nextEpic(world: World): number {
  const counts = new Map<number, number>();
  for (const { text } of world.order)
    if (text.epic !== null) counts.set(text.epic, (counts.get(text.epic) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? 0;
}

/** The Product Owner orders: what serves the next goal goes up and is talked through, a few others go up or down. */
export function orderBacklog(world: World, time: Instant, epic: number): void {
  const random = world.random('order');
  const { planned, focus } = world.options;
  let moment = time;
  const step = (card: Card, place: number): void => {
    if (card.item.created >= time) return;
    const far = unrefinedFrom(world);
    if (!card.refined && place < planned) talkThrough(world, card, moment - 7 * MINUTE);
    const to = card.refined ? place : Math.max(place, far);
    move(world, card, to, moment, world.cast.productOwner.id);
    repriorise(world, card, to, moment + 20_000);
    moment += random.int(40, 150) * 1000;
  };
  const top = world.order.slice(0, planned);
  const missing = Math.round(focus * planned) - top.filter(({ text }) => text.epic === epic).length;
  const candidates = world.order.slice(planned).filter(({ text }) => text.epic === epic);
  for (const card of candidates.slice(0, Math.max(0, Math.min(3, missing))))
    step(card, random.int(0, planned - 1));
  for (let count = random.int(2, 4); count > 0 && world.order.length > 4; count--) {
    const from = random.int(0, Math.min(world.order.length - 1, planned * 5));
    const place = Math.max(0, Math.min(world.order.length - 1, from + random.int(-14, 10)));
    step(world.order[from] as Card, place);
  }
}

function talkThrough(world: World, card: Card, time: Instant): void {
  refine(world, card, Math.max(time, card.item.created + MINUTE));
}

/** Priorities follow the order: what comes near gets a higher one, what falls far back a lower one. */
function repriorise(world: World, card: Card, place: number, time: Instant): void {
  const { planned } = world.options;
  const wanted =
    place < planned && card.priority > 1
      ? 1
      : place > planned * 4 && card.priority < 3
        ? 3
        : place > planned * 2 && card.priority < 2
          ? 2
          : card.priority;
  if (wanted === card.priority) return;
  card.priority = wanted;
  set(card.item, 'priority', PRIORITIES[wanted] as string, time, world.cast.productOwner.id);
}

/** New ideas of the day, as many as keep the Product Backlog at its usual size. */
export function arrivals(world: World, day: Instant): void {
  const random = world.random('arrivals');
  const missing = world.options.backlog - world.order.length;
  const today = Math.min(random.about(Math.max(0, missing) / 4), Math.ceil(world.options.backlog / 16));
  const times = Array.from({ length: today }, () => during(random, day, 9.5, 17));
  for (const time of times.sort((a, b) => a - b)) createItem(world, time);
}

/** After the Sprint Review: what was learned goes into the Product Backlog. */
export function adaptAfterReview(world: World, turn: Turn, epic: number): void {
  const random = world.random('adaptation');
  const day = turn.days.at(-1) as Instant;
  for (let count = random.int(1, 2); count > 0; count--) {
    const card = createItem(world, at(day, 16.2) + count * 9 * MINUTE, 'story');
    card.item.creator = world.cast.productOwner.id;
    refine(world, card, at(day, 16.25) + count * 9 * MINUTE);
    move(
      world,
      card,
      random.int(world.options.planned, world.options.planned * 2),
      at(day, 16.6) + count * MINUTE,
      world.cast.productOwner.id,
    );
  }
  orderBacklog(world, at(day, 16.75), epic);
}

/** Once a Sprint the Product Owner drops something that nobody will miss. */
export function discard(world: World, day: Instant): void {
  const random = world.random('discard');
  const card = world.order.at(-random.int(1, 5));
  if (card === undefined || world.order.length < world.options.backlog / 2) return;
  world.order.splice(world.order.indexOf(card), 1);
  const time = during(random, day, 10, 16);
  const by = world.cast.productOwner.id;
  comment(card.item, time - 2 * MINUTE, by, 'We will not do this; the need went away.');
  set(card.item, 'status', STATUS.done, time, by);
  set(card.item, 'resolution', 'dropped', time, by);
  card.status = STATUS.done;
}

/** Untouched for this long, an item near the top is looked at again. */
const LONG_UNTOUCHED = 30 * DAY;

/** In the middle of the Sprint: does what has waited for long near the top still deserve its place? */
export function lookAtOldItems(world: World, day: Instant): void {
  const random = world.random('old-items');
  const near = world.order.slice(0, unrefinedFrom(world));
  for (const { item } of near.filter((card) => day - lastEvent(card) > LONG_UNTOUCHED))
    comment(
      item,
      during(random, day, 13.6, 17),
      world.cast.productOwner.id,
      'Looked at this again: still wanted, and the text is still right.',
    );
}

function lastEvent({ item }: Card): Instant {
  const times = [...item.changes, ...item.comments].map(({ at: time }) => time);
  return Math.max(item.created, ...times);
}
