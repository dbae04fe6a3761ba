import {
  joinSet,
  type Comment,
  type Item,
  type ItemLevel,
  type ItemLink,
  type LinkKind,
  type PersonId,
} from '../../history/team-history.ts';
import type { PeopleDirectory } from '../people.ts';
import { sortableNumber } from '../sortable.ts';
import { isAboveType, isSubType } from '../titles.ts';
import { changesOfIssue } from './map-history.ts';
import type { LinearComment, LinearIssue, LinearLabel, LinearRelation, LinearState } from './queries.ts';

/** What an issue's ids refer to. */
export interface LinearWorld {
  readonly teamKey: string;
  readonly teamId: string;
  readonly states: ReadonlyMap<string, LinearState>;
  readonly labels: ReadonlyMap<string, LinearLabel>;
  /** Project id → its name and those of its initiatives. */
  readonly projects: ReadonlyMap<string, { readonly name: string; readonly initiatives: readonly string[] }>;
  readonly people: PeopleDirectory;
  /** Issue id → key, for parents that a history names by id. */
  readonly identifiers: ReadonlyMap<string, string>;
}

export const PRIORITIES = ['Urgent', 'High', 'Medium', 'Low'] as const;

/** Status of an open issue that was archived: nobody sees it any more. */
export const ARCHIVED = 'archived';

/** Linear's 1 (urgent) to 4 (low) as its name; null for 0 (none). */
export function priorityName(value: number | null): string | null {
  return value === null ? null : (PRIORITIES[value - 1] ?? null);
}

/** A label group called "Type" is what Linear has in place of issue types. */
export function isTypeLabel(label: LinearLabel | undefined): boolean {
  return (
    label?.parent !== null &&
    label?.parent !== undefined &&
    /^(type|issue type|typ|kind)$/i.test(label.parent.name.trim())
  );
}

/** Start of a calendar date in UTC, which is how Linear's dates without time are meant. */
export function dateOf(text: string | null): number | null {
  return text === null || text === '' ? null : Date.parse(text);
}

/** One issue, with all parts of its lists, as an item of the history. */
export function itemOf(issue: LinearIssue, world: LinearWorld): Item {
  const labels = issue.labelIds.map((id) => world.labels.get(id)).filter((label) => label !== undefined);
  const state = world.states.get(issue.state.id);
  const shelved = issue.archivedAt !== null && !isClosed(state);
  const type = typeOf(labels);
  const bot = issue.botActor !== null && issue.creator === null;
  return {
    key: issue.identifier,
    level: levelOf(type, labels, issue, world),
    type,
    title: issue.title,
    description: textOf(issue.description),
    acceptanceCriteria: null,
    checklist: checklistOf(issue.description),
    status: shelved ? ARCHIVED : issue.state.id,
    resolution: shelved ? 'dropped' : resolutionOf(state),
    priority: priorityName(issue.priority),
    rank: sortableNumber(issue.sortOrder),
    estimate: issue.estimate,
    assignee: world.people.idOf(issue.assignee?.id),
    creator: bot || wasImported(issue) ? null : creatorOf(issue, world),
    created: Date.parse(issue.createdAt),
    updated: Date.parse(issue.updatedAt),
    due: dateOf(issue.dueDate),
    labels: plainLabels(labels),
    areas: [],
    parent: issue.parent?.identifier ?? null,
    serves: servesOf(issue, world),
    sprints: issue.cycle === null ? [] : [issue.cycle.id],
    flagged: false,
    links: linksOf(issue, world),
    comments: issue.comments.nodes.map((comment) => commentOf(comment, world)).sort((a, b) => a.at - b.at),
    changes: changesOfIssue(issue, world, shelved),
    attachments: issue.attachments.nodes.length,
    customerSignals:
      issue.needs.nodes.length + issue.customerTicketCount + (issue.asksRequester === null ? 0 : 1),
    pullRequests: issue.attachments.nodes
      .map((attachment) => attachment.url)
      .filter((url) => /\/(pull|merge_requests)\/\d+/.test(url)),
    versions: [],
    teamField: null,
  };
}

