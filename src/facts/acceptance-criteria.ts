import { readAcceptanceCriteria } from '../text/acceptance-criteria.ts';
import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { AcceptanceCriteria, AcceptanceCriteriaFacts } from './facts.ts';
import { lazy, memo } from './lazy.ts';

/** Below this share of the Done stories that ever had criteria, the team has no way of writing them (card K2). */
const CRITERIA_USED = 0.15;
/** Done stories from which on the convention is judged (card K2). */
const MIN_DONE_STORIES = 20;

/** Acceptance criteria of items. `NO_AC_CONVENTION`: hardly any Done story ever had some. */
export function acceptanceCriteriaFacts(context: Context): AcceptanceCriteriaFacts {
  const of = memo((item: Item): AcceptanceCriteria | null => readAcceptanceCriteria(item));
  const doneStories = lazy(() =>
    context.facts.items.done.filter((item) => context.facts.types.isStory(item)),
  );
  const hasHad = (item: Item): boolean => of(item) !== null || everHad(item);
  const usedShare = lazy(() => {
    const stories = doneStories();
    return stories.length === 0 ? 0 : stories.filter(hasHad).length / stories.length;
  });
  const usedBelow = (share: number): boolean => isBelowShare(doneStories(), hasHad, share);
  const isUnused = lazy(() => usedBelow(CRITERIA_USED));
  return {
    get unseen() {
      const unrecorded = context.unrecorded('acceptanceCriteria');
      const unused = doneStories().length >= MIN_DONE_STORIES && isUnused();
      return unrecorded.length > 0 || !unused ? unrecorded : (['NO_AC_CONVENTION'] as const);
    },
    of,
    usedBelow,
    get usedShare() {
      return usedShare();
    },
    get doneStories() {
      return doneStories().length;
    },
  };
}

/** Whether fewer than this share pass; the newest are looked at first, and no more than needed to know. */
function isBelowShare(items: readonly Item[], passes: (item: Item) => boolean, share: number): boolean {
  let passed = 0;
  for (let index = items.length - 1; index >= 0; index--) {
    if (passed / items.length >= share) return false;
    if (passes(items[index] as Item)) passed++;
  }
  return passed / items.length < share;
}

/** Criteria in an earlier text count for the convention: some teams empty the field when they are done. */
function everHad(item: Item): boolean {
  return item.changes.some((change) => {
    if (change.field !== 'acceptanceCriteria' && change.field !== 'description') return false;
    return [change.from, change.to].some((text) => {
      if (text === null) return false;
      const parts =
        change.field === 'description'
          ? { description: text, acceptanceCriteria: null }
          : { description: null, acceptanceCriteria: text };
      return readAcceptanceCriteria({ title: item.title, checklist: [], ...parts }) !== null;
    });
  });
}
