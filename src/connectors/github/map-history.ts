import {
  joinSet,
  type Change,
  type ChangeField,
  type LinkKind,
  type PersonId,
} from '../../history/team-history.ts';
import { CLOSED, DUPLICATE, issueFieldKind, labelPriority, NOT_PLANNED, OPEN, statusId } from './board.ts';
import { keyOf, personOf, textOf, type GithubWorld } from './map-issue.ts';
import type { GithubActor, GithubIssue, RelatedIssue, TimelineEvent } from './queries.ts';

type Author = Pick<Change, 'at' | 'by' | 'automated'>;

/** Status set by a board within this time of the issue's creation is where it began, not a move. */
const SETTLING_MS = 60_000;
/** Something taken off and another one put on by the same person in this time is one move. */
const SAME_MOVE_MS = 2_000;

/** An issue's timeline and body edits as changes, in order of time. */
export function changesOfIssue(issue: GithubIssue, world: GithubWorld): Change[] {
  const events = issue.timelineItems.nodes
    .filter((event) => event !== null && event.createdAt !== undefined)
    .map((event) => event as TimelineEvent)
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  const changes = [
    ...events.flatMap((event) => plainChange(event, issue, world)),
    ...statusChanges(issue, events, world),
    ...assigneeChanges(events, world),
    ...labelChanges(issue, events, world),
    ...milestoneChanges(issue, events, world),
    ...fieldChanges(events, world),
    ...bodyEdits(issue, world),
  ];
  return changes.sort((a, b) => a.at - b.at);
}

function authorOf(event: TimelineEvent, world: GithubWorld): Author {
  const byMerge =
    event.__typename === 'ClosedEvent' &&
    (event.closer?.__typename === 'PullRequest' || event.closer?.__typename === 'Commit');
  const automated = event.wasAutomated === true || byMerge;
  return {
    at: Date.parse(event.createdAt),
    by: personOf(event.actor, world),
    ...(automated ? { automated: true as const } : {}),
  };
}

/** Events that are one change each. */
function plainChange(event: TimelineEvent, issue: GithubIssue, world: GithubWorld): Change[] {
  const author = authorOf(event, world);
  const one = (field: ChangeField, from: string | null, to: string | null): Change[] => [
    { ...author, field, from, to },
  ];
  const key = (related: RelatedIssue | null | undefined): string | null =>
    related?.number === undefined ? null : keyOf(related, world);
  switch (event.__typename) {
    case 'RenamedTitleEvent':
      return one('title', event.previousTitle ?? null, event.currentTitle ?? null);
    case 'IssueTypeAddedEvent':
      return one('type', null, event.issueType?.name ?? null);
    case 'IssueTypeChangedEvent':
      return one('type', event.prevIssueType?.name ?? null, event.issueType?.name ?? null);
    case 'IssueTypeRemovedEvent':
      return one('type', event.issueType?.name ?? null, null);
    case 'ParentIssueAddedEvent':
      return one('parent', null, key(event.parent));
    case 'ParentIssueRemovedEvent':
      return one('parent', key(event.parent), null);
    case 'SubIssueAddedEvent':
      return one('other:sub-issue', null, key(event.subIssue));
    case 'SubIssueRemovedEvent':
      return one('other:sub-issue', key(event.subIssue), null);
    case 'BlockedByAddedEvent':
      return link(one, 'blocked-by', key(event.blockingIssue), true);
    case 'BlockedByRemovedEvent':
      return link(one, 'blocked-by', key(event.blockingIssue), false);
    case 'BlockingAddedEvent':
      return link(one, 'blocks', key(event.blockedIssue), true);
    case 'BlockingRemovedEvent':
      return link(one, 'blocks', key(event.blockedIssue), false);
    case 'MarkedAsDuplicateEvent':
      return link(one, 'duplicates', key(event.canonical), true);
    case 'UnmarkedAsDuplicateEvent':
      return link(one, 'duplicates', key(event.canonical), false);
    case 'TransferredEvent':
      return one('project', event.fromRepository?.nameWithOwner ?? null, world.repository);
    case 'AddedToProjectV2Event':
      return one('other:project', null, String(event.project?.number ?? issue.number));
    case 'RemovedFromProjectV2Event':
      return one('other:project', String(event.project?.number ?? issue.number), null);
    default:
      return [];
  }
}

