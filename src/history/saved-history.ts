import { z } from 'zod';
import { FACTS, REASON_CODES } from './reasons.ts';
import type { TeamHistory } from './team-history.ts';

/**
 * The published form of a history (`schema/history.schema.json`): the same model with times as ISO 8601. What a writer may leave
 * out has a default, so that a history written by hand stays short.
 */
const time = z.iso.datetime({ offset: true }).describe('ISO 8601 with offset, e.g. 2026-11-20T09:00:00Z');
const text = z.string();
const optionalText = z.string().nullable().default(null);
const optionalTime = time.nullable().default(null);
const texts = z.array(text).default([]);
const count = z.int().min(0).default(0);
const flag = z.boolean().default(false);

const team = z.strictObject({
  name: text.min(1),
  tracker: z.enum(['jira', 'linear', 'github', 'csv', 'text']),
  project: optionalText,
  itemUrlBase: optionalText,
  automaticSprints: flag,
  cooldownDays: z.number().min(0).default(0),
  sharedBoard: flag,
});

const person = z.strictObject({
  id: text.min(1),
  name: text,
  email: optionalText,
  handles: texts,
  bot: flag,
  active: z.boolean().default(true),
});

const status = z.strictObject({
  id: text.min(1),
  name: text,
  category: z.enum(['todo', 'doing', 'done']),
  position: z.int(),
  idea: flag,
  dropped: flag,
});

const linkKind = z.enum([
  'blocks',
  'blocked-by',
  'relates',
  'duplicates',
  'duplicated-by',
  'split-from',
  'split-to',
  'caused-by',
  'causes',
  'tests',
  'tested-by',
]);

const changeField = z.union([
  z.enum([
    'status',
    'assignee',
    'priority',
    'rank',
    'estimate',
    'sprint',
    'title',
    'description',
    'acceptanceCriteria',
    'checklist',
    'labels',
    'areas',
    'parent',
    'type',
    'resolution',
    'flagged',
    'link',
    'versions',
    'due',
    'serves',
    'project',
  ]),
  z.templateLiteral(['other:', z.string()]),
]);

const change = z.strictObject({
  at: time,
  by: optionalText,
  field: changeField,
  from: optionalText,
  to: optionalText,
  automated: z.literal(true).optional(),
});

const item = z.strictObject({
  key: text.min(1),
  level: z.enum(['base', 'sub', 'above']).default('base'),
  type: optionalText,
  title: text,
  description: optionalText,
  acceptanceCriteria: optionalText,
  checklist: z.array(z.strictObject({ text, done: z.boolean() })).default([]),
  status: text,
  resolution: z.enum(['done', 'dropped', 'duplicate']).nullable().default(null),
  priority: optionalText,
  rank: optionalText,
  estimate: z.number().nullable().default(null),
  assignee: optionalText,
  creator: optionalText,
  created: time,
  updated: time,
  due: optionalTime,
  finished: time.nullable().optional(),
  labels: texts,
  areas: texts,
  parent: optionalText,
  serves: texts,
  sprints: texts,
  flagged: flag,
  links: z
    .array(
      z.strictObject({
        kind: linkKind,
        key: text,
        outside: flag,
        otherDone: z.boolean().nullable().default(null),
      }),
    )
    .default([]),
  comments: z.array(z.strictObject({ at: time, by: optionalText, text: optionalText })).default([]),
  changes: z.array(change).default([]),
  attachments: count,
  customerSignals: count,
  pullRequests: texts,
  versions: texts,
  teamField: optionalText,
});

const sprint = z.strictObject({
  id: text.min(1),
  name: text,
  goal: optionalText,
  state: z.enum(['future', 'active', 'closed']),
  start: optionalTime,
  end: optionalTime,
  completed: optionalTime,
  board: optionalText,
  goalMet: z.boolean().nullable().default(null),
});

const attendee = z.strictObject({
  person: optionalText,
  address: optionalText,
  group: flag,
  answer: z.enum(['accepted', 'declined', 'unknown']).default('unknown'),
});

const action = z.strictObject({
  text: optionalText,
  owner: optionalText,
  created: time,
  done: optionalTime,
  due: optionalTime,
  dropped: flag,
});

const event = z.strictObject({
  id: text.min(1),
  kind: z.enum(['planning', 'daily', 'review', 'retrospective', 'refinement']),
  source: z.enum(['calendar', 'wiki', 'tracker']),
  title: text,
  start: time,
  end: optionalTime,
  cancelled: flag,
  organiser: optionalText,
  attendees: z.array(attendee).nullable().default(null),
  actions: z.array(action).default([]),
  text: optionalText,
  key: optionalText,
});

const snapshot = z.strictObject({
  at: time,
  order: z.array(text).nullable().default(null),
  scope: z.record(text, z.array(text)).default({}),
  goals: z.record(text, text.nullable()).default({}),
  estimates: z.record(text, z.number()).default({}),
});

const pullRequest = z.strictObject({
  id: text.min(1),
  title: text,
  author: optionalText,
  created: time,
  ready: optionalTime,
  merged: optionalTime,
  closed: optionalTime,
  changedLines: z.int().nullable().default(null),
  labels: texts,
  items: texts,
  reviews: z.array(z.strictObject({ at: time, by: optionalText })).default([]),
  comments: count,
  coAuthors: texts,
  checks: z.enum(['passed', 'failed']).nullable().default(null),
});

