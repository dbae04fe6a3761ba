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
  const usedShare = lazy(() => {
    const stories = doneStories();
    return stories.length === 0
      ? 0
      : stories.filter((item) => of(item) !== null || everHad(item)).length / stories.length;
  });
  return {
    get unseen() {
      const unrecorded = context.unrecorded('acceptanceCriteria');
      const unused = doneStories().length >= MIN_DONE_STORIES && usedShare() < CRITERIA_USED;
      return unrecorded.length > 0 || !unused ? unrecorded : (['NO_AC_CONVENTION'] as const);
    },
    of,
    get usedShare() {
      return usedShare();
    },
    get doneStories() {
      return doneStories().length;
    },
  };
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
