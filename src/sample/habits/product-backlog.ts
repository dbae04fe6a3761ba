import { DAY, MINUTE } from '../hours.ts';
import { bases, changesOf, isStory, waiting } from '../problems/view.ts';
import { excused, habit, type Habit } from './habit.ts';

/** Guards of the groups on the Product Backlog and on items. */
export const PRODUCT_BACKLOG_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'oversized-product-backlog': [
    excused('oversized-product-backlog', 'ideas wait in an icebox', {
      history: (draft) => {
        draft.statuses = [
          ...draft.statuses,
          { id: 'icebox', name: 'Icebox', category: 'todo', position: -1, idea: true, dropped: false },
        ];
        for (const item of waiting(draft).slice(70)) item.status = 'icebox';
      },
    }),
  ],
  'stale-backlog-items': [
    excused('stale-backlog-items', 'ideas wait in an icebox', {
      history: (draft) => {
        draft.statuses = [
          ...draft.statuses,
          { id: 'icebox', name: 'Icebox', category: 'todo', position: -1, idea: true, dropped: false },
        ];
        for (const item of waiting(draft)) {
          const last = Math.max(item.created, ...item.changes.map(({ at }) => at));
          if (draft.readAt - last > 90 * DAY) item.status = 'icebox';
        }
      },
    }),
  ],
  'unordered-product-backlog': [
    habit('the priority is not used, the order is', {
      history: (draft) => {
        for (const item of bases(draft)) {
          item.changes = item.changes.filter(({ field }) => field !== 'priority');
          item.priority = 'Medium';
        }
      },
    }),
  ],
  'refinement-starvation': [
    excused('refinement-starvation', 'a refinement meeting takes place', {
      options: () => ({ refinements: 1 }),
    }),
    excused('refinement-starvation', 'very small items', {
      history: (draft) => {
        for (const item of bases(draft)) for (const change of changesOf(item, 'estimate')) change.to = '1';
      },
    }),
  ],
  'orphan-backlog-items': [
    habit('defects need no parent', {
      history: (draft) => {
        for (const [index, item] of waiting(draft).entries())
          if (index % 3 !== 0) {
            item.type = 'Bug';
            item.parent = null;
          }
      },
    }),
  ],
  'duplicate-backlog-items': [
    habit('twins for different platforms', {
      history: (draft) => {
        const stories = waiting(draft).filter(isStory);
        for (const item of stories.slice(0, 12)) {
          const key = `${item.key.split('-')[0]}-${9700 + stories.indexOf(item)}`;
          draft.items.push({ ...structuredClone(item), key, title: `${item.title} (Android)` });
          item.title = `${item.title} (iOS)`;
        }
      },
    }),
    habit('chores that recur', {
      history: (draft) => {
        for (const [index, item] of waiting(draft).slice(20, 30).entries()) {
          item.title = `Release checklist 2026.${index + 1}`;
          item.description = 'Go through the list and tick it off.';
          item.changes = item.changes.filter(({ field }) => field !== 'description');
          item.type = 'Task';
        }
      },
    }),
  ],
  'invisible-technical-debt': [
    excused('invisible-technical-debt', 'debt under another name in the titles', {
      history: (draft) => {
        for (const [index, item] of bases(draft).entries())
          if (index % 8 === 0) item.title = `Refactor and upgrade: ${item.title}`;
      },
    }),
  ],
  'title-only-item': [
    excused('title-only-item', 'small chores that explain themselves', {
      history: (draft, _, { cast }) => {
        for (const item of waiting(draft))
          if (item.description === null) {
            item.type = 'Task';
            item.changes.push({
              at: item.created + 5 * MINUTE,
              by: cast.developers[0]?.id as string,
              field: 'estimate',
              to: '1',
            });
          }
      },
    }),
  ],
  'missing-acceptance-criteria': [
    habit('defects say what was expected', {
      history: (draft) => {
        for (const [index, item] of waiting(draft).slice(0, 36).entries())
          if (index % 2 === 0) {
            item.type = 'Bug';
            item.acceptanceCriteria = null;
            item.description = `Steps to reproduce\n\n1. Open the basket\n2. Remove product ${index}\n\nExpected: the total is lowered by 3.30 EUR.\n\nActual: the total stays the same.\n\nEnvironment: web.`;
            item.changes = item.changes.filter(
              ({ field }) => field !== 'description' && field !== 'acceptanceCriteria',
            );
          }
      },
    }),
  ],
  'missing-story-benefit': [
    excused('missing-story-benefit', 'items serve a parent', {
      history: (draft) => {
        const epic = draft.items.find(({ level }) => level === 'above')?.key ?? null;
        for (const item of waiting(draft)) item.parent = epic;
      },
    }),
  ],
  'malformed-user-story': [
    habit('job stories', {
      history: (draft) => {
        for (const [index, item] of waiting(draft).filter(isStory).entries()) {
          item.changes = item.changes.filter(({ field }) => field !== 'description');
          item.description = `When I leave the office at ${10 + (index % 8)}:00, I want to know where my order ${index} is, so I can choose the faster way home.\n\nAcceptance criteria\n\n* The place is shown\n* It is at most 2 minutes old`;
        }
      },
    }),
  ],
  'technical-layer-slicing': [
    habit('twins for platforms', {
      history: (draft) => {
        for (const [index, item] of waiting(draft).entries())
          item.title = `${index % 2 === 0 ? 'iOS' : 'Android'}: ${item.title}`;
      },
    }),
  ],
  'dependent-sprint-items': [
    habit('ties to items that are Done', {
      history: (draft) => {
        const done = bases(draft).filter(({ changes }) => changes.some(({ to }) => to === 'done'));
        const old = done[0]?.key as string;
        for (const item of done.slice(5))
          item.links = [...item.links, { kind: 'blocked-by', key: old, outside: false, otherDone: null }];
      },
    }),
  ],
};
