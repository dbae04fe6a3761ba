import { inCatalogueOrder, type ReasonCode } from '../history/reasons.ts';
import type { Instant, Item, Status } from '../history/team-history.ts';
import { isTouchedSince, statusTimeline, type StatusTimeline } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type { StatusFacts, StatusSpan, Transition } from './facts.ts';
import { isDropped } from './items.ts';
import { between, lowerBound } from './in-time.ts';
import { lazy, memo } from './lazy.ts';
import { lookBackStart, sinceLookBack } from './window.ts';

/** How items went through their statuses: start, finish, cycle time, age, work in progress. */
export function statusFacts(context: Context): StatusFacts {
  const unseen = context.unrecorded('statusHistory');
  const recorded = !unseen.includes('NO_CHANGELOG') && !unseen.includes('NO_STATUS_HISTORY');
  const timeline = memo((item: Item): StatusTimeline => statusTimeline(item, context.statusOf, recorded));
  const pbis = (): readonly Item[] => context.facts.items.pbis;
  const startOf = (item: Item): Instant | null => timeline(item).start;
  const finishOf = (item: Item): Instant | null => (isDropped(context, item) ? null : timeline(item).finish);
  const transitions = memo((item: Item): readonly Transition[] =>
    timeline(item).moves.map((move) => ({ item, ...move })),
  );
  const movesSince = sinceLookBack(context.window, (since) =>
    context.facts.items
      .pbisSince(since)
      .flatMap(transitions)
      .sort((a, b) => a.at - b.at),
  );
  const finished = lazy(() => byFinish(pbis(), finishOf));
  const statusAt = (item: Item, at: Instant): Status | null => statusOfTimeline(timeline(item), item, at);
  const throughput = lazy(() =>
    context.window.periods.map((period) => countBetween(finished(), period.from, period.to)),
  );
  const movesBetween = (from: Instant, to: Instant): readonly Transition[] =>
    between(movesSince(from), from, to);
  const reopened = lazy(() => pbis().filter((item) => timeline(item).leftDone));
  const intervals = lazy(() => doingIntervals(pbis(), timeline, context.asOf));
  // Every working day of the last sprints is asked for, of a history that may be ten years long.
  const since = lookBackStart(context.window);
  const recentIntervals = lazy(() =>
    doingIntervals(
      pbis().filter((item) => timeline(item).finish === null || isTouchedSince(item, since)),
      timeline,
      context.asOf,
    ).filter(({ to }) => to > since),
  );
  return {
    unseen,
    get unseenFinishes() {
      return unseenFinishes(context, unseen, finished().length);
    },
    startOf,
    finishOf,
    cycleDays: (item) => {
      const [start, finish] = [startOf(item), finishOf(item)];
      return start === null || finish === null || finish < start ? null : context.clock.days(start, finish);
    },
    ageDays: (item) => {
      const start = startOf(item);
      const doing = context.statusOf(item.status).category === 'doing';
      return start === null || !doing ? null : context.clock.days(start, context.asOf);
    },
    statusAt,
    categoryAt: (item, at) => statusAt(item, at)?.category ?? null,
    transitions,
    transitionsBetween: movesBetween,
    spans: (item) => spansOf(timeline(item), item, context.asOf),
    finishedBetween: (from, to) => sliceBetween(finished(), from, to),
    inWorkBetween: (from, to) =>
      pbis().filter((item) => {
        const { start } = timeline(item);
        if (start === null || start >= to || (finishOf(item) ?? to) <= from) return false;
        return (timeline(item).moves[0]?.at ?? to) < to;
      }),
    get reopened() {
      return reopened();
    },
    touchedBetween: (from, to) => {
      const touched = new Set(movesBetween(from, to).map(({ item }) => item));
      return touched.size === 0
        ? []
        : context.facts.items.pbisSince(from).filter((item) => touched.has(item));
    },
    inProgressAt: (at) =>
      (at >= since ? recentIntervals() : intervals())
        .filter((span) => span.from <= at && at < span.to)
        .map((span) => span.item),
    get throughput() {
      return throughput();
    },
  };
}

interface Finished {
  readonly item: Item;
  readonly at: Instant;
}

function byFinish(items: readonly Item[], finishOf: (item: Item) => Instant | null): readonly Finished[] {
  const finished: Finished[] = [];
  for (const item of items) {
    const at = finishOf(item);
    if (at !== null) finished.push({ item, at });
  }
  return finished.sort((a, b) => a.at - b.at);
}

function countBetween(finished: readonly Finished[], from: Instant, to: Instant): number {
  return Math.max(0, lowerBound(finished, to) - lowerBound(finished, from));
}

function sliceBetween(finished: readonly Finished[], from: Instant, to: Instant): readonly Item[] {
  return between(finished, from, to).map((entry) => entry.item);
}

function statusOfTimeline(timeline: StatusTimeline, item: Item, at: Instant): Status | null {
  if (at < item.created) return null;
  if (timeline.lastAt === null || timeline.lastAt <= at) return timeline.last;
  let status = timeline.initial;
  for (const move of timeline.moves) {
    if (move.at > at) break;
    status = move.to;
  }
  return status;
}

function spansOf(timeline: StatusTimeline, item: Item, asOf: Instant): readonly StatusSpan[] {
  const spans: StatusSpan[] = [];
  let status = timeline.initial;
  let from = item.created;
  for (const move of timeline.moves) {
    if (move.at > from) spans.push({ status, from, to: move.at });
    status = move.to;
    from = Math.max(from, move.at);
  }
  spans.push({ status, from, to: Math.max(from, asOf) });
  return spans;
}

interface Interval {
  readonly item: Item;
  readonly from: Instant;
  readonly to: Instant;
}

function doingIntervals(
  items: readonly Item[],
  timeline: (item: Item) => StatusTimeline,
  asOf: Instant,
): readonly Interval[] {
  const intervals: Interval[] = [];
  for (const item of items) {
    for (const span of spansOf(timeline(item), item, asOf)) {
      const to = span.to === asOf ? asOf + 1 : span.to;
      if (span.status.category === 'doing') intervals.push({ item, from: span.from, to });
    }
  }
  return intervals;
}

/** Completion dates are unknown where Done items exist and none of them has one. */
function unseenFinishes(
  context: Context,
  unseen: readonly ReasonCode[],
  known: number,
): readonly ReasonCode[] {
  const denied = unseen.filter((code) => code === 'PERMISSION_DENIED');
  if (known > 0 || denied.length > 0) return denied;
  const recorded = unseen.length === 0;
  return recorded || context.facts.items.done.length === 0 ? unseen : inCatalogueOrder(['NO_STATUS_HISTORY']);
}
