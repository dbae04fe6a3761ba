import type { Change, Gap, Item, Sprint, TeamHistory } from './team-history.ts';

/** Something in a history that cannot be as it is. */
export interface HistoryProblem {
  /** What it is about: "item CHK-4", "sprint 12". */
  readonly where: string;
  readonly problem: string;
}

/** The latest date that a tracker's clock may be ahead of ours. */
const DAY = 86_400_000;

/**
 * Everything in a history that contradicts itself: dates that run backwards, ids that nothing explains, keys that stand twice.
 * A history that somebody saved or wrote must have none; what a tracker hands out is `repaired` instead.
 */
export function historyProblems(history: TeamHistory): HistoryProblem[] {
  return [
    ...duplicateProblems(history),
    ...itemProblems(history),
    ...sprintProblems(history),
    ...eventProblems(history),
  ];
}

function duplicateProblems(history: TeamHistory): HistoryProblem[] {
  const twice = (kind: string, ids: readonly string[]): HistoryProblem[] => {
    const seen = new Set<string>();
    const repeated = ids.filter((id) => seen.size === seen.add(id).size);
    return [...new Set(repeated)].map((id) => ({
      where: `${kind} ${id}`,
      problem: 'stands in the history twice',
    }));
  };
  return [
    ...twice(
      'item',
      history.items.map((item) => item.key),
    ),
    ...twice(
      'sprint',
      history.sprints.map((sprint) => sprint.id),
    ),
    ...twice(
      'person',
      history.people.map((person) => person.id),
    ),
    ...twice(
      'status',
      history.statuses.map((status) => status.id),
    ),
    ...twice(
      'event',
      history.events.map((event) => event.id),
    ),
    ...twice(
      'pull request',
      history.pullRequests.map((request) => request.id),
    ),
  ];
}

function itemProblems(history: TeamHistory): HistoryProblem[] {
  const people = new Set(history.people.map((person) => person.id));
  const statuses = new Set(history.statuses.map((status) => status.id));
  const sprints = new Set(history.sprints.map((sprint) => sprint.id));
  const problems: HistoryProblem[] = [];
  for (const item of history.items) {
    const say = (problem: string): unknown => problems.push({ where: `item ${item.key}`, problem });
    if (item.updated < item.created) say('was updated before it was created');
    if (!statuses.has(item.status)) say(`has the unknown status "${item.status}"`);
    for (const sprint of item.sprints) if (!sprints.has(sprint)) say(`is in the unknown sprint "${sprint}"`);
    const backwards = item.changes.findIndex(
      (change, index) => index > 0 && change.at < (item.changes[index - 1] as Change).at,
    );
    if (backwards !== -1)
      say(
        `has changes whose dates run backwards (change ${backwards + 1} is earlier than the one before it)`,
      );
    const late = item.changes.findIndex((change) => change.at > history.readAt + DAY);
    if (late !== -1) say(`has a change later than the history was read (change ${late + 1})`);
    for (const person of strangers(item, people)) say(`names the unknown person "${person}"`);
    for (const status of unknownStatuses(item, statuses)) say(`was in the unknown status "${status}"`);
  }
  return problems;
}

function strangers(item: Item, people: ReadonlySet<string>): string[] {
  const named = [
    item.assignee,
    item.creator,
    ...item.comments.map((comment) => comment.by),
    ...item.changes.map((change) => change.by),
  ];
  for (const change of item.changes) if (change.field === 'assignee') named.push(change.from, change.to);
  return [...new Set(named)].filter((id): id is string => id !== null && !people.has(id));
}

function unknownStatuses(item: Item, statuses: ReadonlySet<string>): string[] {
  const ids = item.changes.flatMap((change) => (change.field === 'status' ? [change.from, change.to] : []));
  return [...new Set(ids)].filter((id): id is string => id !== null && !statuses.has(id));
}

function sprintProblems(history: TeamHistory): HistoryProblem[] {
  return history.sprints.flatMap((sprint) =>
    backwardsIn(sprint).map((problem) => ({ where: `sprint ${sprint.name}`, problem })),
  );
}

function backwardsIn(sprint: Sprint): string[] {
  const problems: string[] = [];
  if (sprint.start === null) return problems;
  if (sprint.end !== null && sprint.end < sprint.start) problems.push('ends before it starts');
  if (sprint.completed !== null && sprint.completed < sprint.start)
    problems.push('was completed before it started');
  return problems;
}

function eventProblems(history: TeamHistory): HistoryProblem[] {
  return history.events
    .filter((event) => event.end !== null && event.end < event.start)
    .map((event) => ({ where: `event ${event.title}`, problem: 'ends before it starts' }));
}

/**
 * A tracker's history with what contradicts itself put right, and a gap for each kind of thing that was: changes in order of time,
 * `updated` not before `created`, impossible sprint dates left out, sprints that were deleted left off their items.
 */
export function repaired(history: TeamHistory): TeamHistory {
  const known = new Set(history.sprints.map((sprint) => sprint.id));
  const problems = { order: 0, updated: 0 };
  const items = history.items.map((item) => {
    if (isDisordered(item)) problems.order += 1;
    if (item.updated < item.created) problems.updated += 1;
    const gone = item.sprints.some((sprint) => !known.has(sprint));
    return repairedItem(
      gone ? { ...item, sprints: item.sprints.filter((sprint) => known.has(sprint)) } : item,
    );
  });
  const { sprints, gaps: sprintGaps } = repairedSprints(history.sprints);
  const gaps = [...itemGaps(problems), ...sprintGaps];
  if (gaps.length === 0) return { ...history, items, sprints };
  return { ...history, items, sprints, complete: false, gaps: [...history.gaps, ...gaps] };
}

function isDisordered(item: Item): boolean {
  return item.changes.some(
    (change, index) => index > 0 && change.at < (item.changes[index - 1] as Change).at,
  );
}

/** An item with its changes in order of time and `updated` not before `created`. */
export function repairedItem(item: Item): Item {
  const disordered = isDisordered(item);
  if (!disordered && item.updated >= item.created) return item;
  return {
    ...item,
    changes: disordered ? [...item.changes].sort((a, b) => a.at - b.at) : item.changes,
    updated: Math.max(item.updated, item.created),
  };
}

/** Sprints without impossible dates, and a gap when any had to be left out or is missing. */
export function repairedSprints(all: readonly Sprint[]): { sprints: Sprint[]; gaps: Gap[] } {
  let undated = 0;
  const sprints = all.map((sprint) => {
    const impossible = backwardsIn(sprint).length > 0;
    if (impossible || (sprint.start === null && sprint.state !== 'future')) undated += 1;
    return impossible
      ? { ...sprint, end: later(sprint.end, sprint.start), completed: later(sprint.completed, sprint.start) }
      : sprint;
  });
  if (undated === 0) return { sprints, gaps: [] };
  const what = undated === 1 ? 'the dates of 1 sprint' : `the dates of ${undated} sprints`;
  return { sprints, gaps: [{ what, why: 'they are missing or run backwards' }] };
}

function later(at: number | null, start: number | null): number | null {
  return at !== null && start !== null && at < start ? null : at;
}

function itemGaps(count: { order: number; updated: number }): Gap[] {
  const gaps: Gap[] = [];
  const items = (number: number): string => (number === 1 ? '1 item' : `${number} items`);
  if (count.order > 0)
    gaps.push({
      what: `the order of changes of ${items(count.order)}`,
      why: 'their dates ran backwards and were put in order',
    });
  if (count.updated > 0)
    gaps.push({ what: `the last update of ${items(count.updated)}`, why: 'it lies before their creation' });
  return gaps;
}
