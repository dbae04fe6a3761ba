import type { Comment, Item, ItemLevel, ItemLink, LinkKind, PersonId } from '../../history/team-history.ts';
import type { PeopleDirectory } from '../people.ts';
import { isAboveType, isSubType } from '../titles.ts';
import {
  issueFieldsOf,
  labelPriority,
  milestoneId,
  type Board,
  type FieldNames,
  type ItemFields,
} from './board.ts';
import { actorOf, changesOfIssue, effective } from './map-history.ts';
import type { GithubActor, GithubIssue, RelatedIssue } from './queries.ts';

/** What an issue's names refer to. */
export interface GithubWorld {
  /** owner/name. */
  readonly repository: string;
  readonly names: FieldNames;
  readonly board: Board | null;
  readonly sprintsFrom: 'iterations' | 'milestones' | null;
  readonly priorityFrom: 'project' | 'issue-field' | 'labels' | null;
  /** Title of a milestone → its sprint id. */
  readonly milestoneIds: ReadonlyMap<string, string>;
  readonly people: PeopleDirectory;
  /** Present values on the board. */
  fields(issue: GithubIssue): ItemFields;
  rank(number: number): string | null;
  isDone(statusName: string): boolean;
}

/** The id under which the history holds an account; adds it when it is new. Null for nobody and for ghosts. */
export function personOf(actor: GithubActor | null, world: Pick<GithubWorld, 'people'>): PersonId | null {
  const known = actorOf(actor);
  if (known === null) return null;
  const bot = known.__typename === 'Bot' || known.login.endsWith('[bot]');
  const name =
    known.name === null || known.name === undefined || known.name === '' ? known.login : known.name;
  return world.people.add({
    id: known.id ?? `login:${known.login}`,
    name,
    email: null,
    handles: [known.login],
    bot,
    active: true,
  });
}

export function keyOf(
  issue: Pick<RelatedIssue, 'number' | 'repository'>,
  world: Pick<GithubWorld, 'repository'>,
): string {
  const own = issue.repository.nameWithOwner.toLowerCase() === world.repository.toLowerCase();
  return own ? `#${issue.number}` : `${issue.repository.nameWithOwner}#${issue.number}`;
}

/** One issue, with all parts of its lists, as an item of the history. */
export function itemOf(issue: GithubIssue, world: GithubWorld): Item {
  const changes = changesOfIssue(issue, world);
  const fields = world.fields(issue);
  const own = issueFieldsOf(issue.issueFieldValues?.nodes ?? [], world.names);
  const labels = (issue.labels?.nodes ?? [])
    .filter((label) => label !== null)
    .map(({ name }) => name)
    .sort();
  const body = textOf(issue.body);
  const type = issue.issueType?.name ?? null;
  return {
    key: `#${issue.number}`,
    level: levelOf(type, issue),
    type,
    title: issue.title,
    description: body,
    acceptanceCriteria: null,
    checklist: checklistOf(body),
    status: effective(
      fields.status,
      issue.state === 'CLOSED' ? (issue.stateReason ?? 'COMPLETED') : null,
      world,
    ),
    resolution: resolutionOf(issue),
    priority:
      own.priority ?? fields.priority ?? (world.priorityFrom === 'labels' ? priorityLabel(labels) : null),
    rank: world.rank(issue.number),
    estimate: own.estimate ?? fields.estimate,
    assignee: assigneeOf(issue, changes, world),
    creator: personOf(issue.author, world),
    created: Date.parse(issue.createdAt),
    updated: Date.parse(issue.updatedAt),
    due: null,
    labels,
    areas: [],
    parent: issue.parent === null || issue.parent === undefined ? null : keyOf(issue.parent, world),
    serves: issue.milestone === null || world.sprintsFrom === 'milestones' ? [] : [issue.milestone.title],
    sprints: sprintsOf(issue, fields, world),
    flagged: false,
    links: linksOf(issue, world),
    comments: issue.comments.nodes
      .filter((comment) => comment !== null)
      .map((comment): Comment => ({
        at: Date.parse(comment.createdAt),
        by: personOf(comment.author, world),
        text: comment.body,
      })),
    changes,
    attachments: 0,
    customerSignals: issue.reactions.totalCount,
    pullRequests: pullKeys(issue, world),
    versions: [],
    teamField: null,
  };
}

export function textOf(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/** Task list entries of a Markdown text. */
export function checklistOf(text: string | null): Item['checklist'] {
  if (text === null) return [];
  return [...text.matchAll(/^[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(.+)$/gm)].map((match) => ({
    text: (match[2] as string).trim(),
    done: match[1] !== ' ',
  }));
}

function levelOf(type: string | null, issue: GithubIssue): ItemLevel {
  if (isAboveType(type)) return 'above';
  if (isSubType(type)) return 'sub';
  const { parent } = issue;
  return parent === null || parent === undefined || isAboveType(parent.issueType?.name ?? null)
    ? 'base'
    : 'sub';
}

function resolutionOf(issue: GithubIssue): Item['resolution'] {
  if (issue.state === 'OPEN') return null;
  if (issue.stateReason === 'NOT_PLANNED') return 'dropped';
  return issue.stateReason === 'DUPLICATE' ? 'duplicate' : 'done';
}

function priorityLabel(labels: readonly string[]): string | null {
  return labels.map(labelPriority).find((priority) => priority !== null) ?? null;
}

/** The assignee whom the timeline shows first, as far as still assigned. */
function assigneeOf(issue: GithubIssue, changes: Item['changes'], world: GithubWorld): PersonId | null {
  const present = issue.assignees.nodes.map((actor) => personOf(actor, world)).filter((id) => id !== null);
  const last = [...changes].reverse().find(({ field }) => field === 'assignee')?.to ?? null;
  return last !== null && present.includes(last) ? last : (present[0] ?? null);
}

function sprintsOf(issue: GithubIssue, fields: ItemFields, world: GithubWorld): string[] {
  if (world.sprintsFrom === 'milestones')
    return issue.milestone === null ? [] : [milestoneId(issue.milestone.number)];
  return world.sprintsFrom === 'iterations' && fields.iteration !== null ? [fields.iteration] : [];
}

function linksOf(issue: GithubIssue, world: GithubWorld): ItemLink[] {
  const link = (kind: LinkKind, other: RelatedIssue): ItemLink => {
    const key = keyOf(other, world);
    const outside = !key.startsWith('#');
    return {
      kind,
      key,
      outside,
      otherDone: outside && other.state !== undefined ? other.state === 'CLOSED' : null,
    };
  };
  const links = [
    ...(issue.blockedBy?.nodes ?? [])
      .filter((other) => other !== null)
      .map((other) => link('blocked-by', other)),
    ...(issue.blocking?.nodes ?? []).filter((other) => other !== null).map((other) => link('blocks', other)),
    ...(issue.duplicateOf === null || issue.duplicateOf === undefined
      ? []
      : [link('duplicates', issue.duplicateOf)]),
  ];
  return links.sort((a, b) => (a.kind + a.key < b.kind + b.key ? -1 : 1));
}

function pullKeys(issue: GithubIssue, world: GithubWorld): string[] {
  const pulls = (issue.closedByPullRequestsReferences?.nodes ?? []).filter((pull) => pull !== null);
  return pulls.map((pull) => keyOf(pull, world)).sort();
}
