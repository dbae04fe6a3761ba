import type { GoalText, Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { GoalFacts } from './facts.ts';
import { compareText } from './items.ts';
import { lazy } from './lazy.ts';
import { plainName } from './names.ts';

/** Where the configuration names the Product Goal; a link counts as a text of any length (card B3). */
export const CONFIGURED_GOAL = 'the configuration';

/** Types and labels of items that hold a Product Goal; a Sprint Goal is none. */
const GOAL_NAME =
  /^(?:product )?(?:goals?|vision|objectives?|okrs?)$|^(?:produktziel|produktvision|ziel)$|^(?:objectif|objetivo|obiettivo|doel|cel|目标)(?: .*)?$/u;

/**
 * Texts in the locations that can hold a Product Goal (card B3): the configuration, goal-typed or goal-labelled items
 * and epics that are not closed, and what the source lists. A connected wiki is a location too.
 */
export function goalFacts(context: Context): GoalFacts {
  const { history, agreements, asOf } = context;
  const found = lazy((): readonly GoalText[] => {
    const configured =
      agreements.productGoal === null
        ? []
        : [{ where: CONFIGURED_GOAL, text: agreements.productGoal, updated: asOf }];
    const items = history.items.filter(
      (item) => isGoal(item) && context.statusOf(item.status).category !== 'done',
    );
    return [...configured, ...items.map(goalOf), ...history.goals];
  });
  const locations = lazy(
    () => found().length + (history.eventSources.some((source) => source.kind === 'wiki') ? 1 : 0),
  );
  const texts = lazy(() =>
    found()
      .filter((goal) => goal.text.trim() !== '')
      .sort((a, b) => b.updated - a.updated || compareText(a.where, b.where) || compareText(a.text, b.text)),
  );
  return {
    get unseen() {
      const unrecorded = context.unrecorded('goals');
      // Places that were refused may hold what the others lack; a text that was found needs no more.
      if (locations() > 0)
        return texts().length > 0 ? [] : unrecorded.filter((code) => code === 'PERMISSION_DENIED');
      return unrecorded.length > 0 ? unrecorded : (['NO_GOAL_LOCATION'] as const);
    },
    get texts() {
      return texts();
    },
    get locations() {
      return locations();
    },
  };
}

function isGoal(item: Item): boolean {
  if (item.type !== null && GOAL_NAME.test(plainName(item.type))) return true;
  return item.labels.some((label) => GOAL_NAME.test(plainName(label)));
}

function goalOf(item: Item): GoalText {
  return {
    where: item.key,
    text: [item.title, item.description ?? ''].join('\n').trim(),
    updated: item.updated,
  };
}
