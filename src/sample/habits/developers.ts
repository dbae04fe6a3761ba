import { MINUTE } from '../hours.ts';
import { bases, changesOf } from '../problems/view.ts';
import { excused, habit, type Habit } from './habit.ts';

/** Guards of the group on the Developers. */
export const DEVELOPER_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'pre-assigned-sprint-backlog': [
    habit('taking items oneself in planning', {
      history: (draft, _, { cast, random }) => {
        for (const item of bases(draft)) {
          const planned = changesOf(item, 'sprint')[0]?.at;
          if (planned === undefined) continue;
          const who = random.pick(cast.developers).id;
          item.changes.push({ at: planned + 5 * MINUTE, by: who, field: 'assignee', to: who });
        }
      },
    }),
    excused('pre-assigned-sprint-backlog', 'a rule assigns most of the items', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          item.changes = item.changes.map((change) =>
            change.field === 'assignee' && change.by === cast.scrumMaster.id
              ? { ...change, automated: true as const }
              : change,
          );
      },
    }),
  ],
  'untracked-work': [
    excused('untracked-work', 'updates of dependencies, texts and releases', {
      history: (draft) => {
        draft.pullRequests = draft.pullRequests.map((pull) =>
          pull.items.length === 0
            ? { ...pull, title: 'chore(deps): bump eslint from 9.1 to 9.2', labels: ['dependencies'] }
            : pull,
        );
      },
    }),
    excused('untracked-work', 'pull requests of unknown size', {
      history: (draft) => {
        draft.pullRequests = draft.pullRequests.map((pull) => ({ ...pull, changedLines: null }));
      },
    }),
  ],
  'definition-of-done-bypass': [
    excused('definition-of-done-bypass', 'sub-tasks that were cancelled', {
      history: (draft) => {
        for (const item of draft.items)
          if (item.level === 'sub' && item.title === 'Adapt the receipt mail') {
            item.changes.push({ at: item.created + MINUTE, by: null, field: 'status', to: 'done' });
            item.changes.push({ at: item.created + MINUTE, by: null, field: 'resolution', to: 'dropped' });
          }
        draft.pullRequests = draft.pullRequests.map((pull) =>
          pull.merged === null && pull.ready !== null
            ? { ...pull, merged: pull.ready + MINUTE, closed: pull.ready + MINUTE }
            : pull,
        );
      },
    }),
  ],
  'reopened-work': [
    habit('slips of the hand', {
      history: (draft, _, { cast }) => {
        for (const [index, item] of bases(draft).entries()) {
          const done = changesOf(item, 'status').find(({ to }) => to === 'done');
          if (done === undefined || index % 2 === 1) continue;
          const by = cast.developers[0]?.id as string;
          item.changes.push({ at: done.at + 5 * MINUTE, by, field: 'status', to: 'acceptance' });
          item.changes.push({ at: done.at + 8 * MINUTE, by, field: 'status', to: 'done' });
        }
      },
    }),
  ],
  'externally-set-estimates': [
    excused('externally-set-estimates', 'the team estimates, one person types', {
      history: (draft, _, { cast }) => {
        const refinements = draft.events.filter(({ kind }) => kind === 'refinement');
        for (const item of bases(draft))
          for (const change of changesOf(item, 'estimate').slice(0, 1)) {
            if (change.by !== cast.productOwner.id) continue;
            const meeting = refinements.filter(({ start }) => start < change.at).at(-1);
            if (meeting !== undefined && meeting.start > item.created)
              change.at = meeting.start + ((item.created / 1000) % 3000) * 1000;
            else change.by = cast.developers[0]?.id as string;
          }
      },
    }),
  ],
  'knowledge-silo': [
    excused('knowledge-silo', 'a small team', {
      options: () => ({ developers: 1, oneForBothRoles: true, planned: 6 }),
    }),
    excused('knowledge-silo', 'code written in pairs', {
      history: (draft, _, { cast }) => {
        draft.pullRequests = draft.pullRequests.map((pull, index) => ({
          ...pull,
          coAuthors: [cast.developers[2 + (index % 4)]?.id as string],
        }));
      },
    }),
  ],
};
