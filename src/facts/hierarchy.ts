import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { HierarchyFacts } from './facts.ts';
import { lazy } from './lazy.ts';
import { plainName, wholeWords } from './names.ts';

/** Labels that name the goal an item serves. */
const GOAL_LABEL = wholeWords(
  'goal|product goal|objective|okr|outcome|ziel|produktziel|objectif|objetivo|obiettivo|doel|cel|目标',
);

/** What items serve and what they are divided into. `NO_HIERARCHY`: no item has a parent, a goal or sub-items. */
export function hierarchyFacts(context: Context): HierarchyFacts {
  const { items } = context.facts;
  const serves = (item: Item): boolean =>
    item.parent !== null ||
    item.serves.length > 0 ||
    item.labels.some((label) => GOAL_LABEL.test(plainName(label)));
  const usedShare = lazy(() => shareOf(items.pbis, serves));
  const decomposedShare = lazy(() => shareOf(items.done, (item) => items.children(item.key).length > 0));
  const used = lazy(() => context.history.items.some((item) => item.parent !== null || serves(item)));
  return {
    get unseen() {
      const unrecorded = context.unrecorded('hierarchy');
      return unrecorded.length > 0 || used() ? unrecorded : (['NO_HIERARCHY'] as const);
    },
    get usedShare() {
      return usedShare();
    },
    get decomposedShare() {
      return decomposedShare();
    },
    parentOf: (item) => item.parent,
    serves,
    childrenOf: (item) => items.children(item.key),
    itemOf: (key) => items.get(key),
    get subs() {
      return items.subs;
    },
  };
}

function shareOf(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(test).length / items.length;
}
