import type { Instant, Sprint, Status, StatusCategory } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { SPRINT_NAME } from '../titles.ts';
import type {
  FieldValue,
  GithubMilestone,
  GithubProject,
  IssueFieldValue,
  Iteration,
  ProjectField,
} from './queries.ts';

/** Names that the configuration gives to fields; without them well-known names are recognised. */
export interface FieldNames {
  readonly status?: string;
  readonly priority?: string;
  readonly estimate?: string;
  readonly sprint?: string;
}

const PRIORITY = /^(priority|prio|priorität)$/i;
const ESTIMATE = /^(estimates?|story ?points?|points|sp|effort|aufwand|schätzung)$/i;
const STATUS = /^status$/i;
const ITERATION = /\b(iteration|sprint|cycle)\b/i;

/** Statuses of issues beside those of a project. */
export const OPEN = 'open';
export const CLOSED = 'closed';
export const NOT_PLANNED = 'not-planned';
export const DUPLICATE = 'duplicate';

const DROPPED =
  /^(won.?t\b|wont\b|cancell?ed|not planned|abandoned|rejected|discarded|duplicate|verworfen|abgebrochen)/i;
const DONE =
  /^(done|closed|completed?|released|shipped|deployed|merged|resolved|finished|fertig|erledigt|abgeschlossen)\b/i;
const IDEA = /\b(triage|icebox|ideas?|inbox|intake|someday|ideen)\b/i;
const TODO =
  /^(to ?do|backlog|product backlog|sprint backlog|new|open|ready\b(?! (for|to) (review|test|qa|release|deploy)).*|planned|next|up next|selected.*|not started|refine.*|zu erledigen|offen|geplant|bereit)$/i;
const DOING =
  /progress|doing|review|test|qa\b|blocked|waiting|hold|develop|coding|verify|approv|acceptance|staging|arbeit|prüfung|abnahme/i;

/** What a GitHub project holds that the history needs: fields found by their type and name. */
export interface Board {
  readonly number: number;
  readonly title: string;
  readonly statusField: string | null;
  readonly priorityField: string | null;
  readonly estimateField: string | null;
  readonly iterationField: string | null;
  /** Options of the status field, as statuses from left to right. */
  readonly statuses: readonly Status[];
  readonly priorities: readonly string[];
  readonly iterations: readonly Iteration[];
}

export function boardOf(project: GithubProject, names: FieldNames): Board {
  const fields = project.fields.nodes.filter((field) => field !== null);
  const named = (type: string, configured: string | undefined, known: RegExp): ProjectField | undefined => {
    const typed = fields.filter((field) => field.dataType === type);
    const wanted = configured?.toLowerCase();
    return (
      typed.find((field) => field.name.toLowerCase() === wanted) ??
      typed.find((field) => known.test(field.name))
    );
  };
  const iterations = fields.filter((field) => field.dataType === 'ITERATION');
  const iteration = named('ITERATION', names.sprint, ITERATION) ?? iterations[0];
  const status = named('SINGLE_SELECT', names.status, STATUS);
  const priority = named('SINGLE_SELECT', names.priority, PRIORITY);
  return {
    number: project.number,
    title: project.title,
    statusField: status?.name ?? null,
    priorityField: priority?.name ?? null,
    estimateField: named('NUMBER', names.estimate, ESTIMATE)?.name ?? null,
    iterationField: iteration?.name ?? null,
    statuses: statusesOf((status?.options ?? []).map(({ name }) => name)),
    priorities: (priority?.options ?? []).map(({ name }) => name),
    iterations: [
      ...(iteration?.configuration?.completedIterations ?? []),
      ...(iteration?.configuration?.iterations ?? []),
    ],
  };
}

export function statusId(name: string): string {
  return `status/${name}`;
}

