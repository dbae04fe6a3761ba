import {
  splitSet,
  type Change,
  type Instant,
  type Item,
  type ItemLink,
  type LinkKind,
  type ScrumEvent,
  type Sprint,
  type TeamHistory,
} from './team-history.ts';

/**
 * The history as it stood at `asOf`: items, changes, comments, sprints and events later than it do not exist, current
 * values are rolled back through later changes. Values whose source has no history keep their current value.
 */
export function historyAsOf(history: TeamHistory, asOf: Instant): TeamHistory {
  return {
    ...history,
    items: history.items.filter((item) => item.created <= asOf).map((item) => itemAsOf(item, asOf)),
    sprints: history.sprints
      .filter((sprint) => exists(sprint, asOf))
      .map((sprint) => sprintAsOf(sprint, asOf, history.readAt)),
    events: history.events.filter((event) => event.start <= asOf).map((event) => eventAsOf(event, asOf)),
    snapshots: history.snapshots.filter((snapshot) => snapshot.at <= asOf),
    pullRequests: history.pullRequests
      .filter((request) => request.created <= asOf)
      .map((request) => ({
        ...request,
        ready: upTo(request.ready, asOf),
        merged: upTo(request.merged, asOf),
        closed: upTo(request.closed, asOf),
        reviews: request.reviews.filter((review) => review.at <= asOf),
      })),
    releases: history.releases.filter((release) => release.at <= asOf),
    updates: history.updates.filter((update) => update.at <= asOf),
  };
}

/** A sprint that started later does not exist; one that is only planned does, whatever its planned start. */
function exists(sprint: Sprint, asOf: Instant): boolean {
  return sprint.start === null || sprint.start <= asOf || sprint.state === 'future';
}

function upTo(at: Instant | null, asOf: Instant): Instant | null {
  return at !== null && at <= asOf ? at : null;
}

function eventAsOf(event: ScrumEvent, asOf: Instant): ScrumEvent {
  if (event.actions.length === 0) return event;
  const actions = event.actions
    .filter((action) => action.created <= asOf)
    .map((action) => ({ ...action, done: upTo(action.done, asOf) }));
  return { ...event, actions };
}

/** A sprint's state follows from its dates; one that had not started when the history was read stays in the future. */
export function sprintAsOf(sprint: Sprint, asOf: Instant, readAt: Instant): Sprint {
  if (sprint.start === null) return sprint;
  const planned = sprint.state === 'future' && asOf <= readAt;
  if (planned || sprint.start > asOf) return { ...sprint, state: 'future', completed: null, goalMet: null };
  const completed = completionOf(sprint, asOf, readAt);
  if (completed !== null && completed <= asOf) return { ...sprint, state: 'closed', completed };
  return { ...sprint, state: 'active', completed: null, goalMet: null };
}

function completionOf(sprint: Sprint, asOf: Instant, readAt: Instant): Instant | null {
  if (sprint.completed !== null) return sprint.completed;
  return sprint.state === 'closed' || asOf > readAt ? sprint.end : null;
}

/** One item as it stood at `asOf`; the item itself when nothing happened later. */
export function itemAsOf(item: Item, asOf: Instant): Item {
  const lastChange = item.changes[item.changes.length - 1];
  const lastComment = item.comments[item.comments.length - 1];
  const changed = lastChange !== undefined && lastChange.at > asOf;
  const commented = lastComment !== undefined && lastComment.at > asOf;
  if (!changed && !commented) return item;
  const changes = changed ? item.changes.filter((change) => change.at <= asOf) : item.changes;
  const comments = commented ? item.comments.filter((comment) => comment.at <= asOf) : item.comments;
  const before: Item = { ...item, changes, comments, updated: lastTime(item, changes, comments) };
  return changed ? undo(before, item.changes.slice(changes.length)) : before;
}

function lastTime(item: Item, changes: readonly Change[], comments: Item['comments']): Instant {
  return Math.max(item.created, changes[changes.length - 1]?.at ?? 0, comments[comments.length - 1]?.at ?? 0);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Takes back later changes, newest first. */
function undo(item: Item, later: readonly Change[]): Item {
  const back: Mutable<Item> = { ...item };
  for (let index = later.length - 1; index >= 0; index--) undoOne(back, later[index] as Change);
  return back;
}

function undoOne(item: Mutable<Item>, change: Change): void {
  const { from } = change;
  switch (change.field) {
    case 'status':
      if (from !== null) item.status = from;
      item.finished = null;
      break;
    case 'assignee':
      item.assignee = from;
      break;
    case 'priority':
      item.priority = from;
      break;
    case 'estimate':
      item.estimate = from === null || from === '' ? null : Number(from);
      break;
    case 'sprint':
      item.sprints = splitSet(from);
      break;
    case 'title':
      if (from !== null) item.title = from;
      break;
    case 'description':
    case 'acceptanceCriteria':
      // A source that records that, not what, was edited leaves both ends empty: the present text stays.
      if (from !== null || change.to !== null) item[change.field] = from;
      break;
    case 'labels':
    case 'areas':
    case 'versions':
    case 'serves':
      item[change.field] = splitSet(from);
      break;
    case 'parent':
      item.parent = from;
      break;
    case 'type':
      item.type = from;
      break;
    case 'resolution':
      item.resolution = from === 'done' || from === 'dropped' || from === 'duplicate' ? from : null;
      break;
    case 'flagged':
      item.flagged = from !== null && from !== '';
      break;
    case 'due':
      item.due = from === null || from === '' ? null : Number(from);
      break;
    case 'link':
      item.links = undoLink(item.links, change);
      break;
    default:
      break;
  }
}

function undoLink(links: readonly ItemLink[], change: Change): readonly ItemLink[] {
  const added = parseLink(change.to);
  const removed = parseLink(change.from);
  let result = links;
  if (added !== null) result = result.filter((link) => !(link.kind === added.kind && link.key === added.key));
  if (removed !== null) result = [...result, { ...removed, outside: false, otherDone: null }];
  return result;
}

/** Reads a link's change value, `kind key`; null when it is none. */
export function parseLink(value: string | null): { kind: LinkKind; key: string } | null {
  const [kind, key] = value?.split(' ') ?? [];
  return kind === undefined || key === undefined ? null : { kind: kind as LinkKind, key };
}
