import type { Fact } from '../../src/history/reasons.ts';
import {
  splitSet,
  type Change,
  type ChangeField,
  type Item,
  type TeamHistory,
} from '../../src/history/team-history.ts';

/**
 * A fact of a history in words that do not depend on the tracker: keys by their number, states and sprints by their names,
 * people by the ids that the fakes keep. Two histories of one team agree on a fact when their projections are equal.
 */
export type Projection = (history: TeamHistory) => unknown;

/** Facts that the sample team shows in its tracker. Events and pages come from elsewhere. */
export const PROJECTIONS: Partial<Record<Fact, Projection>> = {
  items: perItem((item, words) => ({
    title: item.title,
    description: item.description,
    status: words.status(item.status),
    resolution: item.resolution,
    creator: item.creator,
    assignee: item.assignee,
    created: item.created,
    priority: item.priority,
    labels: [...item.labels].sort(),
  })),
  statusHistory: changes('status', (value, words) => words.status(value)),
  assigneeHistory: changes('assignee'),
  priorityHistory: changes('priority'),
  estimateHistory: changes('estimate'),
  sprintHistory: changes('sprint', (value, words) => words.sprint(value)),
  descriptionHistory: changes('description'),
  rankHistory: perItem((item) =>
    item.changes.filter(({ field }) => field === 'rank').map(({ at, by }) => [at, by]),
  ),
  changes: changes('labels', (value) => splitSet(value).sort().join()),
  order: (history) => openOrder(history),
  sprints: (history) =>
    history.sprints
      .filter(({ start }) => start !== null)
      .map(({ name, state, start, end, completed }) => ({ name, state, start, end, completed })),
  sprintGoals: (history) =>
    history.sprints.filter(({ start }) => start !== null).map(({ name, goal }) => [name, goal]),
  goals: ({ goals }) =>
    goals
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .sort(),
  hierarchy: perItem((item, words) => [item.level, item.parent === null ? null : words.key(item.parent)]),
  types: perItem((item) => item.type),
  estimates: perItem((item) => item.estimate),
  boardStates: ({ statuses, items }) => {
    const used = new Set(items.map(({ status }) => status));
    return statuses
      .filter(({ id, dropped }) => used.has(id) && !dropped)
      .map(({ name, category, idea }) => ({ name, category, idea }));
  },
  links: perItem((item, words) => item.links.map(({ kind, key }) => `${kind} ${words.key(key)}`).sort()),
  comments: perItem((item) => item.comments),
  customerSignals: perItem((item) => item.customerSignals),
  pullRequests: ({ pullRequests }) =>
    pullRequests
      .map(({ title, author, created, ready, merged, changedLines, reviews, comments, checks }) => ({
        title,
        author,
        created,
        ready,
        merged,
        changedLines,
        reviews,
        comments,
        checks,
      }))
      .sort((a, b) => a.created - b.created || (a.title < b.title ? -1 : 1)),
  roster: ({ listedMembers }) => (listedMembers === null ? null : [...listedMembers].sort()),
};

interface Words {
  key(key: string): string;
  status(id: string | null): string | null;
  sprint(id: string | null): string | null;
}

function wordsOf(history: TeamHistory): Words {
  const statuses = new Map(
    history.statuses.map((status) => [status.id, status.dropped ? 'dropped' : status.name]),
  );
  const sprints = new Map(history.sprints.map(({ id, name }) => [id, name]));
  return {
    key: (key) => key.replace(/^.*[-#]/, '#'),
    status: (id) => (id === null ? null : (statuses.get(id) ?? id)),
    sprint: (id) => (id === null ? null : (sprints.get(id) ?? id)),
  };
}

function perItem(of: (item: Item, words: Words) => unknown): Projection {
  return (history) => {
    const words = wordsOf(history);
    const entries = history.items.map((item): [string, unknown] => [words.key(item.key), of(item, words)]);
    return Object.fromEntries(entries.sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))));
  };
}

/** The changes of one field by item: time, person, what it was and became. */
function changes(
  field: ChangeField,
  value = (text: string | null, _words: Words): string | null => text,
): Projection {
  return perItem((item, words) =>
    item.changes
      .filter((change: Change) => change.field === field)
      .map(({ at, by, from, to }) => [at, by, value(from, words), value(to, words)]),
  );
}

function openOrder(history: TeamHistory): string[] {
  const words = wordsOf(history);
  const done = new Set(history.statuses.filter(({ category }) => category === 'done').map(({ id }) => id));
  return history.items
    .filter((item) => item.level === 'base' && !done.has(item.status) && item.rank !== null)
    .sort((a, b) => ((a.rank as string) < (b.rank as string) ? -1 : 1))
    .map(({ key }) => words.key(key));
}
