import type { Instant } from '../history/team-history.ts';
import { blank } from './backlog.ts';
import { STATUS, TYPE } from './board.ts';
import { set } from './draft.ts';
import { MINUTE, officeHoursAfter } from './hours.ts';
import type { Card, World } from './world.ts';

const STEPS = [
  'Write the test cases',
  'Change the service',
  'Build the page',
  'Adapt the receipt mail',
  'Measure it in production',
];

/** The Developers break an item down when they begin it. */
export function breakDown(world: World, card: Card, time: Instant): void {
  const random = world.random('sub-tasks');
  const by = card.assignee ?? (world.cast.developers[0]?.id as string);
  const steps = random.shuffled(STEPS).slice(0, random.int(2, 3));
  for (const [index, step] of steps.entries()) {
    const sub = blank(world, 'sub', TYPE.sub, step, time + (index + 2) * MINUTE, by);
    sub.parent = card.item.key;
    card.subTasks.push(sub);
    set(
      sub,
      'assignee',
      random.chance(0.6) ? by : random.pick(world.cast.developers).id,
      sub.created + MINUTE,
      by,
    );
  }
}

/** Open steps are finished one after the other before the item goes to review. */
export function finishSubTasks(card: Card, before: Instant): void {
  const open = card.subTasks.filter((sub) => sub.changes.every(({ field }) => field !== 'resolution'));
  for (const [index, sub] of open.entries()) {
    const started = Math.max(sub.created + 5 * MINUTE, officeHoursAfter(sub.created, 1 + index * 2));
    const by =
      (sub.changes.find(({ field }) => field === 'assignee')?.to as string | undefined) ?? card.assignee;
    const finished = before - (open.length - index) * 7 * MINUTE;
    set(sub, 'status', STATUS.progress, Math.min(started, finished - MINUTE), by);
    set(sub, 'status', STATUS.done, finished, by);
    set(sub, 'resolution', 'done', finished, by);
  }
}
