import { joinSet, type Change, type Item, type TeamHistory } from '../../src/history/team-history.ts';

/**
 * One team, kept the way that every tracker can keep it: what only Jira has a place for is written where teams on Linear and
 * GitHub write it. Acceptance criteria stand in the description, a flag is the label "blocked", priorities have four steps,
 * dropped items end in a state of their own. What a tracker then still cannot hold is what its connector must declare.
 */
export function portable(history: TeamHistory): TeamHistory {
  const done = history.statuses.find(({ category }) => category === 'done');
  const position = Math.max(...history.statuses.map((status) => status.position)) + 1;
  return {
    ...history,
    statuses: [
      ...history.statuses,
      { id: DROPPED, name: 'Won’t do', category: 'done', position, idea: false, dropped: true },
    ],
    priorities: [...new Set(Object.values(PRIORITY))],
    items: history.items.map((item) => portableItem(item, done?.id ?? '')),
    // Versions, and a goal in an epic of its own, are ways of Jira.
    releases: [],
    goals: history.goals.map((goal) => ({ ...goal, where: 'Product Goal' })),
    eventSources: [],
    events: [],
  };
}

const DROPPED = 'dropped';
const BLOCKED = 'blocked';
const PRIORITY: Readonly<Record<string, string>> = {
  Highest: 'Urgent',
  High: 'High',
  Medium: 'Medium',
  Low: 'Low',
  Lowest: 'Low',
};

function portableItem(item: Item, done: string): Item {
  const dropped = item.resolution === 'dropped';
  const priority = item.priority === null ? null : (PRIORITY[item.priority] ?? null);
  const criteria =
    item.acceptanceCriteria === null ? '' : `\n\n## Acceptance criteria\n\n${item.acceptanceCriteria}`;
  const changes = item.changes.flatMap((change) => portableChange(change, item, done));
  return {
    ...item,
    description: item.description === null && criteria === '' ? null : `${item.description ?? ''}${criteria}`,
    acceptanceCriteria: null,
    status: dropped ? DROPPED : item.status,
    priority,
    labels: item.flagged ? [...item.labels, BLOCKED].sort() : item.labels,
    flagged: false,
    areas: [],
    versions: [],
    sprints: item.sprints.slice(-1),
    changes: withLabels(changes, item),
  };
}

/** Fields that only Jira keeps lose their changes; a flag becomes a label, criteria a part of the text. */
function portableChange(change: Change, item: Item, done: string): Change[] {
  switch (change.field) {
    case 'versions':
    case 'areas':
    case 'resolution':
      return [];
    case 'acceptanceCriteria':
      return [{ ...change, field: 'description', from: null, to: null }];
    case 'description':
      // A text that moved in from another field never stood there in full before.
      return [item.acceptanceCriteria === null ? change : { ...change, from: null, to: null }];
    case 'priority': {
      const [from, to] = [PRIORITY[change.from ?? ''] ?? null, PRIORITY[change.to ?? ''] ?? null];
      return from === to ? [] : [{ ...change, from, to }];
    }
    case 'sprint': {
      const [from, to] = [lastOf(change.from), lastOf(change.to)];
      return from === to ? [] : [{ ...change, from, to }];
    }
    case 'status':
      return [item.resolution === 'dropped' && change.to === done ? { ...change, to: DROPPED } : change];
    default:
      return [change];
  }
}

function lastOf(set: string | null): string | null {
  return set === null ? null : (set.split('\n').at(-1) ?? null);
}

/** Flags as changes of the whole set of labels. */
function withLabels(changes: readonly Change[], item: Item): Change[] {
  const others = item.labels;
  const set = (blocked: boolean): string | null =>
    joinSet(blocked ? [...others, BLOCKED].sort() : [...others]);
  return changes.map((change) =>
    change.field === 'flagged'
      ? { ...change, field: 'labels', from: set(change.from !== null), to: set(change.to !== null) }
      : change,
  );
}
