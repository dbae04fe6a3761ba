import type { Variation } from './variation.ts';
import { STATUS, TYPE, column } from '../board.ts';
import { set, type DraftItem } from '../draft.ts';
import { DAY, HOUR, at, midnight, officeHoursAfter } from '../hours.ts';
import {
  bases,
  changesOf,
  closedSprints,
  finishOf,
  finishedIn,
  isDone,
  postpone,
  reflow,
  someOf,
  startOf,
  statusOf,
  workdaysAfter,
  type Closed,
} from './view.ts';

export const WAITING = column('waiting', 'Waiting', 'doing', 2);

export const FLOW: Readonly<Record<string, Variation>> = {
  'excessive-work-in-progress': {
    options: (strength) => ({
      wipLimit: 10 + Math.round(8 * strength),
      parallel: 2 + Math.round(strength),
      swarm: false,
      planned: 17,
      backlog: 96,
    }),
  },

  'ageing-work-in-progress': {
    history: (draft, strength) => {
      const open = bases(draft).filter(
        (item) => ![STATUS.todo, STATUS.done].some((id) => id === statusOf(item)),
      );
      for (const item of open.slice(0, Math.max(2, Math.round(open.length * (0.35 + 0.6 * strength))))) {
        const days = 30 + 30 * strength;
        const start = (startOf(item)?.at ?? draft.readAt) - days * DAY;
        item.created = Math.min(item.created, start - 2 * DAY);
        for (const change of changesOf(item, 'status').slice(0, 1)) change.at = start;
      }
    },
  },

  'unpredictable-cycle-time': {
    history: (draft, strength) => {
      const items = closedSprints(draft).flatMap((sprint) => finishedIn(draft, sprint));
      const slow = new Set(someOf(items, 0.2 + 0.1 * strength));
      for (const item of items) {
        const finish = finishOf(item)?.at as number;
        const start = startOf(item)?.at as number;
        if (slow.has(item)) reflow(item, start - (12 + 18 * strength) * DAY, finish);
        else reflow(item, Math.max(start, finish - DAY * 1.5), finish);
      }
    },
  },

  'throughput-volatility': {
    history: (draft, strength, { cast }) => {
      const sprints = closedSprints(draft);
      for (const [index, sprint] of sprints.entries())
        if (index % 2 === 0 && index < sprints.length - 1)
          for (const [place, item] of someOf(finishedIn(draft, sprint), 0.45 + 0.4 * strength).entries())
            postpone(
              draft,
              item,
              sprint,
              at(midnight(sprint.completed) + 4 * DAY, 10) + place * HOUR,
              cast.scrumMaster.id,
            );
    },
  },

  'unreliable-sprint-forecast': {
    history: (draft, strength, { cast }) => {
      for (const sprint of closedSprints(draft))
        for (const [place, item] of someOf(finishedIn(draft, sprint), 0.35 + 0.5 * strength).entries())
          postpone(
            draft,
            item,
            sprint,
            workdaysAfter(at(midnight(sprint.completed), 10), 2) + place * HOUR,
            cast.scrumMaster.id,
          );
    },
  },

  'queue-dominated-flow': {
    history: (draft, strength) => {
      draft.statuses = [...draft.statuses, WAITING];
      for (const item of someOf(bases(draft).filter(isDone), 0.6 + 0.4 * strength)) {
        const start = startOf(item);
        const finish = finishOf(item);
        if (start === undefined || finish === undefined) continue;
        item.changes = item.changes.filter(
          ({ field, at: time }) => field !== 'status' || time <= start.at || time >= finish.at,
        );
        const span = finish.at - start.at;
        set(item, 'status', WAITING.id, start.at + 0.08 * span, start.by);
        set(item, 'status', STATUS.review, start.at + (0.8 + 0.15 * strength) * span, start.by);
        for (const change of changesOf(item, 'status')) change.at = Math.round(change.at / 1000) * 1000;
      }
    },
  },

  'review-bottleneck': {
    history: (draft, strength) => {
      const slow = new Set(someOf(draft.pullRequests, 0.55 + 0.45 * strength));
      draft.pullRequests = draft.pullRequests.map((pull, index) => {
        if (!slow.has(pull) || pull.ready === null || pull.merged === null) return pull;
        const first = officeHoursAfter(pull.ready, 13 + (index % 4) * 8 + 16 * strength);
        const merged = first + HOUR;
        return merged > draft.readAt
          ? pull
          : {
              ...pull,
              reviews: pull.reviews.map((review) => ({ ...review, at: first })),
              merged,
              closed: merged,
            };
      });
    },
  },

  'unplanned-work-load': {
    history: (draft, strength) => {
      for (const [index, sprint] of closedSprints(draft).entries()) {
        const share = 0.3 + 0.4 * strength + (index % 2 === 0 ? 0.16 : -0.08);
        const planned = finishedIn(draft, sprint).filter(
          (item) => changesOf(item, 'sprint')[0]?.add === sprint.id,
        );
        for (const item of someOf(planned, Math.min(0.9, share))) interrupt(item, sprint);
      }
    },
  },
};

/** Instead of being planned, the item came up as a defect in the middle of the Sprint. */
function interrupt(item: DraftItem, sprint: Closed): void {
  const finish = finishOf(item)?.at ?? sprint.completed;
  const entered = sprint.start + 26 * HOUR;
  if (finish < entered + 8 * HOUR) return;
  item.type = TYPE.bug;
  const added = changesOf(item, 'sprint')[0];
  if (added !== undefined) added.at = Math.max(added.at, entered);
  reflow(item, Math.max(startOf(item)?.at ?? 0, entered + HOUR), finish);
}