/** Options of a status field as statuses: by well-known names, else by place (first to do, last done, between in progress). */
export function statusesOf(names: readonly string[]): Status[] {
  const known = names.map(categoryByName);
  const noDone = !known.includes('done');
  return names.map((name, position) => {
    const last = position === names.length - 1 && noDone && names.length > 1;
    const byPlace = position === 0 ? 'todo' : last ? 'done' : 'doing';
    const category = known[position] ?? byPlace;
    const dropped = DROPPED.test(name.trim());
    return {
      id: statusId(name),
      name,
      category,
      position: position + 1,
      idea: category === 'todo' && IDEA.test(name),
      dropped,
    };
  });
}

/** The category that a status's name says by itself; null when it says none. */
export function categoryByName(text: string): StatusCategory | null {
  const name = text.replace(/[^\p{L}\p{N}' -]/gu, '').trim();
  if (DROPPED.test(name) || DONE.test(name)) return 'done';
  if (TODO.test(name) || IDEA.test(name)) return 'todo';
  return DOING.test(name) ? 'doing' : null;
}

/** Statuses of issues that no board shows: open, and the ways to close. */
export function plainStatuses(board: Board | null, last: number): Status[] {
  const done = { category: 'done' as const, idea: false };
  return [
    // What is not on the board was not accepted into the Product Backlog yet.
    {
      id: OPEN,
      name: 'Open',
      category: 'todo',
      position: 0,
      idea: board !== null && board.statuses.length > 0,
      dropped: false,
    },
    { ...done, id: CLOSED, name: 'Closed', position: last + 1, dropped: false },
    { ...done, id: NOT_PLANNED, name: 'Closed as not planned', position: last + 2, dropped: true },
    { ...done, id: DUPLICATE, name: 'Closed as duplicate', position: last + 3, dropped: true },
  ];
}

export interface ItemFields {
  readonly status: string | null;
  readonly iteration: string | null;
  readonly priority: string | null;
  readonly estimate: number | null;
}

export const NO_FIELDS: ItemFields = { status: null, iteration: null, priority: null, estimate: null };

/** Present values of one item's fields on the board. */
export function fieldsOf(values: readonly (FieldValue | null)[], board: Board): ItemFields {
  const value = (name: string | null): FieldValue | undefined =>
    name === null ? undefined : (values.find((candidate) => candidate?.field?.name === name) ?? undefined);
  return {
    status: value(board.statusField)?.name ?? null,
    iteration: value(board.iterationField)?.iterationId ?? null,
    priority: value(board.priorityField)?.name ?? null,
    estimate: value(board.estimateField)?.number ?? null,
  };
}

/** Whether an organisation's issue field means the priority or the estimate. */
export function issueFieldKind(name: string | undefined, names: FieldNames): 'priority' | 'estimate' | null {
  if (name === undefined) return null;
  const is = (configured: string | undefined, known: RegExp): boolean =>
    configured === undefined ? known.test(name) : configured.toLowerCase() === name.toLowerCase();
  if (is(names.priority, PRIORITY)) return 'priority';
  return is(names.estimate, ESTIMATE) ? 'estimate' : null;
}

/** Present values of an issue's own fields; they have a history, those of a project have none. */
export function issueFieldsOf(
  values: readonly (IssueFieldValue | null)[],
  names: FieldNames,
): Pick<ItemFields, 'priority' | 'estimate'> {
  let priority: string | null = null;
  let estimate: number | null = null;
  for (const value of values) {
    const kind = issueFieldKind(value?.field?.name, names);
    if (kind === 'priority') priority = value?.name ?? priority;
    if (kind === 'estimate')
      estimate =
        value?.numberValue ??
        (Number.isFinite(Number(value?.name ?? Number.NaN)) ? Number(value?.name) : estimate);
  }
  return { priority, estimate };
}

const LABEL_PRIORITY = /^(?:priority|prio)\s*[:/ -]\s*(.+)$|^(p[0-4])$/i;

/** The priority that a label states (`priority: high`, `P1`); null when it states none. */
export function labelPriority(label: string): string | null {
  const match = LABEL_PRIORITY.exec(label.trim());
  return match === null ? null : (match[1] ?? match[2] ?? null);
}

const LADDER = [
  'blocker',
  'critical',
  'urgent',
  'highest',
  'p0',
  'high',
  'p1',
  'major',
  'medium',
  'normal',
  'p2',
  'low',
  'minor',
  'p3',
  'lowest',
  'trivial',
  'p4',
];

/** Priorities of labels from the highest to the lowest, as their words say. */
export function sortedPriorities(names: Iterable<string>): string[] {
  const step = (name: string): number => {
    const at = LADDER.indexOf(name.toLowerCase());
    return at < 0 ? LADDER.length : at;
  };
  return [...new Set(names)].sort((a, b) => step(a) - step(b) || (a < b ? -1 : 1));
}

/** Iterations as sprints; their state follows from their dates, GitHub keeps no other. */
export function iterationSprints(iterations: readonly Iteration[], now: Instant): Sprint[] {
  return iterations
    .map((iteration): Sprint => {
      const start = Date.parse(iteration.startDate);
      const end = start + iteration.duration * DAY;
      const closed = end <= now;
      return {
        id: iteration.id,
        name: iteration.title,
        goal: null,
        state: closed ? 'closed' : start > now ? 'future' : 'active',
        start,
        end,
        completed: closed ? end : null,
        board: null,
        goalMet: null,
      };
    })
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
}

export function milestoneId(number: number): string {
  return `milestone/${number}`;
}

/**
 * Milestones as sprints. They have no start: it is the due date of the one before, or its own creation when that is later.
 * One that is due and left open counts as over as soon as the next one has begun.
 */
export function milestoneSprints(milestones: readonly GithubMilestone[], now: Instant): Sprint[] {
  const dated = milestones
    .filter(({ dueOn }) => dueOn !== null)
    .sort((a, b) => Date.parse(a.dueOn as string) - Date.parse(b.dueOn as string));
  const starts = dated.map((milestone, index) => {
    const before = dated[index - 1];
    return Math.max(
      Date.parse(milestone.createdAt),
      before === undefined ? 0 : Date.parse(before.dueOn as string),
    );
  });
  const sprints = dated.map((milestone, index): Sprint => {
    const end = Date.parse(milestone.dueOn as string);
    const start = Math.min(starts[index] as number, end);
    const next = starts[index + 1];
    const left = milestone.closedAt === null && end <= now && next !== undefined && next <= now;
    const completed = milestone.closedAt === null ? (left ? end : null) : Date.parse(milestone.closedAt);
    return {
      ...sprintBase(milestone),
      state: completed !== null ? 'closed' : start > now ? 'future' : 'active',
      start,
      end,
      completed,
    };
  });
  const undated = milestones
    .filter(({ dueOn }) => dueOn === null)
    .map((milestone): Sprint => {
      const completed = milestone.closedAt === null ? null : Date.parse(milestone.closedAt);
      return {
        ...sprintBase(milestone),
        state: completed === null ? 'future' : 'closed',
        start: null,
        end: null,
        completed,
      };
    });
  return [...sprints, ...undated.sort((a, b) => (a.id < b.id ? -1 : 1))];
}

function sprintBase(milestone: GithubMilestone): Pick<Sprint, 'id' | 'name' | 'goal' | 'board' | 'goalMet'> {
  const goal = milestone.description?.trim() ?? '';
  return {
    id: milestoneId(milestone.number),
    name: milestone.title,
    goal: goal === '' ? null : goal,
    board: null,
    goalMet: null,
  };
}

/** Where sprints come from when the configuration does not say: never guessed from milestones that look like releases. */
export function sprintSource(
  board: Board | null,
  milestones: readonly GithubMilestone[],
): 'iterations' | 'milestones' | null {
  if (board !== null && board.iterationField !== null) return 'iterations';
  return milestones.some(({ title, dueOn }) => dueOn !== null && SPRINT_NAME.test(title))
    ? 'milestones'
    : null;
}
