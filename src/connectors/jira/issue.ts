import type { Comment, Instant, ItemLevel, StatusId } from '../../history/team-history.ts';
import type { Draft, DraftLink, RawChange } from './draft.ts';
import { instantOf, isRecord, listOf, numberOf, ownText, recordOf, recordsOf, textOf } from './json.ts';
import type { Json } from './json.ts';
import { linkKind } from './links.ts';
import { plainText } from './markup.ts';
import { isNobody } from './people.ts';
import type { People } from './people.ts';
import type { Sprints } from './sprints.ts';
import type { Statuses } from './statuses.ts';

/** What is gathered while issues are read: everything that issues share. */
export interface Gathered {
  readonly people: People;
  readonly statuses: Statuses;
  readonly sprints: Sprints;
  /** Priority name → id. */
  readonly priorities: Map<string, string | null>;
  /** Issue type id → its name in the language it was made in, which word lists know. */
  readonly types: Map<string, string>;
  /** Version name → what is known of it. */
  readonly versions: Map<string, VersionInfo>;
}

export interface VersionInfo {
  readonly name: string;
  readonly released: boolean;
  readonly at: Instant | null;
  readonly description: string | null;
}

/** Notes an entry of the list of issue types. */
export function noteType(type: Json, gathered: Pick<Gathered, 'types'>): void {
  const id = ownText(type, 'id');
  const name = ownText(type, 'untranslatedName') ?? ownText(type, 'name');
  if (id !== null && name !== null) gathered.types.set(id, name);
}

export function isIssue(value: unknown): boolean {
  return isRecord(value) && typeof value.key === 'string' && isRecord(value.fields);
}

export function isHistory(value: unknown): boolean {
  return (
    isRecord(value) &&
    Array.isArray(value.items) &&
    instantOf(value.created) !== null &&
    Object.hasOwn(value, 'id')
  );
}

/** First reading of an issue's JSON (REST v2, v3, agile; Cloud and Data Center). Null when it lacks what no item can lack. */
export function draftOf(issue: Json, gathered: Gathered, scope: string | null = null): Draft | null {
  const fields = recordOf(issue.fields);
  const key = ownText(issue, 'key');
  const created = instantOf(fields.created);
  const status = gathered.statuses.note(fields.status);
  if (key === null || created === null || status === null) return null;
  const changelog = isRecord(issue.changelog) ? issue.changelog : null;
  const draft: Draft = {
    id: ownText(issue, 'id') ?? key,
    key,
    project: ownText(recordOf(fields.project), 'key') ?? key.replace(/-\d+$/, ''),
    projectName: ownText(recordOf(fields.project), 'name'),
    host: hostOf(issue.self),
    ...basics(fields, created, status, gathered),
    ...relations(fields, gathered),
    customs: customsOf(fields),
    changes: changelog === null ? null : [],
    histories: new Set(),
    historyTotal: changelog === null ? null : numberOf(changelog.total),
    disordered: false,
    faceless: fields.creator === null || isNobody(fields.creator),
    scope,
  };
  addHistories(draft, listOf(changelog?.histories ?? changelog?.values), gathered);
  return draft;
}

function basics(fields: Json, created: Instant, status: StatusId, gathered: Gathered) {
  const type = recordOf(fields.issuetype);
  const priority = recordOf(fields.priority);
  const priorityName = ownText(priority, 'name');
  if (priorityName !== null) gathered.priorities.set(priorityName, ownText(priority, 'id'));
  return {
    level: levelOf(type),
    type: ownText(type, 'untranslatedName') ?? ownText(type, 'name'),
    typeId: ownText(type, 'id'),
    title: textOf(fields.summary) ?? '',
    description: plainText(fields.description),
    status,
    resolution: ownText(recordOf(fields.resolution), 'name'),
    resolved: instantOf(fields.resolutiondate),
    priority: priorityName,
    // The agile API hands out the board's own estimate under this name.
    estimateAlone: numberOf(recordOf(fields.estimate).value),
    assignee: gathered.people.note(fields.assignee),
    creator: gathered.people.note(fields.creator) ?? gathered.people.note(fields.reporter),
    created,
    updated: instantOf(fields.updated) ?? created,
    due: instantOf(fields.duedate),
    attachments: listOf(fields.attachment).length,
    votes: numberOf(recordOf(fields.votes).votes) ?? 0,
  };
}

