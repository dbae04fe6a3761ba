import type { Item } from '../../src/history/team-history.ts';
import { DAY } from '../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from './team-builder.ts';

/**
 * A team with six closed sprints (days 0 to 81, then asOf on day 82) and finished items with the given cycle times in
 * calendar days; starts fall on Mondays and Tuesdays so that short ones see no weekend.
 */
export function finishedItems(cycleDays: readonly number[], values: Partial<Item> = {}): TeamBuilder {
  const builder = team(day(82));
  builder.closedSprints(6);
  cycleDays.forEach((days, index) => {
    const sprint = builder.sprints[index % 6];
    const start = (sprint?.start as number) + (index % 2) * DAY + index * 60_000;
    builder
      .item({ created: start - 10 * DAY, ...values })
      .addTo(sprint?.id as string, start - DAY)
      .doneBetween(start, start + days * DAY, `dev${(index % 4) + 1}`);
  });
  return builder;
}