export function textOf(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** Task list entries of a Markdown text. */
export function checklistOf(text: string | null): Item['checklist'] {
  if (text === null) return [];
  return [...text.matchAll(/^[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(.+)$/gm)].map((match) => ({
    text: (match[2] as string).trim(),
    done: match[1] !== ' ',
  }));
}

function typeOf(labels: readonly LinearLabel[]): string | null {
  return labels.find((label) => isTypeLabel(label))?.name ?? null;
}

export function plainLabels(labels: readonly LinearLabel[]): string[] {
  return labels
    .filter((label) => !isTypeLabel(label))
    .map((label) => label.name)
    .sort();
}

function levelOf(
  type: string | null,
  labels: readonly LinearLabel[],
  issue: LinearIssue,
  world: LinearWorld,
): ItemLevel {
  if (isAboveType(type) || labels.some((label) => isAboveType(label.name))) return 'above';
  if (isSubType(type)) return 'sub';
  const parentLabels = issue.parent?.labelIds.map((id) => world.labels.get(id)?.name ?? null) ?? null;
  return parentLabels === null || parentLabels.some(isAboveType) ? 'base' : 'sub';
}

function isClosed(state: LinearState | undefined): boolean {
  return state !== undefined && ['completed', 'canceled', 'duplicate'].includes(state.type);
}

function resolutionOf(state: LinearState | undefined): Item['resolution'] {
  if (state?.type === 'completed') return 'done';
  if (state?.type === 'canceled') return 'dropped';
  return state?.type === 'duplicate' ? 'duplicate' : null;
}

function creatorOf(issue: LinearIssue, world: LinearWorld): PersonId | null {
  return world.people.idOf(issue.creator?.id ?? issue.externalUserCreator?.id ?? issue.asksRequester?.id);
}

/** Imported items keep their creation time and lose their author (rules §0.3). */
function wasImported(issue: LinearIssue): boolean {
  return issue.history.nodes.some((entry) => entry.issueImport !== null);
}

function servesOf(issue: LinearIssue, world: LinearWorld): string[] {
  if (issue.project === null) return [];
  const initiatives = world.projects.get(issue.project.id)?.initiatives ?? [];
  return [
    issue.project.name,
    ...(issue.projectMilestone === null ? [] : [issue.projectMilestone.name]),
    ...initiatives,
  ];
}

const KINDS: Record<string, readonly [LinkKind, LinkKind]> = {
  blocks: ['blocks', 'blocked-by'],
  duplicate: ['duplicates', 'duplicated-by'],
  related: ['relates', 'relates'],
  similar: ['relates', 'relates'],
};

function linksOf(issue: LinearIssue, world: LinearWorld): ItemLink[] {
  const links = [
    ...issue.relations.nodes.map((relation) => linkOf(relation, relation.relatedIssue, 0, world)),
    ...issue.inverseRelations.nodes.map((relation) => linkOf(relation, relation.issue, 1, world)),
  ].filter((link) => link !== null);
  return links.sort((a, b) =>
    (joinSet([a.kind, a.key]) ?? '').localeCompare(joinSet([b.kind, b.key]) ?? '', 'en'),
  );
}

function linkOf(
  relation: LinearRelation,
  other: LinearRelation['issue'],
  side: 0 | 1,
  world: LinearWorld,
): ItemLink | null {
  const kinds = KINDS[relation.type];
  // "similar" is Linear's own guess, not something somebody linked.
  if (kinds === undefined || other === undefined || relation.type === 'similar') return null;
  const outside = !other.identifier.startsWith(`${world.teamKey}-`);
  const done = ['completed', 'canceled', 'duplicate'].includes(other.state.type);
  return { kind: kinds[side], key: other.identifier, outside, otherDone: outside ? done : null };
}

function commentOf(comment: LinearComment, world: LinearWorld): Comment {
  const by = comment.botActor === null ? (comment.user?.id ?? comment.externalUser?.id ?? null) : null;
  return { at: Date.parse(comment.createdAt), by: world.people.idOf(by), text: comment.body };
}
