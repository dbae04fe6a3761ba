import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type {
  Gap,
  GoalText,
  Instant,
  PersonId,
  RoadmapEntry,
  ScrumEvent,
  Sprint,
  StakeholderUpdate,
  Status,
} from '../../history/team-history.ts';
import type { PeopleDirectory, SeenPerson } from '../people.ts';
import { eventKindOf } from '../titles.ts';
import { missing } from '../records.ts';
import { ARCHIVED, dateOf } from './map-issue.ts';
import { LINEAR_RECORDS } from './records.ts';
import type {
  LinearCycle,
  LinearDocument,
  LinearInitiative,
  LinearProject,
  LinearState,
  LinearUser,
} from './queries.ts';

/** Order of the kinds of states in a team's workflow. */
const FLOW = ['triage', 'backlog', 'unstarted', 'started', 'completed', 'canceled', 'duplicate'];

/** Workflow states from left to right; triage and backlog are not yet accepted, cancelled and duplicate are dropped. */
export function statusesOf(states: readonly LinearState[]): Status[] {
  const ordered = [...states].sort(
    (a, b) => FLOW.indexOf(a.type) - FLOW.indexOf(b.type) || a.position - b.position,
  );
  const statuses = ordered.map((state, position): Status => ({
    id: state.id,
    name: state.name,
    category:
      state.type === 'started'
        ? 'doing'
        : ['completed', 'canceled', 'duplicate'].includes(state.type)
          ? 'done'
          : 'todo',
    position,
    idea: state.type === 'triage' || (state.type === 'backlog' && hasUnstarted(states)),
    dropped: state.type === 'canceled' || state.type === 'duplicate',
  }));
  const archived = {
    id: ARCHIVED,
    name: 'Archived',
    category: 'done' as const,
    position: statuses.length,
    idea: false,
    dropped: true,
  };
  return [...statuses, archived];
}

/** Without a state for accepted work the backlog state is the Product Backlog itself. */
function hasUnstarted(states: readonly LinearState[]): boolean {
  return states.some((state) => state.type === 'unstarted');
}

export function seenUser(user: LinearUser): SeenPerson {
  const email = user.email === null || user.email === '' ? null : user.email;
  return {
    id: user.id,
    name: user.name,
    email,
    handles: [user.displayName],
    bot: user.app,
    active: user.active,
  };
}

/** Where a team writes the goal of a cycle. */
export type GoalPlace = 'description' | 'document' | 'name';

const GOAL_DOCUMENT = /\bgoals?\b|\bziel\b/i;

/**
 * A cycle as a sprint. Its goal stands in the description, else in a linked document called goal, else where the
 * configuration says (`place`), which then is the only place that is read.
 */
export function sprintOf(cycle: LinearCycle, place: GoalPlace | null, now: Instant): Sprint {
  const start = Date.parse(cycle.startsAt);
  const end = Date.parse(cycle.endsAt);
  const completed = cycle.completedAt === null ? null : Date.parse(cycle.completedAt);
  return {
    id: cycle.id,
    name: cycle.name ?? `Cycle ${cycle.number}`,
    goal: goalOf(cycle, place),
    state: completed !== null || end <= now ? 'closed' : start > now ? 'future' : 'active',
    start,
    end,
    // Linear closes cycles by itself; one that is over and not yet marked ended when it was planned to.
    completed: completed ?? (end <= now ? end : null),
    board: null,
    goalMet: null,
  };
}

/**
 * Issues that Linear counts as left over in a cycle and that the team does not hold any more (moved to another team, deleted):
 * what was carried over from the cycle is known in part only.
 */
export function goneFromCycles(cycles: readonly LinearCycle[], held: ReadonlySet<string>): Gap[] {
  return cycles.flatMap((cycle) => {
    const left = cycle.uncompletedIssuesUponClose.nodes;
    const gone = left.filter(({ identifier }) => !held.has(identifier)).length;
    if (gone === 0) return [];
    const what = `${gone} of the ${left.length} items that were left in ${cycle.name ?? `Cycle ${cycle.number}`} when it closed`;
    return [{ what, why: 'they were moved to another team or deleted since' }];
  });
}

function goalOf(cycle: LinearCycle, place: GoalPlace | null): string | null {
  const description = cycle.description?.trim() ?? '';
  const document = cycle.documents.nodes.find(({ title }) => GOAL_DOCUMENT.test(title));
  const written = plain(document?.content ?? '');
  if (place === 'name') return cycle.name;
  if (place === 'description') return description === '' ? null : description;
  if (place === 'document') return written === '' ? null : written;
  return [description, written].find((text) => text !== '') ?? null;
}

/** The first paragraph of a Markdown text that is no heading. */
function plain(markdown: string): string {
  const lines = markdown.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('#'))?.replace(/^[-*>]\s*/, '') ?? '';
}

/** Documents of cycles whose titles name a Scrum event. */
export function eventsOf(cycles: readonly LinearCycle[], people: PeopleDirectory): ScrumEvent[] {
  return cycles.flatMap((cycle) =>
    cycle.documents.nodes.map((document) => eventOf(document, people)).filter((event) => event !== null),
  );
}

