import type { Variation } from './variation.ts';
import { PRIORITIES, STATUS, TYPE, column } from '../board.ts';
import { set, type Draft, type DraftItem } from '../draft.ts';
import { DAY, HOUR, MINUTE, at, midnight } from '../hours.ts';
import {
  assigneeOf,
  bases,
  changesOf,
  closedSprints,
  committed,
  committedInWindow,
  finishOf,
  finishedIn,
  isDone,
  moment,
  postpone,
  reflow,
  someOf,
  startOf,
  workdaysAfter,
} from './view.ts';

export const TESTING = column('testing', 'Testing', 'doing', 4);

export const DEVELOPERS: Readonly<Record<string, Variation>> = {
  'pre-assigned-sprint-backlog': {
    history: (draft, strength, { cast }) => {
      for (const sprint of closedSprints(draft))
        for (const item of someOf(committed(draft, sprint), 0.88 + 0.12 * strength)) {
          const assignee = assigneeOf(item) ?? cast.developers[0]?.id;
          const planned = changesOf(item, 'sprint').find(({ add }) => add === sprint.id);
          if (planned !== undefined && (startOf(item)?.at ?? draft.readAt) > sprint.start)
            set(item, 'assignee', assignee as string, planned.at + 2 * MINUTE, cast.scrumMaster.id);
        }
    },
  },

  'knowledge-silo': {
    history: (draft, strength, { cast }) => {
      const areas = ['Delivery', 'Payment'].slice(0, strength < 0.5 ? 1 : 2);
      for (const [index, area] of areas.entries()) {
        const expert = cast.developers[index]?.id as string;
        const items = bases(draft).filter(({ areas: own }) => own.includes(area));
        for (const item of items) onlyBy(item, expert, new Set(cast.developers.map(({ id }) => id)));
        const keys = new Set(items.map(({ key }) => key));
        draft.pullRequests = draft.pullRequests.map((pull) =>
          pull.items.some((key) => keys.has(key))
            ? { ...pull, author: expert, reviews: [], coAuthors: [] }
            : pull,
        );
      }
    },
  },

  'untracked-work': { options: (strength) => ({ tracked: 0.8 - 0.6 * strength }) },

  'definition-of-done-bypass': {
    history: (draft, strength) => {
      const finished = bases(draft).filter((item) => isDone(item));
      for (const [index, item] of someOf(finished, 0.2 + 0.5 * strength).entries()) {
        const pulls = new Set(item.pullRequests);
        if (index % 2 === 0 || pulls.size === 0) openSubTask(draft, item);
        else
          draft.pullRequests = draft.pullRequests.map((pull) =>
            pulls.has(pull.id) ? { ...pull, merged: null, closed: null } : pull,
          );
      }
    },
  },

  'reopened-work': { options: (strength) => ({ reopened: 0.12 + 0.35 * strength }) },

  'deferred-testing': {
    history: (draft, strength, { cast }) => {
      draft.statuses = [...draft.statuses, TESTING];
      for (const sprint of closedSprints(draft))
        for (const item of someOf(finishedIn(draft, sprint), 0.3 + 0.65 * strength)) {
          const accepted = changesOf(item, 'status').find(({ to }) => to === STATUS.acceptance);
          if (accepted === undefined) continue;
          accepted.to = TESTING.id;
          postpone(
            draft,
            item,
            sprint,
            workdaysAfter(midnight(sprint.completed) + 11 * HOUR, 2),
            cast.scrumMaster.id,
          );
        }
    },
  },

  'externally-set-estimates': {
    history: (draft, strength, { cast, random }) => {
      const estimates = bases(draft).flatMap((item) =>
        changesOf(item, 'estimate')
          .slice(0, 1)
          .map((change) => ({ item, change })),
      );
      for (const { item, change } of someOf(estimates, 0.45 + 0.55 * strength)) {
        const before = changesOf(item, 'sprint')[0]?.at ?? draft.readAt;
        const day = midnight(workdaysAfter(change.at, 1 + random.int(0, 1)));
        change.by = cast.productOwner.id;
        if (day < before) change.at = moment(random, at(day, 9), Math.min(at(day, 17), before));
      }
    },
  },

  'out-of-order-work': {
    history: (draft, strength, { cast }) => {
      for (const sprint of closedSprints(draft)) {
        const begun = committed(draft, sprint)
          .filter((item) => (startOf(item)?.at ?? 0) > sprint.start)
          .sort((a, b) => (startOf(a)?.at ?? 0) - (startOf(b)?.at ?? 0));
        const early = Math.round(begun.length * Math.min(0.85, 0.4 + 0.4 * strength));
        for (const [index, item] of begun.entries()) {
          const time = sprint.start - 30 * MINUTE;
          set(item, 'priority', PRIORITIES[index < early ? 3 : 1], time, cast.productOwner.id);
        }
      }
    },
  },

  'cross-team-dependency-wait': {
    history: (draft, strength) => {
      const items = committedInWindow(draft).filter((item) => isDone(item));
      const slow = items
        .sort((a, b) => cycle(b) - cycle(a))
        .slice(0, Math.round(items.length * (0.25 + 0.3 * strength)));
      for (const [index, item] of slow.entries()) {
        item.links = [
          ...item.links,
          { kind: 'blocked-by', key: `OPS-${500 + index}`, outside: true, otherDone: true },
        ];
        const start = startOf(item)?.at as number;
        reflow(item, start - 5 * DAY, finishOf(item)?.at as number);
      }
    },
  },

  'single-item-parallelism': {
    options: (strength) => ({
      // More items in progress than the whole team has people.
      wipLimit: 14 + Math.round(6 * strength),
      parallel: 3,
      decomposed: 0,
      planned: 20,
    }),
    history: (draft, _, { cast }) => {
      const all = new Set(cast.team.map(({ id }) => id));
      for (const item of bases(draft)) {
        const assignee = assigneeOf(item);
        if (assignee !== null) onlyBy(item, assignee, all);
      }
      draft.pullRequests = draft.pullRequests.map((pull) => ({ ...pull, reviews: [], coAuthors: [] }));
    },
  },
};

/** Everything that somebody of the group did on the item was done by one person. */
function onlyBy(item: DraftItem, person: string, group: ReadonlySet<string>): void {
  for (const change of item.changes) {
    if (group.has(change.by ?? '')) change.by = person;
    if (change.field === 'assignee' && group.has(change.to ?? '')) change.to = person;
  }
  item.comments = item.comments.map((one) => (group.has(one.by ?? '') ? { ...one, by: person } : one));
}

/** A step that nobody finished. */
export function openSubTask(draft: Draft, parent: DraftItem): DraftItem {
  const sub: DraftItem = {
    ...structuredClone(parent),
    key: `${parent.key.split('-')[0]}-${9000 + draft.items.length}`,
    level: 'sub',
    type: TYPE.sub,
    title: 'Adapt the receipt mail',
    description: null,
    acceptanceCriteria: null,
    parent: parent.key,
    created: (startOf(parent)?.at ?? parent.created) + MINUTE,
    labels: [],
    sprints: [],
    links: [],
    comments: [],
    changes: [],
    pullRequests: [],
  };
  draft.items.push(sub);
  return sub;
}

function cycle(item: DraftItem): number {
  return (finishOf(item)?.at ?? 0) - (startOf(item)?.at ?? 0);
}
