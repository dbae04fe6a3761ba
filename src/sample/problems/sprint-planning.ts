import type { Variation } from './variation.ts';
import type { DraftItem } from '../draft.ts';
import { DAY, HOUR, MINUTE, at, midnight } from '../hours.ts';
import {
  affectedSprints,
  bases,
  changesOf,
  closedSprints,
  committed,
  committedInWindow,
  finishOf,
  finishedIn,
  reflow,
  removeEvents,
  someOf,
  startOf,
  strip,
} from './view.ts';

const TASK_GOALS = [
  'Finish tickets',
  'CHK-12, CHK-31, CHK-40',
  'Complete sprint and fix bugs',
  'As many stories as possible',
];

export const SPRINT_PLANNING: Readonly<Record<string, Variation>> = {
  'missing-sprint-goal': {
    history: (draft, strength) => {
      for (const sprint of affectedSprints(draft, 0.4 + 0.6 * strength))
        sprintOf(draft, sprint.id).goal = null;
    },
  },

  'task-list-sprint-goal': {
    history: (draft, strength) => {
      for (const [index, sprint] of affectedSprints(draft, 0.4 + 0.6 * strength).entries())
        sprintOf(draft, sprint.id).goal = TASK_GOALS[index % TASK_GOALS.length] as string;
    },
  },

  'incoherent-sprint-scope': {
    history: (draft, strength) => {
      const epics = draft.items.filter(({ level }) => level === 'above');
      for (const sprint of affectedSprints(draft, 0.4 + 0.6 * strength))
        for (const [index, item] of committed(draft, sprint).entries())
          item.parent = epics[index % epics.length]?.key ?? null;
    },
  },

  'sprint-overcommitment': {
    options: (strength) => ({ planned: Math.round(12 * (1.5 + 1.3 * strength)), backlog: 90 }),
  },

  'unready-sprint-items': {
    history: (draft, strength) => {
      for (const item of someOf(committedInWindow(draft), 0.25 + 0.6 * strength)) strip(item);
    },
  },

  'missing-sprint-planning': {
    history: (draft, strength) => {
      const sprints = affectedSprints(draft, 0.4 + 0.6 * strength);
      removeEvents(draft, 'planning', sprints, 'start');
      for (const sprint of sprints)
        for (const [index, item] of committed(draft, sprint).entries()) {
          const added = changesOf(item, 'sprint').find(({ add }) => add === sprint.id);
          if (added === undefined || added.at < sprint.start - DAY) continue;
          const time = at(midnight(sprint.start) - 5 * DAY + (index % 2) * DAY, 9.5) + index * 31 * MINUTE;
          item.changes = item.changes.filter(({ field, at: when }) => field !== 'rank' || when < time);
          added.at = Math.max(time, lastBefore(item, added.at));
        }
    },
  },

  'automatic-spillover': {
    options: (strength) => ({ planned: Math.round(12 * (1.5 + 0.9 * strength)), backlog: 90 }),
    history: (draft) => {
      for (const { completed } of closedSprints(draft))
        for (const item of bases(draft)) {
          const near = (time: number): boolean => Math.abs(time - completed) < 26 * HOUR;
          if (
            !changesOf(item, 'sprint').some(
              ({ at: time, add }) => add !== undefined && near(time) && time >= completed,
            )
          )
            continue;
          item.comments = item.comments.filter((one) => !near(one.at));
          item.changes = item.changes.filter(
            ({ field, at: time }) =>
              !['rank', 'estimate', 'description', 'acceptanceCriteria'].includes(field) || !near(time),
          );
        }
    },
  },

  'sprint-scope-creep': { options: (strength) => ({ addedPerSprint: 3 + 6 * strength }) },

  'stakeholder-sprint-injection': {
    options: (strength) => ({ addedPerSprint: 1.5 + 2 * strength }),
    history: (draft, strength, { cast }) => {
      const added = closedSprints(draft).flatMap((sprint) =>
        bases(draft).flatMap((item) =>
          changesOf(item, 'sprint').filter(
            ({ add, at: time }) => add === sprint.id && time > sprint.start + DAY,
          ),
        ),
      );
      for (const [index, change] of someOf(added, 0.4 + 0.6 * strength).entries())
        change.by = cast.stakeholders[index % 3]?.id as string;
    },
  },

  'irregular-sprint-cadence': {
    history: (draft, strength) => {
      for (const [index, sprint] of affectedSprints(draft, 0.4 + 0.5 * strength).entries()) {
        const early = midnight(sprint.completed) - (index % 2 === 0 ? 3 : 2) * DAY + 16 * HOUR;
        const changed = sprintOf(draft, sprint.id);
        changed.end = early;
        changed.completed = early;
      }
    },
  },

  'zero-increment-sprint': {
    history: (draft, strength) => {
      for (const sprint of affectedSprints(draft, 0.33 + 0.4 * strength)) {
        const items = finishedIn(draft, sprint);
        for (const item of items) unfinish(item);
      }
    },
  },

  'infrequent-release': { options: (strength) => ({ releaseEvery: Math.round(2.4 + 3 * strength) }) },

  'missing-sprint-plan': {
    options: () => ({ decomposed: 0.3 }),
    history: (draft, strength) => {
      for (const sprint of closedSprints(draft))
        for (const item of someOf(committed(draft, sprint), 0.72 + 0.28 * strength)) {
          const parents = draft.items.filter(({ level, parent }) => level === 'sub' && parent === item.key);
          if (parents.length > 0 || startOf(item) === undefined || finishOf(item) === undefined) continue;
          const from = sprint.start + 2 * HOUR;
          reflow(item, from, Math.max(finishOf(item)?.at as number, sprint.completed - 40 * HOUR));
        }
    },
  },
};

function sprintOf(draft: Parameters<NonNullable<Variation['history']>>[0], id: string) {
  return draft.sprints.find((sprint) => sprint.id === id) as (typeof draft.sprints)[number];
}

/** The item was begun and is still in progress. */
function unfinish(item: DraftItem): void {
  const start = startOf(item)?.at ?? item.created;
  const gone = ['status', 'resolution', 'versions'];
  item.changes = item.changes.filter(({ field, at: time }) => !gone.includes(field) || time <= start);
}

/** Just after the last thing that happened to the item before. */
function lastBefore(item: DraftItem, time: number): number {
  const earlier = item.changes
    .filter(({ at: when, field }) => when < time && field !== 'rank')
    .map(({ at: when }) => when);
  return Math.max(item.created, ...earlier) + MINUTE;
}