function link(
  one: (field: ChangeField, from: string | null, to: string | null) => Change[],
  kind: LinkKind,
  key: string | null,
  added: boolean,
): Change[] {
  if (key === null) return [];
  return added ? one('link', null, `${kind} ${key}`) : one('link', `${kind} ${key}`, null);
}

/**
 * Two things make an issue's status: the board's status field and open or closed. A closed issue is Done whatever the board
 * says; closed as not planned or duplicate it is dropped.
 */
function statusChanges(issue: GithubIssue, events: readonly TimelineEvent[], world: GithubWorld): Change[] {
  const moves = events.filter((event) => isBoardMove(event, world));
  const created = Date.parse(issue.createdAt);
  let board = initialBoardStatus(issue, moves, world);
  let closed: string | null = null;
  let present = effective(board, closed, world);
  const changes: Change[] = [];
  for (const event of events) {
    const at = Date.parse(event.createdAt);
    const settling = moves[0] === event && at - created <= SETTLING_MS;
    if (event.__typename === 'ClosedEvent') closed = event.stateReason ?? 'COMPLETED';
    else if (event.__typename === 'ReopenedEvent') closed = null;
    else if (isBoardMove(event, world)) board = nameOrNull(event.status);
    else continue;
    const next = effective(board, closed, world);
    if (next !== present && !settling)
      changes.push({ ...authorOf(event, world), field: 'status', from: present, to: next });
    present = next;
  }
  return changes;
}

function isBoardMove(event: TimelineEvent, world: GithubWorld): boolean {
  return (
    event.__typename === 'ProjectV2ItemStatusChangedEvent' &&
    world.board !== null &&
    event.project?.number === world.board.number
  );
}

function initialBoardStatus(
  issue: GithubIssue,
  moves: readonly TimelineEvent[],
  world: GithubWorld,
): string | null {
  const first = moves[0];
  return first === undefined ? world.fields(issue).status : nameOrNull(first.previousStatus);
}

function nameOrNull(name: string | undefined): string | null {
  return name === undefined || name === '' ? null : name;
}

/** The one status that a board's status and a closing make together. */
export function effective(board: string | null, closed: string | null, world: GithubWorld): string {
  if (closed === 'NOT_PLANNED') return NOT_PLANNED;
  if (closed === 'DUPLICATE') return DUPLICATE;
  if (board === null) return closed === null ? OPEN : CLOSED;
  return closed === null || world.isDone(board) ? statusId(board) : CLOSED;
}

/** Whether what was just taken off is now replaced. */
function isSameMove(previous: Change | undefined, author: Author): previous is Change {
  return (
    previous !== undefined &&
    previous.to === null &&
    previous.by === author.by &&
    author.at - previous.at <= SAME_MOVE_MS
  );
}

/** GitHub knows several assignees; the history follows the first, the others are changes of their own. */
function assigneeChanges(events: readonly TimelineEvent[], world: GithubWorld): Change[] {
  const changes: Change[] = [];
  let assigned: PersonId[] = [];
  for (const event of events) {
    if (event.__typename !== 'AssignedEvent' && event.__typename !== 'UnassignedEvent') continue;
    const person = personOf(event.assignee ?? null, world);
    if (person === null) continue;
    const before = assigned[0] ?? null;
    const without = assigned.filter((id) => id !== person);
    assigned = event.__typename === 'AssignedEvent' ? [...without, person] : without;
    const after = assigned[0] ?? null;
    const author = authorOf(event, world);
    const previous = changes[changes.length - 1];
    if (before === after) changes.push({ ...author, field: 'other:assignee', from: null, to: person });
    else if (isSameMove(previous, author)) changes[changes.length - 1] = { ...previous, to: after };
    else changes.push({ ...author, field: 'assignee', from: before, to: after });
  }
  return changes;
}

