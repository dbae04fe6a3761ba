import type { Item, Sprint } from '../../src/history/team-history.ts';
import { DAY } from '../../src/history/working-time.ts';
import { team, type ItemBuilder, type TeamBuilder } from './team-builder.ts';

export interface SprintPlan {
  /** Items committed to before the start. */
  readonly committed: number;
  /** Of them finished; the rest stays open. Default: all. */
  readonly done?: number;
  /** Items put in on day 4. */
  readonly added?: number;
  /** Of the added ones finished. Default: all. */
  readonly addedDone?: number;
  /** Day of the sprint on which the n-th item finishes; default spreads them over the first nine days. */
  readonly finishDay?: (index: number) => number;
  readonly values?: Partial<Item>;
  readonly addedValues?: Partial<Item>;
  readonly addedBy?: string;
}

/** Fills a sprint by the plan; returns the committed items followed by the added ones. */
export function fillSprint(builder: TeamBuilder, sprint: Sprint, plan: SprintPlan): ItemBuilder[] {
  const start = sprint.start as number;
  const finishDay = plan.finishDay ?? ((index: number) => [1, 2, 3, 4, 7, 8, 9][index % 7] as number);
  const items: ItemBuilder[] = [];
  for (let index = 0; index < plan.committed; index++) {
    const item = builder.item({ created: start - 20 * DAY, ...plan.values }).addTo(sprint.id, start - DAY);
    if (index < (plan.done ?? plan.committed))
      item.doneBetween(
        start + (finishDay(index) - 1) * DAY + index,
        start + finishDay(index) * DAY + index,
        `dev${(index % 4) + 1}`,
      );
    items.push(item);
  }
  const added = plan.added ?? 0;
  for (let index = 0; index < added; index++) {
    const item = builder
      .item({ created: start - 20 * DAY, ...plan.addedValues })
      .addTo(sprint.id, start + 3 * DAY + index, plan.addedBy ?? 'po');
    if (index < (plan.addedDone ?? added))
      item.doneBetween(start + 4 * DAY, start + 8 * DAY + index, `dev${(index % 4) + 1}`);
    items.push(item);
  }
  return items;
}

/** A team with one closed sprint for each plan. */
export function sprintsOf(plans: readonly SprintPlan[], values: Partial<Sprint> = {}): TeamBuilder {
  const builder = team();
  plans.forEach((plan, index) => fillSprint(builder, builder.sprint(index + 1, values), plan));
  return builder;
}

/** The same plan n times. */
export function repeated(n: number, plan: SprintPlan): SprintPlan[] {
  return Array.from({ length: n }, () => plan);
}
