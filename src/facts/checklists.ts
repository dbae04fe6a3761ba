import { readLines } from '../text/markup.ts';
import type { ChecklistEntry, Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { ChecklistFacts } from './facts.ts';
import { lazy, memo } from './lazy.ts';

/** Checklists of their own and task lists in descriptions. `NO_CHECKLISTS`: no item has one. */
export function checklistFacts(context: Context): ChecklistFacts {
  const of = memo((item: Item): readonly ChecklistEntry[] => {
    const tasks = tasksIn(item.description);
    return tasks.length === 0 ? item.checklist : [...item.checklist, ...tasks];
  });
  const used = lazy(() => context.facts.items.pbis.some((item) => of(item).length > 0));
  return {
    get unseen() {
      const unrecorded = context.unrecorded('checklists');
      return unrecorded.length > 0 || used() ? unrecorded : (['NO_CHECKLISTS'] as const);
    },
    of,
  };
}

function tasksIn(description: string | null): ChecklistEntry[] {
  if (description === null || !/\[[ xX✓]?\]|[☐☑✅✔□]|\([/x]\)/u.test(description)) return [];
  return readLines(description)
    .filter((line) => line.kind === 'task')
    .map((line) => ({ text: line.text, done: line.done }));
}
