import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type {
  Change,
  Gap,
  GoalText,
  Instant,
  Item,
  Release,
  Sprint,
  TeamHistory,
} from '../../history/team-history.ts';
import { splitSet } from '../../history/team-history.ts';
import { repaired } from '../../history/validate.ts';
import type { Draft } from './draft.ts';
import { flowOrder } from './flow-order.ts';
import { itemOf } from './map.ts';
import { orderedPriorities } from './outcomes.ts';
import type { JiraReading } from './reading.ts';
import { roadmapOf } from './roadmap.ts';

/** Facts that Jira has no place for, whatever the export. */
const NEVER: Partial<Record<Fact, readonly ReasonCode[]>> = { pullRequests: ['NO_PR_LINK'] };

/** One history for each project of an export, or one of everything where a team's name is given. */
export function historiesOf(reading: JiraReading, teamName: string | null, now: Instant): TeamHistory[] {
  reading.settle();
  const groups = new Map<string, Draft[]>();
  for (const draft of reading.drafts.values()) {
    const group = teamName === null ? draft.project : '';
    const drafts = groups.get(group) ?? [];
    drafts.push(draft);
    groups.set(group, drafts);
  }
  const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.map(([, drafts]) =>
    repaired(historyOf(reading, drafts, { name: teamName, alone: groups.size === 1, now })),
  );
}