const roadmapEntry = z.strictObject({
  id: text.min(1),
  title: text,
  kind: z.enum(['epic', 'version', 'project', 'initiative', 'milestone']),
  state: z.enum(['idea', 'open', 'closed']),
  due: optionalTime,
  touched: time,
  items: texts,
});

const reasons = z.array(z.enum(REASON_CODES)).min(1);

/** Schema of a saved history; `decodeHistory` and `schema/history.schema.json` both come from it. */
export const savedHistorySchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  team,
  readAt: time,
  unrecorded: z.partialRecord(z.enum(FACTS), reasons).default({}),
  complete: z.boolean().default(true),
  gaps: z.array(z.strictObject({ what: text, why: text })).default([]),
  people: z.array(person).default([]),
  statuses: z.array(status).min(1),
  priorities: texts,
  items: z.array(item),
  sprints: z.array(sprint).default([]),
  events: z.array(event).default([]),
  eventSources: z
    .array(z.strictObject({ kind: z.enum(['calendar', 'wiki']), name: text, complete: flag }))
    .default([]),
  snapshots: z.array(snapshot).default([]),
  pullRequests: z.array(pullRequest).default([]),
  releases: z.array(z.strictObject({ name: text, at: time, notes: optionalText })).default([]),
  roadmap: z.array(roadmapEntry).default([]),
  goals: z.array(z.strictObject({ where: text, text, updated: time })).default([]),
  updates: z
    .array(
      z.strictObject({
        at: time,
        channel: z.enum(['release', 'project-update', 'discussion', 'wiki']),
        text: optionalText,
      }),
    )
    .default([]),
  declaredRoles: z
    .array(z.strictObject({ role: z.enum(['product-owner', 'scrum-master']), person: text }))
    .default([]),
  listedMembers: texts.nullable().default(null),
});

/** Schema of the items alone, for files too large to be checked in one piece. */
export const savedItemSchema = item;

/** JSON Schema (draft 7) of the published form, for `schema/history.schema.json`. */
export function historyJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(savedHistorySchema, { target: 'draft-7', io: 'input' }),
    $id: 'history.schema.json',
    title: 'hatcheck saved history',
  };
}

/** What makes a document no saved history, with the place in it (`items[3] (CHK-4).changes[0].at`). */
export interface DecodeProblem {
  readonly where: string;
  readonly problem: string;
}

export type Decoded = { readonly history: TeamHistory } | { readonly problems: readonly DecodeProblem[] };

/** Reads the published form. Gives the history, or everything that is wrong with it. */
export function decodeHistory(document: unknown): Decoded {
  const result = savedHistorySchema.safeParse(document);
  if (!result.success) return { problems: problemsOf(result.error, document) };
  const { $schema: _schema, ...saved } = result.data;
  return { history: readTimes(saved) as TeamHistory };
}

/** Writes the published form. `decodeHistory` of it gives an equal history. */
export function encodeHistory(history: TeamHistory): Record<string, unknown> {
  return writeTimes(history) as Record<string, unknown>;
}

/** Names of the members that hold times, wherever they stand in the model. */
const TIMES = new Set([
  'readAt',
  'at',
  'created',
  'updated',
  'due',
  'finished',
  'start',
  'end',
  'completed',
  'ready',
  'merged',
  'closed',
  'done',
  'touched',
]);
/** Maps from ids to values: their keys are data, whatever they are called. */
const MAPS = new Set(['scope', 'goals', 'estimates', 'unrecorded']);

function readTimes(value: unknown): unknown {
  return walk(value, (member) => (typeof member === 'string' ? Date.parse(member) : member));
}

function writeTimes(value: unknown): unknown {
  return walk(value, (member) => (typeof member === 'number' ? new Date(member).toISOString() : member));
}

function walk(value: unknown, time: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => walk(entry, time));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    // A checklist entry's `done` is a boolean and passes through unchanged.
    if (MAPS.has(name) && !Array.isArray(member)) result[name] = member;
    else result[name] = TIMES.has(name) ? time(member) : walk(member, time);
  }
  return result;
}

/** At most this many problems are worth telling at once. */
const SHOWN = 5;

function problemsOf(error: z.ZodError, document: unknown): DecodeProblem[] {
  return error.issues
    .slice(0, SHOWN)
    .map((issue) => ({ where: placeOf(issue.path, document), problem: issue.message }));
}

function placeOf(path: readonly PropertyKey[], document: unknown): string {
  let place = '';
  let value: unknown = document;
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;
    place += typeof step === 'number' ? `[${step}]` : `${place === '' ? '' : '.'}${String(step)}`;
    const name = nameOf(value);
    if (typeof step === 'number' && name !== null) place += ` (${name})`;
  }
  return place === '' ? 'the document' : place;
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { key, id } = value as { key?: unknown; id?: unknown };
  if (typeof key === 'string') return key;
  return typeof id === 'string' ? id : null;
}
