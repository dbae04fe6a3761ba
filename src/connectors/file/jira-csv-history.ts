import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Gap, Item, Sprint, TeamHistory } from '../../history/team-history.ts';
import { byKey, newestTime, usedPeople } from '../jira/history.ts';
import { orderedPriorities } from '../jira/outcomes.ts';
import { roadmapOf } from '../jira/roadmap.ts';
import type { CsvIssues, CsvItem } from './jira-csv-issues.ts';
import type { ReadContext } from './reader.ts';

/** What a CSV cannot hold. */
export const UNRECORDED: Partial<Record<Fact, readonly ReasonCode[]>> = {
  changes: ['NO_CHANGELOG'],
  sprints: ['NO_SPRINTS'],
  sprintGoals: ['NO_GOAL_FIELD'],
  pullRequests: ['NO_PR_LINK'],
  releases: ['NO_RELEASE_DATA'],
};

/** One history for each project in the rows, or one of all where a team's name is given. */
export function csvHistories(issues: CsvIssues, context: ReadContext): TeamHistory[] {
  const groups = new Map<string, CsvItem[]>();
  for (const entry of issues.items.values()) {
    const group = context.teamName === null ? entry.project : '';
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entries]) => historyOf(issues, entries, context));
}

function historyOf(issues: CsvIssues, entries: readonly CsvItem[], context: ReadContext): TeamHistory {
  const items = withOutside(entries).sort(byKey);
  const { statuses, gaps } = issues.statuses.resolve(new Set(items.map((item) => item.status)));
  const byId = new Map(statuses.map((status) => [status.id, status]));
  const projects = [...new Set(entries.map((entry) => entry.project))];
  const first = entries[0] as CsvItem;
  const sprints = sprintsOf(items);
  return {
    schemaVersion: 1,
    team: {
      name: context.teamName ?? newestName(entries) ?? first.project,
      tracker: 'csv',
      project: projects.length === 1 ? first.project : null,
      itemUrlBase: null,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: newestTime(items, []) ?? context.now,
    unrecorded: UNRECORDED,
    complete: gaps.length === 0,
    gaps: [...gaps, ...sprintGaps(sprints), ...dateGaps(issues)],
    people: issues.people.list(usedPeople(items)),
    statuses,
    priorities: orderedPriorities(
      new Map(items.flatMap((item) => (item.priority === null ? [] : [[item.priority, null] as const]))),
    ),
    items,
    sprints,
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: roadmapOf(
      items,
      [],
      (item) => byId.get(item.status) ?? { category: 'todo', idea: false },
      () => false,
    ),
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

/** The project's name where any row tells it; the one of the row changed last where it was renamed. */
function newestName(entries: readonly CsvItem[]): string | null {
  const named = entries.filter((entry) => entry.projectName !== null);
  const [newest] = named.sort(
    (a, b) => b.item.updated - a.item.updated || (a.item.key < b.item.key ? -1 : 1),
  );
  return newest?.projectName ?? null;
}

/** Links to other projects lead outside. */
function withOutside(entries: readonly CsvItem[]): Item[] {
  const projects = new Set(entries.map((entry) => entry.project));
  const isOutside = (key: string): boolean => !projects.has(key.replace(/-\d+$/, ''));
  return entries.map(({ item }) => ({
    ...item,
    links: item.links.map((link) => ({ ...link, outside: isOutside(link.key) })),
  }));
}

/** A CSV tells no more of a sprint than its name: no dates, no goal, not even whether it is over. */
function sprintsOf(items: readonly Item[]): Sprint[] {
  const names = [...new Set(items.flatMap((item) => item.sprints))].sort();
  return names.map((name) => ({
    id: name,
    name,
    goal: null,
    state: 'future',
    start: null,
    end: null,
    completed: null,
    board: null,
    goalMet: null,
  }));
}

function sprintGaps(sprints: readonly Sprint[]): Gap[] {
  if (sprints.length === 0) return [];
  return [
    {
      what: `dates and goals of ${sprints.length === 1 ? '1 sprint' : `${sprints.length} sprints`}`,
      why: 'a CSV export tells only the names of sprints',
    },
  ];
}

function dateGaps(issues: CsvIssues): Gap[] {
  if (issues.ambiguousDates === 0) return [];
  return [
    {
      what: 'the order of day and month',
      why: 'every date in the file could be read both ways; the day was taken as first',
    },
  ];
}