function historyOf(
  reading: JiraReading,
  drafts: readonly Draft[],
  team: { name: string | null; alone: boolean; now: Instant },
): TeamHistory {
  const { gathered } = reading;
  const items = itemsOf(reading, drafts);
  const projects = [...new Set(drafts.map((draft) => draft.project))].sort();
  const sprints = sprintsOf(reading, drafts, items, team.alone);
  const { statuses, gaps: statusGaps } = gathered.statuses.resolve(usedStatuses(items), flowOrder(items));
  const readAt = newestTime(items, sprints) ?? team.now;
  const people = gathered.people.list(usedPeople(items));
  const bots = new Set(people.filter((person) => person.bot).map((person) => person.id));
  const byId = new Map(statuses.map((status) => [status.id, status]));
  const versions = [...gathered.versions.values()].filter((version) =>
    items.some((item) => item.versions.includes(version.name)),
  );
  const incomplete = [...statusGaps, ...truncationGaps(drafts), ...unusableGaps(reading)];
  const gaps = [...incomplete, ...commentGaps(drafts), ...looseGaps(reading)];
  const host = drafts.find((draft) => draft.host !== null)?.host ?? null;
  return {
    schemaVersion: 1,
    team: {
      name: team.name ?? projectName(reading, drafts),
      tracker: 'jira',
      project: projects.length === 1 ? (projects[0] ?? null) : null,
      itemUrlBase: host === null ? null : `${host}/browse/`,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: new Set(sprints.map((sprint) => sprint.board).filter((board) => board !== null)).size > 1,
    },
    readAt,
    unrecorded: unrecordedOf(reading, drafts),
    complete: incomplete.length === 0,
    gaps,
    people,
    statuses,
    priorities: orderedPriorities(usedPriorities(gathered.priorities, items)),
    items,
    sprints,
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: releasesOf(versions, readAt),
    roadmap: roadmapOf(
      items,
      versions,
      (item) => byId.get(item.status) ?? { category: 'todo', idea: false },
      (person) => person !== null && bots.has(person),
    ),
    goals: goalsOf(reading, projects, readAt),
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

/** The project's name where any part of the export tells it, the newest where it was renamed; else its key. */
function projectName(reading: JiraReading, drafts: readonly Draft[]): string {
  const { project } = drafts[0] as Draft;
  const named = drafts.filter((draft) => draft.projectName !== null);
  const [newest] = named.sort((a, b) => b.updated - a.updated || (a.key < b.key ? -1 : 1));
  return reading.projects.get(project)?.name ?? newest?.projectName ?? project;
}

function itemsOf(reading: JiraReading, drafts: readonly Draft[]): Item[] {
  const context = {
    roles: reading.finder.roles(),
    gathered: reading.gathered,
    keys: new Map([...reading.drafts.values()].map((draft) => [draft.id, draft.key])),
    projects: new Set(drafts.map((draft) => draft.project)),
    present: new Set(drafts.map((draft) => draft.key)),
  };
  return drafts.map((draft) => itemOf(draft, context)).sort(byKey);
}

/** By project, then by number: `CHK-9` before `CHK-10`. */
export function byKey(a: { key: string }, b: { key: string }): number {
  const [projectA, numberA] = splitKey(a.key);
  const [projectB, numberB] = splitKey(b.key);
  return projectA < projectB ? -1 : projectA > projectB ? 1 : numberA - numberB;
}

function splitKey(key: string): [string, number] {
  const dash = key.lastIndexOf('-');
  return [key.slice(0, dash), Number(key.slice(dash + 1))];
}

/**
 * Sprints of the team: all of an export with one project; of several projects those that its items name, those of the same
 * rows, and those of the same boards.
 */
function sprintsOf(
  reading: JiraReading,
  drafts: readonly Draft[],
  items: readonly Item[],
  alone: boolean,
): Sprint[] {
  const all = reading.gathered.sprints.all();
  if (alone) return all;
  const named = new Set(
    items.flatMap((item) => [
      ...item.sprints,
      ...item.changes.filter((change) => change.field === 'sprint').flatMap(sprintIds),
    ]),
  );
  const scopes = new Set(drafts.map((draft) => draft.scope).filter((scope) => scope !== null));
  const boards = new Set(
    all.filter((sprint) => named.has(sprint.id) && sprint.board !== null).map((sprint) => sprint.board),
  );
  return all.filter((sprint) => {
    const scope = reading.listedSprints.get(sprint.id) ?? null;
    if (named.has(sprint.id)) return true;
    return scope === null ? boards.has(sprint.board) : scopes.has(scope);
  });
}

function sprintIds(change: Change): string[] {
  return [...splitSet(change.from), ...splitSet(change.to)];
}

export function usedStatuses(items: readonly Item[]): Set<string> {
  const used = new Set<string>();
  for (const item of items) {
    used.add(item.status);
    for (const change of item.changes)
      if (change.field === 'status') for (const id of [change.from, change.to]) if (id !== null) used.add(id);
  }
  return used;
}

export function usedPeople(items: readonly Item[]): Set<string> {
  const used = new Set<string>();
  const add = (id: string | null): void => {
    if (id !== null) used.add(id);
  };
  for (const item of items) {
    add(item.assignee);
    add(item.creator);
    for (const comment of item.comments) add(comment.by);
    for (const change of item.changes) {
      add(change.by);
      if (change.field === 'assignee') for (const id of [change.from, change.to]) add(id);
    }
  }
  return used;
}

function usedPriorities(
  all: ReadonlyMap<string, string | null>,
  items: readonly Item[],
): Map<string, string | null> {
  const used = new Map<string, string | null>();
  for (const item of items)
    if (item.priority !== null) used.set(item.priority, all.get(item.priority) ?? null);
  return used;
}

/** Newest time of something that happened; null when there are no items. */
export function newestTime(items: readonly Item[], sprints: readonly Sprint[]): Instant | null {
  let newest: Instant | null = null;
  const see = (at: Instant | null | undefined): void => {
    if (at !== null && at !== undefined) newest = Math.max(newest ?? at, at);
  };
  for (const item of items) {
    see(item.created);
    see(item.updated);
    see(item.finished);
    for (const change of item.changes) see(change.at);
    for (const comment of item.comments) see(comment.at);
  }
  for (const sprint of sprints) {
    if (sprint.state !== 'future') see(sprint.start);
    see(sprint.completed);
  }
  return newest;
}

export function releasesOf(
  versions: readonly { name: string; released: boolean; at: Instant | null; description: string | null }[],
  readAt: Instant,
): Release[] {
  const released = versions.filter(
    (version) => version.released && version.at !== null && version.at <= readAt,
  );
  return released
    .map((version) => ({ name: version.name, at: version.at as Instant, notes: version.description }))
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
}

function goalsOf(reading: JiraReading, projects: readonly string[], readAt: Instant): GoalText[] {
  return projects.flatMap((key) => {
    const text = reading.projects.get(key)?.description?.trim() ?? '';
    return text === '' ? [] : [{ where: 'project description', text, updated: readAt }];
  });
}

function unrecordedOf(reading: JiraReading, drafts: readonly Draft[]): TeamHistory['unrecorded'] {
  const unrecorded: Partial<Record<Fact, readonly ReasonCode[]>> = { ...NEVER };
  const withChanges = drafts.filter((draft) => draft.changes !== null);
  if (withChanges.length === 0) unrecorded.changes = ['NO_CHANGELOG'];
  else if (drafts.some(isTruncated)) unrecorded.changes = ['HISTORY_TRUNCATED'];
  const { sprints } = reading.gathered;
  if (sprints.all().length > 0 && !sprints.goalsRecorded) unrecorded.sprintGoals = ['NO_GOAL_FIELD'];
  return unrecorded;
}

function isTruncated(draft: Draft): boolean {
  if (draft.changes === null) return true;
  return draft.historyTotal !== null && draft.historyTotal > draft.histories.size;
}

function truncationGaps(drafts: readonly Draft[]): Gap[] {
  const truncated = drafts.filter(isTruncated).length;
  // No changelog at all is no gap but a format that holds none: `NO_CHANGELOG` says so.
  if (truncated === 0 || drafts.every((draft) => draft.changes === null)) return [];
  const what =
    truncated === drafts.length ? 'changes of all issues' : `changes of ${counted(truncated, 'issue')}`;
  return [{ what, why: 'the export holds only a part of their history' }];
}

function commentGaps(drafts: readonly Draft[]): Gap[] {
  const missing = drafts.reduce((sum, draft) => sum + draft.commentsMissing, 0);
  return missing === 0
    ? []
    : [{ what: counted(missing, 'comment'), why: 'the export holds only the first ones of each issue' }];
}

function looseGaps(reading: JiraReading): Gap[] {
  if (reading.looseHistories === 0) return [];
  const what = `${counted(reading.looseHistories, 'history entry', 'history entries')} of ${counted(reading.looseIssues, 'issue')}`;
  return [{ what, why: 'the issues themselves are not in the export' }];
}

function unusableGaps(reading: JiraReading): Gap[] {
  const shown = reading.unusable.slice(0, 5).map((why) => ({ what: 'an issue', why }));
  const more = reading.unusable.length - shown.length;
  return more === 0
    ? shown
    : [...shown, { what: counted(more, 'more issue'), why: 'they lack what no issue can lack' }];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