function eventOf(document: LinearDocument, people: PeopleDirectory): ScrumEvent | null {
  const kind = eventKindOf(document.title);
  if (kind === null) return null;
  return {
    id: document.id,
    kind,
    source: 'tracker',
    title: document.title,
    start: Date.parse(document.createdAt),
    end: null,
    cancelled: false,
    organiser: people.idOf(document.creator?.id),
    attendees: null,
    actions: [],
    text: document.content,
    key: null,
  };
}

const PROJECT_STATES: Record<string, RoadmapEntry['state']> = {
  backlog: 'idea',
  completed: 'closed',
  canceled: 'closed',
};
const INITIATIVE_STATES: Record<string, RoadmapEntry['state']> = {
  proposed: 'idea',
  completed: 'closed',
  canceled: 'closed',
};

/** Projects, their milestones and their initiatives; `itemsOf` gives the keys of a project's issues. */
export function roadmapOf(
  projects: readonly LinearProject[],
  itemsOf: (id: string) => readonly string[],
): RoadmapEntry[] {
  const entries: RoadmapEntry[] = [];
  for (const project of projects) {
    const state = PROJECT_STATES[project.status.type] ?? 'open';
    entries.push({ ...entryOf(project, 'project'), state, items: itemsOf(project.id) });
    for (const milestone of project.projectMilestones.nodes) {
      const closed = state === 'closed' || milestone.status === 'done';
      entries.push({ ...entryOf(milestone, 'milestone'), state: closed ? 'closed' : state, items: [] });
    }
  }
  for (const [initiative, members] of initiativesOf(projects)) {
    const state = INITIATIVE_STATES[initiative.status.toLowerCase()] ?? 'open';
    entries.push({
      ...entryOf(initiative, 'initiative'),
      state,
      items: members.flatMap(({ id }) => itemsOf(id)),
    });
  }
  return entries;
}

function entryOf(
  plan: { id: string; name: string; targetDate: string | null; updatedAt: string },
  kind: RoadmapEntry['kind'],
): Omit<RoadmapEntry, 'state' | 'items'> {
  return {
    id: plan.id,
    title: plan.name,
    kind,
    due: dateOf(plan.targetDate),
    touched: Date.parse(plan.updatedAt),
  };
}

function initiativesOf(projects: readonly LinearProject[]): [LinearInitiative, LinearProject[]][] {
  const found = new Map<string, [LinearInitiative, LinearProject[]]>();
  for (const project of projects) {
    for (const initiative of project.initiatives.nodes) {
      const known = found.get(initiative.id);
      if (known === undefined) found.set(initiative.id, [initiative, [project]]);
      else known[1].push(project);
    }
  }
  return [...found.values()];
}

/** Texts of open initiatives and projects: the places where a Product Goal can stand. Empty ones are places too. */
export function goalsOf(projects: readonly LinearProject[]): GoalText[] {
  const text = (plan: { description: string | null; content: string | null }): string =>
    [plan.description, plan.content]
      .map((part) => part?.trim() ?? '')
      .filter((part) => part !== '')
      .join('\n\n');
  const initiatives = initiativesOf(projects).map(([initiative]) => initiative);
  return [
    ...initiatives
      .filter(({ status }) => INITIATIVE_STATES[status.toLowerCase()] !== 'closed')
      .map((plan): GoalText => ({
        where: 'Initiative',
        text: text(plan),
        updated: Date.parse(plan.updatedAt),
      })),
    ...projects
      .filter(({ status }) => PROJECT_STATES[status.type] !== 'closed')
      .map((plan): GoalText => ({
        where: 'project description',
        text: text(plan),
        updated: Date.parse(plan.updatedAt),
      })),
  ];
}

export function updatesOf(projects: readonly LinearProject[]): StakeholderUpdate[] {
  const updates = [
    ...projects.flatMap((project) => project.projectUpdates.nodes),
    ...initiativesOf(projects).flatMap(([initiative]) => initiative.initiativeUpdates.nodes),
  ];
  return updates
    .map(({ createdAt, body }): StakeholderUpdate => ({
      at: Date.parse(createdAt),
      channel: 'project-update',
      text: body,
    }))
    .sort((a, b) => a.at - b.at);
}

/** Members by the team's own list, without apps. */
export function membersOf(
  memberships: readonly { readonly user: LinearUser }[],
  people: PeopleDirectory,
): PersonId[] {
  const ids = memberships
    .filter(({ user }) => !user.app && user.active)
    .map(({ user }) => people.add(seenUser(user)));
  return [...new Set(ids)].sort();
}

/** What Linear cannot record, or this team does not keep there. */
export function unrecordedOf(
  sprints: readonly Sprint[],
  estimates: boolean,
): Partial<Record<Fact, readonly ReasonCode[]>> {
  const goalless = sprints.length > 0 && sprints.every((sprint) => sprint.goal === null);
  return missing(
    LINEAR_RECORDS,
    'rankHistory',
    'pullRequests',
    'releases',
    ...(estimates ? [] : (['estimates', 'estimateHistory'] as const)),
    ...(goalless ? (['sprintGoals'] as const) : []),
  );
}