/** Label events name one label each; the whole sets follow from the present one, walking backwards. */
function labelChanges(issue: GithubIssue, events: readonly TimelineEvent[], world: GithubWorld): Change[] {
  const present = new Set(
    (issue.labels?.nodes ?? []).filter((label) => label !== null).map(({ name }) => name),
  );
  const changes: Change[] = [];
  for (const event of [...events].reverse()) {
    const name = event.label?.name;
    if (name === undefined || (event.__typename !== 'LabeledEvent' && event.__typename !== 'UnlabeledEvent'))
      continue;
    const after = joinSet([...present].sort());
    if (event.__typename === 'LabeledEvent') present.delete(name);
    else present.add(name);
    const before = joinSet([...present].sort());
    const author = authorOf(event, world);
    if (before !== after) changes.unshift({ ...author, field: 'labels', from: before, to: after });
    const priority = world.priorityFrom === 'labels' ? labelPriority(name) : null;
    if (priority === null) continue;
    const [from, to] = event.__typename === 'LabeledEvent' ? [null, priority] : [priority, null];
    changes.unshift({ ...author, field: 'priority', from, to });
  }
  return changes;
}

/** Milestone events carry titles only; a milestone that was renamed since is the one the issue has now. */
function milestoneChanges(
  issue: GithubIssue,
  events: readonly TimelineEvent[],
  world: GithubWorld,
): Change[] {
  const own = events.filter(
    ({ __typename: type }) => type === 'MilestonedEvent' || type === 'DemilestonedEvent',
  );
  const last = own[own.length - 1];
  const renamed =
    last?.__typename === 'MilestonedEvent' && issue.milestone !== null ? last.milestoneTitle : undefined;
  const asSprint = world.sprintsFrom === 'milestones';
  const value = (title: string | undefined): string | null => {
    if (title === undefined) return null;
    const current = title === renamed && issue.milestone !== null ? issue.milestone.title : title;
    return asSprint ? (world.milestoneIds.get(current) ?? current) : current;
  };
  const changes: Change[] = [];
  for (const event of own) {
    const author = authorOf(event, world);
    const named = value(event.milestoneTitle);
    const previous = changes[changes.length - 1];
    const added = event.__typename === 'MilestonedEvent';
    if (added && isSameMove(previous, author)) changes[changes.length - 1] = { ...previous, to: named };
    else
      changes.push({
        ...author,
        field: asSprint ? 'sprint' : 'serves',
        from: added ? null : named,
        to: added ? named : null,
      });
  }
  return changes;
}

/** Changes of an organisation's issue fields: priority and estimate by their names, others under their own. */
function fieldChanges(events: readonly TimelineEvent[], world: GithubWorld): Change[] {
  const values = new Map<string, string | null>();
  const changes: Change[] = [];
  for (const event of events) {
    const name = event.issueField?.name;
    if (name === undefined || !event.__typename.startsWith('IssueField')) continue;
    const kind = issueFieldKind(name, world.names);
    const before = event.previousValue ?? values.get(name) ?? null;
    const after =
      event.__typename === 'IssueFieldRemovedEvent' ? null : (event.newValue ?? event.value ?? null);
    values.set(name, after);
    if (before !== after)
      changes.push({ ...authorOf(event, world), field: kind ?? `other:${name}`, from: before, to: after });
  }
  return changes;
}

/**
 * Edits of the body. GitHub keeps the whole text of every version in `diff`; we rely on that only where the newest one is the
 * present body, else the edit is counted without its text.
 */
function bodyEdits(issue: GithubIssue, world: GithubWorld): Change[] {
  const versions = (issue.userContentEdits?.nodes ?? [])
    .filter((edit) => edit !== null)
    .sort((a, b) => Date.parse(a.editedAt) - Date.parse(b.editedAt));
  const newest = versions[versions.length - 1]?.diff ?? null;
  const whole = newest !== null && sameText(newest, issue.body);
  return versions.slice(1).map((edit, index): Change => ({
    at: Date.parse(edit.editedAt),
    by: personOf(edit.editor, world),
    field: 'description',
    from: whole ? textOf(versions[index]?.diff ?? '') : null,
    to: whole ? textOf(edit.diff ?? '') : null,
  }));
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\r\n/g, '\n').trim() === b.replace(/\r\n/g, '\n').trim();
}

export function actorOf(actor: GithubActor | null): GithubActor | null {
  // GitHub shows deleted accounts as "ghost": nobody knows who it was.
  return actor === null || actor.login === 'ghost' ? null : actor;
}
