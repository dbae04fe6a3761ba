import type { Context } from '../facts/context.ts';
import { isDone, isDropped } from '../facts/items.ts';
import { collapseSessions } from '../history/sessions.ts';
import { type EventKind, type Instant, type Item, type PersonId, splitSet } from '../history/team-history.ts';
import { isTouchedSince } from '../history/timeline.ts';
import { DAY } from '../history/working-time.ts';
import type { Hat } from './signals.ts';

/** Somebody did something that is a signal for a role. */
export interface RoleAct {
  readonly at: Instant;
  readonly by: PersonId;
}

/** Acts of one signal in a span of time; null where the source cannot record it. */
export type Acts = readonly RoleAct[] | null;

/** Items on which anything happened since the earliest moment that is scored: a history may be ten years long. */
export interface RecentItems {
  readonly since: Instant;
  readonly pbis: readonly Item[];
  readonly subs: readonly Item[];
  readonly above: readonly Item[];
  readonly done: readonly Item[];
}

type Finder = (context: Context, recent: RecentItems) => Acts;

export function recentItems(context: Context, since: Instant): RecentItems {
  const { items } = context.facts;
  const isRecent = (item: Item): boolean => isTouchedSince(item, since);
  const pbis = items.pbisSince(since);
  return {
    since,
    pbis,
    subs: items.subs.filter(isRecent),
    above: items.above.filter(isRecent),
    done: pbis.filter((item) => isDone(context, item)),
  };
}

/** Fields whose change on an epic is planning ahead; where it stands and who has it is not. */
const PLANNING_FIELDS = new Set([
  'title',
  'description',
  'acceptanceCriteria',
  'due',
  'priority',
  'serves',
  'versions',
  'checklist',
]);
/** Sprint changes of one person around a completion that mean "closed the sprint" (rules §2.1). */
const CLOSING_CHANGES = 3;
const CLOSING_TOLERANCE = 2 * 60_000;
/** Kinds of events that one person organises before it says anything about the role. */
const ORGANISED_KINDS = 2;
const WEEK = 7 * DAY;
/** After this long a comment is no answer to the question before it. */
const ANSWER_DAYS = 5;

/** Finds the acts of every signal of rules §2.1; each list is collapsed into sessions by the caller's use of `sessionsOf`. */
export const ACT_FINDERS: Readonly<Record<Hat, Readonly<Record<string, Finder>>>> = {
  'product-owner': {
    orders: (context, { since }) => orderingActs(context, 'rankHistory', since),
    prioritises: (context, { since }) => orderingActs(context, 'priorityHistory', since),
    writes: writingActs,
    accepts: acceptingActs,
    discards: discardingActs,
    'plans-ahead': planningAheadActs,
    answers: answeringActs,
  },
  'scrum-master': {
    organises: organisingActs,
    'closes-sprints': closingActs,
    'handles-impediments': impedimentActs,
    'drives-improvement': improvementActs,
    configures: () => null,
  },
  developers: {
    pulls: pullingActs,
    delivers: deliveringActs,
    codes: codingActs,
    'breaks-down': breakingDownActs,
  },
};

/** Acts as sessions: the same person within 10 minutes counts once, at its beginning. */
export function sessionsOf(acts: readonly RoleAct[]): readonly RoleAct[] {
  return collapseSessions(acts.map((act) => ({ at: act.at, by: act.by, what: null }))).flatMap((session) =>
    session.by === null ? [] : [{ at: session.from, by: session.by }],
  );
}

function act(at: Instant, by: PersonId | null): readonly RoleAct[] {
  return by === null ? [] : [{ at, by }];
}

/** Sessions known only from snapshots have no actor. */
function orderingActs(context: Context, fact: 'rankHistory' | 'priorityHistory', since: Instant): Acts {
  const ordering = context.facts[fact];
  if (ordering.unseen.length > 0) return null;
  const sessions = ordering.sessions(since, Number.POSITIVE_INFINITY);
  if (sessions.length > 0 && sessions.every((session) => session.by === null)) return null;
  return sessions.flatMap((session) => act(session.from, session.by));
}

