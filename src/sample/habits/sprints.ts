import { HOUR, DAY, MINUTE, midnight } from '../hours.ts';
import { bases, changesOf, closedSprints, committed, finishOf } from '../problems/view.ts';
import { excused, habit, type Habit } from './habit.ts';

/** Guards of the group on Sprint Planning and the Sprint. */
export const SPRINT_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'missing-sprint-goal': [
    excused('missing-sprint-goal', 'the goal stands on a planning page of the wiki', {
      history: (draft) => {
        const { wiki: _, ...unrecorded } = draft.unrecorded;
        draft.unrecorded = unrecorded;
        draft.eventSources = [...draft.eventSources, { kind: 'wiki', name: 'CHK', complete: false }];
        for (const [index, sprint] of draft.sprints.entries())
          if (sprint.start !== null)
            draft.events.push({
              ...page(`goal-${index}`, midnight(sprint.start) + 9 * HOUR),
              kind: 'planning',
              title: `Sprint Goal of ${sprint.name}: a chosen delivery slot stays free until the order is paid`,
            });
      },
    }),
  ],
  'task-list-sprint-goal': [
    habit('a clear first sentence with bullets of detail', {
      history: (draft) => {
        for (const sprint of draft.sprints)
          if (sprint.goal !== null)
            sprint.goal = `${sprint.goal}.\n- CHK-12 shows the fee\n- CHK-13 keeps the slot\n- CHK-14 writes the receipt`;
      },
    }),
  ],
  'incoherent-sprint-scope': [
    habit('defects of every theme', {
      history: (draft) => {
        const epics = draft.items.filter(({ level }) => level === 'above');
        for (const [index, item] of bases(draft).entries())
          if (item.type === 'Bug') item.parent = epics[index % epics.length]?.key ?? null;
      },
    }),
  ],
  'sprint-overcommitment': [
    excused('sprint-overcommitment', 'what does not fit is labelled as stretch', {
      history: (draft) => {
        for (const sprint of closedSprints(draft, 12))
          for (const item of committed(draft, sprint)) {
            const done = finishOf(item)?.at ?? Number.POSITIVE_INFINITY;
            if (done > sprint.completed && !item.labels.includes('stretch'))
              item.labels = [...item.labels, 'stretch'];
          }
      },
    }),
  ],
  'unready-sprint-items': [
    excused('unready-sprint-items', 'urgent items of an agreed expedite lane', {
      history: (draft) => {
        for (const item of bases(draft))
          if (item.description === null && changesOf(item, 'description').length === 0)
            item.labels = [...item.labels, 'expedite'];
      },
    }),
  ],
  'automatic-spillover': [
    excused('automatic-spillover', 'finished within a day after the close', {
      history: (draft) => {
        for (const sprint of closedSprints(draft, 12))
          for (const item of committed(draft, sprint)) {
            const done = finishOf(item);
            const open = (done?.at ?? Number.POSITIVE_INFINITY) > sprint.completed;
            if (!open) continue;
            if (done === undefined) {
              item.changes = item.changes.filter(
                ({ field, at }) => field !== 'sprint' || at < sprint.completed,
              );
              continue;
            }
            const time = sprint.completed + 30 * MINUTE;
            for (const change of changesOf(item, 'status', 'resolution', 'versions'))
              if (change.at > time) change.at = time;
          }
      },
    }),
  ],
  'sprint-scope-creep': [
    excused('sprint-scope-creep', 'Developers split work of the Sprint', {
      history: (draft) => {
        for (const sprint of closedSprints(draft, 12)) {
          const first = committed(draft, sprint)[0];
          if (first === undefined) continue;
          for (const item of bases(draft)) {
            const added = changesOf(item, 'sprint').some(
              ({ add, at }) => add === sprint.id && at > sprint.start + DAY,
            );
            if (added) item.links = [...item.links, splitFrom(first.key)];
          }
        }
      },
    }),
  ],
  'stakeholder-sprint-injection': [
    excused('stakeholder-sprint-injection', 'an agreed expedite lane', {
      history: (draft, _, { cast }) => {
        const outside = new Set(cast.stakeholders.map(({ id }) => id));
        for (const item of bases(draft))
          if (changesOf(item, 'sprint').some(({ by }) => outside.has(by ?? '')))
            item.labels = [...item.labels, 'expedite'];
      },
    }),
    habit('people outside create items', {
      history: (draft, _, { cast }) => {
        for (const [index, item] of bases(draft).entries())
          if (index % 2 === 0) item.creator = cast.stakeholders[index % 5]?.id as string;
      },
    }),
  ],
  'irregular-sprint-cadence': [
    excused('irregular-sprint-cadence', 'holidays shorten a Sprint', {
      agreements: (agreements) => ({ ...agreements, holidays: HOLIDAYS }),
      history: (draft) => {
        for (const sprint of draft.sprints) {
          if (sprint.start === null || sprint.state !== 'closed') continue;
          const planned = midnight(sprint.start) + 11 * DAY + 16 * HOUR;
          sprint.end = planned;
          sprint.completed = planned;
        }
      },
    }),
    habit('a Sprint closed late by oversight', {
      history: (draft) => {
        for (const [index, sprint] of draft.sprints.entries())
          if (sprint.state === 'closed' && sprint.completed !== null && index % 3 === 0)
            sprint.completed += 3 * DAY - 5 * HOUR;
      },
    }),
  ],
  'infrequent-release': [
    habit('a release every second Sprint', {}, { releaseEvery: 2 }),
    excused('infrequent-release', 'a regulated product agreed a longer interval', {
      agreements: (agreements) => ({ ...agreements, releaseIntervalDays: 180 }),
    }),
  ],
  'zero-increment-sprint': [
    excused('zero-increment-sprint', 'the last state before Done is not mapped', {
      history: (draft) => {
        const last = {
          ...(draft.statuses[3] as (typeof draft.statuses)[number]),
          id: 'released',
          name: 'Ready for release',
          position: 4,
        };
        draft.statuses = [...draft.statuses, last];
        for (const sprint of closedSprints(draft))
          for (const item of committed(draft, sprint)) {
            if (finishOf(item) !== undefined) continue;
            item.changes.push({ at: sprint.completed - 2 * HOUR, by: null, field: 'status', to: 'released' });
          }
      },
    }),
  ],
};

const HOLIDAYS: readonly string[] = [];

function splitFrom(key: string) {
  return { kind: 'split-from' as const, key, outside: false, otherDone: null };
}

export function page(id: string, start: number) {
  return {
    id: `page-${id}`,
    source: 'wiki' as const,
    start,
    end: null,
    cancelled: false,
    organiser: null,
    attendees: null,
    actions: [],
    text: null,
    key: `page-${id}`,
  };
}