function relations(fields: Json, gathered: Gathered) {
  for (const version of recordsOf(fields.fixVersions)) noteVersion(version, gathered);
  const comments = recordOf(fields.comment);
  const texts = commentsOf(comments, gathered);
  const agileSprints = [...listOf(fields.closedSprints), fields.sprint].map((sprint) =>
    gathered.sprints.note(sprint),
  );
  return {
    labels: listOf(fields.labels)
      .map(textOf)
      .filter((label) => label !== null),
    areas: namesOf(fields.components),
    versions: namesOf(fields.fixVersions),
    parent: ownText(recordOf(fields.parent), 'key') ?? ownText(recordOf(fields.epic), 'key'),
    sprints: agileSprints.filter((id) => id !== null),
    flagged: fields.flagged === true,
    links: recordsOf(fields.issuelinks).flatMap(linksOf),
    comments: texts,
    commentsMissing: Math.max(
      0,
      (numberOf(comments.total) ?? texts.length) - listOf(comments.comments).length,
    ),
  };
}

/** By the hierarchy where Jira tells it, else by what it always tells. */
export function levelOf(type: Json): ItemLevel {
  const level = numberOf(type.hierarchyLevel);
  if (level !== null) return level < 0 ? 'sub' : level > 0 ? 'above' : 'base';
  if (type.subtask === true) return 'sub';
  return /^(epic|epos|initiative|theme|feature epic)$/i.test(
    textOf(type.untranslatedName) ?? textOf(type.name) ?? '',
  )
    ? 'above'
    : 'base';
}

export function noteVersion(version: Json, gathered: Pick<Gathered, 'versions'>): void {
  const name = ownText(version, 'name');
  if (name === null) return;
  const at = instantOf(version.releaseDate);
  gathered.versions.set(name, {
    name,
    released: version.released === true,
    at,
    description: ownText(version, 'description'),
  });
}

function namesOf(values: unknown): string[] {
  return recordsOf(values)
    .map((value) => ownText(value, 'name'))
    .filter((name) => name !== null);
}

function linksOf(link: Json): DraftLink[] {
  const type = recordOf(link.type);
  const links: DraftLink[] = [];
  for (const [side, phrase] of [
    ['outwardIssue', type.outward],
    ['inwardIssue', type.inward],
  ] as const) {
    const other = recordOf(link[side]);
    const key = ownText(other, 'key');
    if (key === null) continue;
    const category = recordOf(recordOf(recordOf(other.fields).status).statusCategory).key;
    const otherDone = category === undefined ? null : category === 'done';
    links.push({ kind: linkKind(textOf(phrase) ?? textOf(type.name) ?? ''), key, otherDone });
  }
  return links;
}

export function commentsOf(page: Json, gathered: Pick<Gathered, 'people'>): Comment[] {
  const comments: Comment[] = [];
  for (const comment of recordsOf(page.comments)) {
    const at = instantOf(comment.created);
    if (at !== null)
      comments.push({ at, by: gathered.people.note(comment.author), text: plainText(comment.body) });
  }
  return comments.sort((a, b) => a.at - b.at);
}

function customsOf(fields: Json): Map<string, unknown> {
  const customs = new Map<string, unknown>();
  for (const [id, value] of Object.entries(fields)) {
    if (value === null || value === '' || !id.startsWith('customfield_')) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    customs.set(id, value);
  }
  return customs;
}

/** Adds the histories of one answer, which Jira sends in order of time, the oldest or the newest first. */
export function addHistories(draft: Draft, histories: readonly unknown[], gathered: Gathered): void {
  const times = histories.map((history) => instantOf(recordOf(history).created)).filter((at) => at !== null);
  const steps = times.slice(1).map((at, index) => at - (times[index] as Instant));
  if (steps.some((step) => step > 0) && steps.some((step) => step < 0)) draft.disordered = true;
  for (const history of histories) addHistory(draft, history, gathered);
}

/** Adds one history (one edit, with one or several fields) unless it is there already. */
function addHistory(draft: Draft, history: unknown, gathered: Gathered): void {
  if (!isRecord(history)) return;
  const at = instantOf(history.created);
  const id = ownText(history, 'id');
  if (at === null || (id !== null && draft.histories.has(id))) return;
  if (id !== null) draft.histories.add(id);
  draft.changes ??= [];
  const by = gathered.people.note(history.author);
  if (by === null || isNobody(history.author)) draft.faceless = true;
  for (const item of recordsOf(history.items)) draft.changes.push(rawChange(item, at, Number(id ?? 0), by));
}

function rawChange(item: Json, at: Instant, edit: number, by: string | null): RawChange {
  return {
    at,
    edit,
    by,
    field: ownText(item, 'field') ?? ownText(item, 'fieldId') ?? 'unknown',
    fieldId: ownText(item, 'fieldId'),
    from: ownText(item, 'from'),
    fromText: ownText(item, 'fromString'),
    to: ownText(item, 'to'),
    toText: ownText(item, 'toString'),
  };
}

function hostOf(self: unknown): string | null {
  const address = textOf(self);
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, host, pathname } = new URL(address);
  // Data Center may live under a context path: https://host/jira/rest/api/2/issue/1.
  return `${protocol}//${host}${pathname.slice(0, Math.max(0, pathname.indexOf('/rest/')))}`;
}