function writingActs(context: Context, recent: RecentItems): Acts {
  const { types, descriptionHistory } = context.facts;
  const stories = recent.pbis.filter((item) => types.isStory(item));
  const edited = descriptionHistory.unseen.length > 0 ? [] : stories;
  return [
    ...stories.flatMap((item) => act(item.created, item.creator)),
    ...edited.flatMap((item) =>
      descriptionHistory
        .edits(item)
        .filter((edit) => edit.field !== 'checklist')
        .flatMap((edit) => act(edit.at, edit.by)),
    ),
  ];
}

function acceptingActs(context: Context, recent: RecentItems): Acts {
  const { boardStates, statusHistory, assigneeHistory } = context.facts;
  if (boardStates.unseenAcceptance.length > 0 || statusHistory.unseen.length > 0) return null;
  return recent.pbis.flatMap((item) =>
    statusHistory
      .transitions(item)
      .filter((move) => !move.automated && boardStates.isAcceptance(move.from) && move.to.category === 'done')
      .filter((move) => assigneeHistory.assigneeAt(item, move.at - 1) !== move.by)
      .flatMap((move) => act(move.at, move.by)),
  );
}

function discardingActs(context: Context, recent: RecentItems): Acts {
  const { statusHistory } = context.facts;
  if (statusHistory.unseen.length > 0) return null;
  return recent.pbis
    .filter((item) => isDropped(context, item))
    .flatMap((item) => {
      const closing = statusHistory
        .transitions(item)
        .filter((move) => move.to.category === 'done' && !move.automated);
      const last =
        closing[closing.length - 1] ??
        item.changes.filter((change) => change.field === 'resolution' && change.automated !== true).at(-1);
      return last === undefined ? [] : act(last.at, last.by);
    });
}

function planningAheadActs(context: Context, recent: RecentItems): Acts {
  if (context.facts.changes.unseen.length > 0) return null;
  return recent.above.flatMap((item) => [
    ...act(item.created, item.creator),
    ...item.changes
      .filter((change) => PLANNING_FIELDS.has(change.field) && change.automated !== true)
      .flatMap((change) => act(change.at, change.by)),
  ]);
}

function answeringActs(context: Context, recent: RecentItems): Acts {
  const { comments } = context.facts;
  if (comments.unseen.length > 0) return null;
  const answers: RoleAct[] = [];
  const readable = context.facts.items.pbis.some((item) =>
    comments.of(item).some(({ text }) => text !== null),
  );
  for (const item of recent.pbis) {
    const inSprint = item.sprints.length > 0 || item.changes.some((change) => change.field === 'sprint');
    if (inSprint) answers.push(...answersIn(comments.of(item)));
  }
  return readable ? answers : null;
}

function answersIn(
  thread: readonly { readonly at: Instant; readonly by: PersonId | null; readonly text: string | null }[],
): readonly RoleAct[] {
  const answers: RoleAct[] = [];
  let asked: { at: Instant; by: PersonId | null } | null = null;
  for (const comment of thread) {
    const answers_ =
      asked !== null &&
      comment.by !== null &&
      comment.by !== asked.by &&
      comment.at - asked.at <= ANSWER_DAYS * DAY;
    if (answers_) answers.push(...act(comment.at, comment.by));
    if (answers_) asked = null;
    if (comment.text?.includes('?') === true) asked = comment;
  }
  return answers;
}

/** Stands for whoever organises one kind of event only: it counts for the team, and for nobody. */
export const SOMEBODY: PersonId = '';

/**
 * One act for each kind and week, so that a series of dailies does not outweigh everything. Who organises one kind only
 * shows nothing of the role, but weakens what others show of it.
 */
