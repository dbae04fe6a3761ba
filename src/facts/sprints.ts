import type { Instant, Item, ScrumEvent, Sprint, SprintId } from '../history/team-history.ts';
import { snapshotMemberships, SNAPSHOT_SPRINTS, sprintsWithScope } from '../history/snapshots.ts';
import { memberships, scopeSets, type Membership } from '../history/sprint-scope.ts';
import { changesOf, isChangedSince, valueAt } from '../history/timeline.ts';
import { joinSet, splitSet } from '../history/team-history.ts';
import type { WorkingTime } from '../history/working-time.ts';
import type { Context } from './context.ts';
import type { ItemChange, SprintFacts, SprintGoalFacts, SprintHistoryFacts, SprintScope } from './facts.ts';
import { isDropped } from './items.ts';
import { between } from './in-time.ts';
import { lazy, memo } from './lazy.ts';
import { closedSprints, sinceLookBack } from './window.ts';

/** Dated sprints. `NOT_SCRUM`: the source can hold sprints and the team has none. */
export function sprintFacts(context: Context, index: () => Map<SprintId, Membership[]>): SprintFacts {
  const { history } = context;
  const byStart = [...history.sprints].sort(
    (a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  const closed = lazy(() => closedSprints(history.sprints));
  const unrecorded = context.unrecorded('sprints');
  const dated = history.sprints.some((sprint) => sprint.start !== null && sprint.state !== 'future');
  return {
    unseen: unrecorded.length > 0 ? unrecorded : dated ? [] : ['NOT_SCRUM'],
    all: byStart,
    active: byStart.filter((sprint) => sprint.state === 'active'),
    future: byStart.filter((sprint) => sprint.state === 'future'),
    get closed() {
      return closed();
    },
    movesOf: (sprint) => {
      const items = new Set((index().get(sprint.id) ?? []).map((membership) => membership.item));
      const moves = [...items].flatMap((item) =>
        context.facts.statusHistory.transitions(item).map((move) => move.at),
      );
      return moves.filter((at) => at >= sprint.start && at <= sprint.completed).sort((a, b) => a - b);
    },
    itemsAt: (sprint, at) =>
      (index().get(sprint.id) ?? [])
        .filter((span) => span.from <= at && at < span.to)
        .map((span) => span.item),
    automatic: history.team.automaticSprints,
    cooldownDays: history.team.cooldownDays,
    sharedBoard: history.team.sharedBoard,
  };
}

/**
 * Memberships of every sprint. Where the source records no changes of membership, snapshots show those of the sprints they
 * cover; of the others the present value alone is known.
 */
export function membershipIndex(
  context: Pick<Context, 'history' | 'unrecorded'>,
  pbis: readonly Item[],
): Map<SprintId, Membership[]> {
  const present = memberships(pbis);
  if (context.unrecorded('sprintHistory').length === 0) return present;
  const covered = sprintsWithScope(context.history);
  if (covered.length < SNAPSHOT_SPRINTS) return present;
  return new Map([...present, ...snapshotMemberships(context.history.snapshots, covered, pbis)]);
}

export function sprintHistoryFacts(
  context: Context,
  index: () => Map<SprintId, Membership[]>,
): SprintHistoryFacts {
  const recorded = lazy(() => context.unrecorded('sprintHistory').length === 0);
  const covered = lazy(() => new Set(sprintsWithScope(context.history).map((sprint) => sprint.id)));
  // Of a sprint that neither changes nor snapshots show, nothing is claimed: it has an empty scope and is not judged.
  const membersOf = (sprint: Sprint): readonly Membership[] =>
    recorded() || covered().has(sprint.id) ? (index().get(sprint.id) ?? []) : [];
  const movesSince = sinceLookBack(context.window, (since) =>
    sprintMoves(context.facts.items.pbisSince(since), since),
  );
  const sprintsOf = lazy(() => sprintsByItem(index()));
  const scope = memo((sprint: Sprint): SprintScope => scopeOf(context, sprint, membersOf(sprint)));
  return {
    unseen: unseenMembership(context),
    scope,
    wasCarriedOver: (item, into) => {
      const { closed } = context.facts.sprints;
      const at = closed.findIndex((sprint) => sprint.id === into.id);
      const ids = sprintsOf().get(item);
      return (
        ids !== undefined &&
        closed.slice(0, at).some((one) => ids.has(one.id) && scope(one).carriedOver.includes(item))
      );
    },
    sprintsAt: (item, at) => sprintsAt(item, at),
    moves: (from, to) => between(movesSince(from), from, to),
  };
}

/** Every sprint that each item was ever in. */
function sprintsByItem(index: ReadonlyMap<SprintId, readonly Membership[]>): Map<Item, Set<SprintId>> {
  const byItem = new Map<Item, Set<SprintId>>();
  for (const [sprint, members] of index) {
    for (const { item } of members) byItem.set(item, (byItem.get(item) ?? new Set()).add(sprint));
  }
  return byItem;
}

function unseenMembership(context: Context): SprintHistoryFacts['unseen'] {
  const unrecorded = context.unrecorded('sprintHistory');
  if (unrecorded.length === 0) return [];
  return sprintsWithScope(context.history).length >= SNAPSHOT_SPRINTS
    ? unrecorded.filter((code) => code === 'PERMISSION_DENIED')
    : unrecorded;
}

function scopeOf(context: Context, sprint: Sprint, members: readonly Membership[]): SprintScope {
  const start = sprint.start ?? sprint.end ?? context.asOf;
  const end = sprint.end ?? sprint.completed ?? context.asOf;
  const close = sprint.completed ?? context.asOf;
  const sets = scopeSets(members, start, end, close);
  const status = context.facts.statusHistory;
  const doneAt = (item: Item): boolean =>
    status.categoryAt(item, close) === 'done' && !isDropped(context, item);
  const endedAt = (item: Item): boolean => status.categoryAt(item, close) === 'done';
  const done = lazy(() => sets.atClose.filter(doneAt));
  const carriedOver = lazy(() => sets.atClose.filter((item) => !endedAt(item)));
  return {
    sprint,
    items: sets.items,
    committed: sets.committed,
    added: sets.added,
    removed: sets.removed,
    get done() {
      return done();
    },
    get carriedOver() {
      return carriedOver();
    },
    graceEnd: sets.graceEnd,
  };
}

function sprintsAt(item: Item, at: Instant): readonly string[] {
  return splitSet(valueAt(changesOf(item, 'sprint'), at, joinSet(item.sprints)));
}

/** Changes of sprint membership since then in order of time. */
function sprintMoves(items: readonly Item[], since: Instant): readonly ItemChange[] {
  const moves: ItemChange[] = [];
  for (const item of items) {
    if (!isChangedSince(item, since)) continue;
    for (const change of changesOf(item, 'sprint')) {
      if (change.at < since) continue;
      moves.push({
        item,
        at: change.at,
        by: change.by,
        field: 'sprint',
        from: change.from,
        to: change.to,
        automated: change.automated === true,
      });
    }
  }
  return moves.sort((a, b) => a.at - b.at);
}

/** Goals by the sprint's own field; snapshots taken while it ran show what the team saw then. */
export function sprintGoalFacts(context: Context): SprintGoalFacts {
  const snapshots = [...context.history.snapshots].sort((a, b) => b.at - a.at);
  const snapshotGoal = (sprint: Sprint): string | null | undefined => {
    const close = sprint.completed ?? context.asOf;
    for (const snapshot of snapshots) {
      if (sprint.start === null || snapshot.at < sprint.start || snapshot.at > close) continue;
      const goal = snapshot.goals[sprint.id];
      if (goal !== undefined) return goal;
    }
    return undefined;
  };
  const wikiGoal = (sprint: Sprint): string | null => {
    const page = context.history.events.find((event) => isGoalPage(event, sprint, context.clock));
    return page === undefined ? null : (page.text ?? page.title);
  };
  const inWindow = context.window.sprints;
  const allSeen = inWindow.length > 0 && inWindow.every((sprint) => snapshotGoal(sprint) !== undefined);
  // A tracker that shows the present goal alone: snapshots of the whole window stand in.
  const kept = allSeen && inWindow.some((sprint) => (snapshotGoal(sprint) ?? null) !== null);
  const unrecorded = context.unrecorded('sprintGoals');
  return {
    unseen: kept ? unrecorded.filter((code) => code === 'PERMISSION_DENIED') : unrecorded,
    goalOf: (sprint) => {
      const goal = (snapshotGoal(sprint) ?? sprint.goal)?.trim();
      return goal === undefined || goal === '' ? wikiGoal(sprint) : goal;
    },
    strength: allSeen ? 1 : 0.5,
  };
}

/** A planning page that names the goal, written within the planning window of the sprint (rules §3). */
function isGoalPage(event: ScrumEvent, sprint: Sprint, clock: WorkingTime): boolean {
  if (event.source !== 'wiki' || event.kind !== 'planning' || sprint.start === null) return false;
  const near = event.start >= clock.add(sprint.start, -2) && event.start <= clock.add(sprint.start, 1);
  return near && /goal|ziel|objectif|objetivo|obiettivo|doel/i.test(event.title);
}
