import type { GoalText, Instant, RoadmapEntry } from '../history/team-history.ts';
import { STATUS } from './board.ts';
import { addTo } from './draft.ts';
import { DAY, MINUTE, at } from './hours.ts';
import { PRODUCT_GOAL } from './texts/other-work.ts';
import type { Turn, World } from './world.ts';

/** Ships what is Done since the last release. */
export function release(world: World, turn: Turn): void {
  if (turn.end > world.draft.readAt || (turn.index + 1) % world.options.releaseEvery !== 0) return;
  const time = turn.end + 40 * MINUTE;
  const name = `2026.${turn.index + 1}`;
  const shipped = [...world.cards.values()].filter(
    ({ item, finished }) =>
      finished !== null && finished <= time && !item.changes.some(({ field }) => field === 'versions'),
  );
  for (const { item } of shipped) addTo(item, 'versions', name, time + 1000, world.cast.bot.id);
  const titles = shipped.slice(0, 4).map(({ item }) => item.title);
  world.releases.push({
    name,
    at: time,
    notes: `New in this release: ${titles.join('; ')}. ${shipped.length} changes in total, thanks to everybody who tried them early.`,
  });
}

/** The epics as plans with dates that still lie ahead. */
export function roadmap(world: World): RoadmapEntry[] {
  return world.epics.map((epic, index): RoadmapEntry => {
    const under = world.draft.items.filter(({ parent }) => parent === epic.key);
    return {
      id: epic.key,
      title: epic.title,
      kind: 'epic',
      state: 'open',
      due:
        index % 2 === 0
          ? at(world.draft.readAt - (world.draft.readAt % DAY) + (30 + index * 12) * DAY, 12)
          : null,
      touched: Math.max(
        epic.created,
        ...under.map(({ created }) => created).filter((time) => time <= world.draft.readAt),
      ),
      items: under.map(({ key }) => key),
    };
  });
}

export function productGoal(world: World): GoalText[] {
  if (!world.options.productGoal) return [];
  return [{ where: 'Product Goal epic', text: PRODUCT_GOAL, updated: world.draft.readAt - 60 * DAY }];
}

/** What `hatcheck snapshot` would store that evening. */
export function takeSnapshot(world: World, turn: Turn, time: Instant): void {
  if (time > world.draft.readAt) return;
  const open = turn.items.filter((item) => world.cards.get(item)?.status !== STATUS.done);
  const order = [...open, ...world.order.map(({ item }) => item)].filter(({ created }) => created <= time);
  const estimates: Record<string, number> = {};
  for (const item of order) {
    const estimate = world.cards.get(item);
    if (estimate?.refined === true) estimates[item.key] = estimate.estimate;
  }
  const goal = world.draft.sprints.find(({ id }) => id === turn.id)?.goal ?? null;
  world.snapshots.push({
    at: time,
    order: order.map(({ key }) => key),
    scope: { [turn.id]: turn.items.map(({ key }) => key) },
    goals: { [turn.id]: goal },
    estimates,
  });
}