function organisingActs(context: Context): Acts {
  const meetings = context.history.events
    .filter((event) => event.source === 'calendar' && event.organiser !== null && !event.cancelled)
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  if (meetings.length === 0) return null;
  const kinds = new Map<PersonId, Set<EventKind>>();
  for (const event of meetings)
    kinds.set(
      event.organiser as PersonId,
      (kinds.get(event.organiser as PersonId) ?? new Set()).add(event.kind),
    );
  const seen = new Set<string>();
  return meetings.flatMap((event) => {
    const by = event.organiser as PersonId;
    const key = `${by} ${event.kind} ${Math.floor(event.start / WEEK)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return act(event.start, (kinds.get(by)?.size ?? 0) < ORGANISED_KINDS ? SOMEBODY : by);
  });
}

/** Who moves three or more unfinished items out of a sprint at its completion has closed it. */
function closingActs(context: Context, recent: RecentItems): Acts {
  const { sprints, sprintHistory } = context.facts;
  if (sprintHistory.unseen.length > 0 || sprints.automatic) return null;
  const since = recent.since + CLOSING_TOLERANCE;
  return sprints.closed
    .filter(({ completed }) => completed >= since)
    .flatMap((sprint) => {
      const counts = new Map<PersonId, number>();
      for (const move of sprintHistory.moves(
        sprint.completed - CLOSING_TOLERANCE,
        sprint.completed + CLOSING_TOLERANCE + 1,
      )) {
        const leaves = splitSet(move.from).includes(sprint.id) || splitSet(move.to).includes(sprint.id);
        if (move.by !== null && !move.automated && leaves)
          counts.set(move.by, (counts.get(move.by) ?? 0) + 1);
      }
      return [...counts].filter(([, n]) => n >= CLOSING_CHANGES).flatMap(([by]) => act(sprint.completed, by));
    });
}

function impedimentActs(context: Context, recent: RecentItems): Acts {
  const { links, assigneeHistory } = context.facts;
  if (links.unseen.length > 0) return null;
  const ofOthers = (item: Item, at: Instant, by: PersonId | null): readonly RoleAct[] => {
    const owner = assigneeHistory.assigneeAt(item, at);
    return owner === null || owner === by ? [] : act(at, by);
  };
  return recent.pbis.flatMap((item) =>
    links
      .blockEpisodes(item)
      .flatMap((episode) => [
        ...(episode.from === item.created ? [] : ofOthers(item, episode.from, episode.startedBy)),
        ...(episode.to === null ? [] : ofOthers(item, episode.to, episode.endedBy)),
      ]),
  );
}

function improvementActs(context: Context, recent: RecentItems): Acts {
  const { improvementItems, descriptionHistory } = context.facts;
  const pages = context.history.events.filter(
    (event) => event.kind === 'retrospective' && event.source !== 'calendar',
  );
  if (improvementItems.unseen.length > 0 && pages.length === 0) return null;
  const marked = [...recent.pbis, ...recent.subs].filter((item) => improvementItems.isImprovement(item));
  return [
    ...pages.flatMap((event) => act(event.start, event.organiser)),
    ...marked.flatMap((item) => [
      ...act(item.created, item.creator),
      ...(descriptionHistory.unseen.length > 0
        ? []
        : descriptionHistory.edits(item).flatMap((edit) => act(edit.at, edit.by))),
    ]),
  ];
}

function pullingActs(context: Context, recent: RecentItems): Acts {
  const { statusHistory, assigneeHistory } = context.facts;
  if (context.facts.changes.unseen.length > 0) return null;
  return recent.pbis.flatMap((item) => [
    ...item.changes
      .filter((change) => change.field === 'assignee' && change.to !== null && change.to === change.by)
      .flatMap((change) => act(change.at, change.by)),
    ...statusHistory
      .transitions(item)
      .filter((move) => move.from.category === 'todo' && move.to.category === 'doing' && !move.automated)
      .filter((move) => assigneeHistory.assigneeAt(item, move.at) === move.by)
      .flatMap((move) => act(move.at, move.by)),
  ]);
}

function deliveringActs(context: Context, recent: RecentItems): Acts {
  const { statusHistory, assigneeHistory } = context.facts;
  return recent.done.flatMap((item) => {
    const finish = statusHistory.finishOf(item);
    return finish === null ? [] : act(finish, assigneeHistory.assigneeAt(item, finish));
  });
}

function codingActs(context: Context): Acts {
  const { pullRequests } = context.facts;
  if (pullRequests.unseen.length > 0) return null;
  return pullRequests.all.flatMap((request) => [
    ...act(request.created, request.author),
    ...request.reviews.flatMap((review) => act(review.at, review.by)),
  ]);
}

function breakingDownActs(context: Context, recent: RecentItems): Acts {
  const { estimateHistory } = context.facts;
  const estimates =
    estimateHistory.unseen.length > 0 ? [] : recent.pbis.flatMap((item) => estimateHistory.settings(item));
  return [
    ...recent.subs.flatMap((item) => act(item.created, item.creator)),
    ...estimates.flatMap((setting) => act(setting.at, setting.by)),
  ];
}
