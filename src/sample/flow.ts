import type { Instant, PersonId } from '../history/team-history.ts';
import { STATUS } from './board.ts';
import { comment, set, setFlag } from './draft.ts';
import { DAY, HOUR, MINUTE, at, during, officeHoursAfter } from './hours.ts';
import { finishSubTasks, breakDown } from './sub-tasks.ts';
import { openPullRequest, mergePullRequest } from './pull-requests.ts';
import { ANSWERS, BLOCK_NOTES, NOTES, QUESTIONS } from './texts/other-work.ts';
import type { Card, Turn, World } from './world.ts';

/** Half days that an estimate takes in progress. */
const HALF_DAYS: Readonly<Record<number, number>> = { 1: 2, 2: 3, 3: 5, 5: 7, 8: 14, 13: 22 };

/** Work that began this long ago is talked about in the Daily Scrum, and somebody helps. */
const OLD = 4 * DAY;

interface Slot {
  readonly day: Instant;
  readonly from: number;
  readonly to: number;
}

/** One working day of the Developers: work moves on, free people pull the next item. */
export function workDay(world: World, turn: Turn, day: Instant): void {
  const first = day === turn.days[0];
  const last = day === turn.days.at(-1);
  halfDay(world, turn, { day, from: first ? 11.1 : 9.6, to: 12.3 });
  halfDay(world, turn, { day, from: 13, to: last ? 15.6 : 17.2 });
}

function halfDay(world: World, turn: Turn, slot: Slot): void {
  const random = world.random('flow');
  const cards = turn.items.map((item) => world.cards.get(item) as Card);
  for (const card of cards) {
    if (card.reopens !== null && card.reopens < at(slot.day, slot.to)) reopen(world, card, slot);
    if (card.status === STATUS.todo || card.status === STATUS.done) continue;
    const own = cards.filter(
      ({ assignee, status }) => assignee === card.assignee && status === STATUS.progress,
    );
    advance(world, card, slot, own.length);
  }
  const late = turn.days.indexOf(slot.day) >= turn.days.length - 1;
  if (late) return;
  for (const person of random.shuffled(world.cast.developers)) pull(world, cards, person.id, slot);
}

/** @param sharing items in progress that the same person works on, this one included */
function advance(world: World, card: Card, slot: Slot, sharing: number): void {
  const random = world.random('flow');
  if (card.blockedUntil > at(slot.day, slot.from)) return;
  card.left -= card.status === STATUS.progress ? 1 / Math.max(1, sharing) : 1;
  if (world.options.swarm && slot.day - card.started > OLD) card.left -= 1;
  const time = during(random, slot.day, slot.from, slot.to);
  if (card.left > 0) return keepAlive(world, card, time);
  if (card.status === STATUS.progress) toReview(world, card, time);
  else if (card.status === STATUS.review) toAcceptance(world, card, time);
  else accept(world, card, time);
  card.touched = time;
}

/** Somebody who is free takes the next item by priority. */
function pull(world: World, cards: readonly Card[], person: PersonId, slot: Slot): void {
  const own = cards.filter(
    (card) =>
      card.assignee === person &&
      card.status === STATUS.progress &&
      card.blockedUntil < at(slot.day, slot.to),
  );
  const busy = own.length >= world.options.parallel;
  const doing = cards.filter(({ status }) => status !== STATUS.todo && status !== STATUS.done).length;
  if (busy || doing >= (world.options.wipLimit || world.cast.developers.length)) return;
  const waiting = cards.filter(
    (card) => card.status === STATUS.todo && (card.assignee === null || card.assignee === person),
  );
  const next = waiting.sort((a, b) => a.priority - b.priority)[0];
  if (next !== undefined)
    start(world, next, person, during(world.random('flow'), slot.day, slot.from, slot.to));
}

function start(world: World, card: Card, person: PersonId, time: Instant): void {
  const random = world.random('flow');
  const { options } = world;
  card.assignee = person;
  card.started = time;
  set(card.item, 'assignee', person, time, person);
  move(card, STATUS.progress, time + 5000, person);
  card.left = Math.max(1, (HALF_DAYS[card.estimate] ?? 4) + random.int(-1, 0));
  card.touched = time;
  if (random.chance(options.stuck))
    card.left += random.int(options.stuckHalfDays >> 1, options.stuckHalfDays);
  if (random.chance(options.questions)) ask(world, card, officeHoursAfter(time, random.between(0.3, 1.6)));
  if (random.chance(options.decomposed)) breakDown(world, card, time);
  if (!card.everBlocked && random.chance(options.blocked))
    block(world, card, officeHoursAfter(time, random.between(0.5, 1.8)));
}

function move(card: Card, status: string, time: Instant, by: PersonId | null): void {
  card.status = status;
  set(card.item, 'status', status, time, by);
}

function ask(world: World, card: Card, time: Instant): void {
  const random = world.random('questions');
  const { productOwner } = world.cast;
  const index = random.int(0, QUESTIONS.length - 1);
  comment(card.item, time, card.assignee, `@${productOwner.name} ${QUESTIONS[index]}`);
  const answered = officeHoursAfter(time, random.between(0.4, world.options.answerHours));
  comment(card.item, answered, productOwner.id, ANSWERS[index] as string);
}

function block(world: World, card: Card, time: Instant): void {
  const random = world.random('blocks');
  const { cast, options } = world;
  card.everBlocked = true;
  setFlag(card.item, true, time, card.assignee);
  comment(card.item, time + MINUTE, card.assignee, random.pick(BLOCK_NOTES));
  const until = officeHoursAfter(time, random.between(3, Math.max(4, options.blockedDays * 8.5)));
  setFlag(card.item, false, until, random.chance(0.7) ? cast.scrumMaster.id : card.assignee);
  card.blockedUntil = until;
  card.touched = until;
}

/** A note after two quiet days, as people do when they are asked in the daily. */
function keepAlive(world: World, card: Card, time: Instant): void {
  if (time - card.touched < 1.6 * DAY) return;
  comment(card.item, time, card.assignee, world.random('notes').pick(NOTES));
  card.touched = time;
}

function toReview(world: World, card: Card, time: Instant): void {
  finishSubTasks(card, time);
  openPullRequest(world, card, time);
  move(card, STATUS.review, time, card.assignee);
  card.left = world.random('flow').int(1, 2);
}

function toAcceptance(world: World, card: Card, time: Instant): void {
  mergePullRequest(world, card, time - 2 * MINUTE);
  move(card, STATUS.acceptance, time, card.assignee);
  card.left = world.random('flow').int(1, Math.max(1, world.options.acceptanceHalfDays));
}

function accept(world: World, card: Card, time: Instant): void {
  const random = world.random('flow');
  const by = world.cast.productOwner.id;
  move(card, STATUS.done, time, by);
  set(card.item, 'resolution', 'done', time, by);
  card.finished = time;
  if (random.chance(world.options.reopened)) card.reopens = officeHoursAfter(time, random.between(6, 20));
}

function reopen(world: World, card: Card, slot: Slot): void {
  const time = at(slot.day, slot.from) + HOUR / 2;
  const by = world.random('flow').pick(world.cast.developers).id;
  card.reopens = null;
  card.finished = null;
  set(card.item, 'resolution', null, time, by);
  move(card, STATUS.progress, time, by);
  comment(card.item, time + MINUTE, by, 'This still fails on the phone page, taking it back.');
  card.left = 3;
}
