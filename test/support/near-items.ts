import type { Item } from '../../src/history/team-history.ts';
import { HOUR } from '../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from './team-builder.ts';

/** How many items each of the six sprints finished: Now holds as many backlog items, Next twice as many. */
export const PER_SPRINT = 6;

export const CRITERIA =
  '- The total shows 2 decimals\n- An empty basket shows “0.00 €”\n- The button is off below 5 items';

/** A story that nothing is wrong with. */
export function goodStory(index: number): Partial<Item> {
  return {
    title: `As a shopper, I want to keep my basket for ${index + 2} days, so that I find it again`,
    description:
      'Shoppers fill a basket on the phone while they travel and finish the order on the computer at home in the evening. Today the basket is empty by then.',
    acceptanceCriteria: CRITERIA,
  };
}

/**
 * A team that finished six items in each of six sprints (one of them a bug), with the given backlog from the top.
 * @param done values of the finished items
 */
export function nearTeam(
  backlog: readonly Partial<Item>[],
  done: (index: number) => Partial<Item> = () => ({}),
): TeamBuilder {
  const builder = team(day(6 * 14, 9));
  for (const sprint of builder.closedSprints(6)) {
    for (let index = 0; index < PER_SPRINT; index++) {
      const start = (sprint.start ?? 0) + 24 * HOUR;
      builder
        .item({
          ...goodStory(index),
          type: index === 0 ? 'Bug' : 'Story',
          created: (sprint.start ?? 0) - 9 * 24 * HOUR,
          ...done(index),
        })
        .addTo(sprint.id, (sprint.start ?? 0) - HOUR)
        .doneBetween(start, start + 48 * HOUR);
    }
  }
  for (const values of backlog) builder.item({ created: day(70), ...values });
  return builder;
}

/** `count` items, each made by its index. */
export function times(count: number, make: (index: number) => Partial<Item>): Partial<Item>[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
