import type { Change, Item, TeamHistory } from '../../src/history/team-history.ts';
import { emptyHeader } from '../../src/store/items.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 5, 9);

export function item(key: string, more: Partial<Item> = {}): Item {
  return {
    key,
    level: 'base',
    type: 'Story',
    title: `Item ${key}`,
    description: null,
    acceptanceCriteria: null,
    checklist: [],
    status: 'open',
    resolution: null,
    priority: null,
    rank: null,
    estimate: null,
    assignee: null,
    creator: 'p1',
    created: START,
    updated: START,
    due: null,
    labels: [],
    areas: [],
    parent: null,
    serves: [],
    sprints: [],
    flagged: false,
    links: [],
    comments: [],
    changes: [],
    attachments: 0,
    customerSignals: 0,
    pullRequests: [],
    versions: [],
    teamField: null,
    ...more,
  };
}

export function move(at: number, to: string): Change {
  return { at, by: 'p1', field: 'status', from: 'open', to };
}

export function history(name: string, items: readonly Item[], more: Partial<TeamHistory> = {}): TeamHistory {
  return {
    schemaVersion: 1,
    ...emptyHeader(name),
    readAt: START + 100 * DAY,
    people: [
      { id: 'p1', name: 'Ana Example', email: 'ana@example.com', handles: ['ana'], bot: false, active: true },
    ],
    statuses: [
      { id: 'open', name: 'Open', category: 'todo', position: 0, idea: false, dropped: false },
      { id: 'done', name: 'Done', category: 'done', position: 1, idea: false, dropped: false },
    ],
    items,
    ...more,
  };
}
