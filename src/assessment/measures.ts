import type { TeamFacts } from '../facts/build.ts';
import type { Instant, Item, RoadmapEntry } from '../history/team-history.ts';
import { DAY } from '../history/working-time.ts';
import { quantile } from '../analyzers/shared/statistics.ts';

/** Measures of rules §9 beyond what the rules themselves show. All over W. */

function inWindow(facts: TeamFacts, at: Instant): boolean {
  const { from, to } = facts.window;
  return from !== null && to !== null && at >= from && at <= to;
}

/** Hits of a whole. */
export interface Part {
  readonly hits: number;
  readonly of: number;
}

/** Periods with at least one ordering session, by rank or else by priority. */
export function orderedPeriods(facts: TeamFacts): Part {
  const history = facts.rankHistory.unseen.length === 0 ? facts.rankHistory : facts.priorityHistory;
  const { periods } = facts.window;
  return {
    hits: periods.filter((period) => history.sessions(period.from, period.to).length > 0).length,
    of: periods.length,
  };
}

/** Working days that items spent in acceptance before they left it, for those that left it in W. */
export function acceptanceWaits(facts: TeamFacts): readonly number[] {
  const waits: number[] = [];
  for (const item of facts.items.pbis) {
    for (const span of facts.statusHistory.spans(item)) {
      const left = span.to < facts.asOf;
      if (left && facts.boardStates.isAcceptance(span.status) && inWindow(facts, span.to))
        waits.push(facts.clock.days(span.from, span.to));
    }
  }
  return waits;
}

/** Working days of block episodes that ended in W. */
export function endedEpisodes(facts: TeamFacts): readonly number[] {
  return facts.links
    .episodesSince(facts.window.from ?? facts.asOf)
    .filter((episode) => episode.to !== null && inWindow(facts, episode.to))
    .map((episode) => facts.clock.days(episode.from, episode.to as Instant));
}

const OVERDUE_DAYS = 14;
const UNTOUCHED_DAYS = 182;
/** A kind of entry that carries dates in fewer cases than this does not use the date. */
const DATED_SHARE = 0.2;

/** Stale ones of the open roadmap entries (B9): past their date, or untouched for half a year with all items under them. */
export function staleEntries(facts: TeamFacts): Part {
  const open = facts.roadmap.entries.filter((entry) => entry.state === 'open');
  const usesDates = new Map<RoadmapEntry['kind'], boolean>();
  for (const kind of new Set(open.map((entry) => entry.kind))) {
    const same = open.filter((entry) => entry.kind === kind);
    usesDates.set(kind, same.filter((entry) => entry.due !== null).length >= DATED_SHARE * same.length);
  }
  return {
    hits: open.filter((entry) => isStale(facts, entry, usesDates.get(entry.kind) === true)).length,
    of: open.length,
  };
}

function isStale(facts: TeamFacts, entry: RoadmapEntry, usesDates: boolean): boolean {
  if (usesDates && entry.due !== null && entry.due < facts.asOf - OVERDUE_DAYS * DAY) return true;
  const items = entry.items.flatMap((key) => facts.items.get(key) ?? []);
  const deliveredNow = items.some((item) => {
    const finish = facts.statusHistory.finishOf(item);
    return finish !== null && inWindow(facts, finish);
  });
  if (entry.due === null && deliveredNow) return false;
  const touched = Math.max(entry.touched, ...items.map((item) => facts.changes.lastTouch(item)));
  return touched < facts.asOf - UNTOUCHED_DAYS * DAY;
}

/** P85 of the cycle times of the later half of W over the earlier half; null when one has fewer than 12 finished items. */
export function cycleTimeTrend(
  facts: TeamFacts,
): { readonly ratio: number; readonly earlier: number; readonly later: number } | null {
  const { periods } = facts.window;
  const middle = Math.floor(periods.length / 2);
  const half = (from: number, to: number): readonly number[] =>
    periods
      .slice(from, to)
      .flatMap((period) =>
        facts.statusHistory
          .finishedBetween(period.from, period.to)
          .flatMap((item) => facts.statusHistory.cycleDays(item) ?? []),
      );
  const [before, after] = [half(0, middle), half(middle, periods.length)];
  if (before.length < 12 || after.length < 12) return null;
  const [earlier, later] = [quantile(before, 0.85), quantile(after, 0.85)];
  return earlier === 0 ? null : { ratio: later / earlier, earlier, later };
}

/** Advice of the Scrum Master on the Product Backlog: comments on items not started, and items that somebody else ordered. */
export function backlogAdvice(facts: TeamFacts): { readonly acts: number; readonly days: number } {
  const acts: Instant[] = [];
  for (const item of facts.items.pbis) {
    const start = facts.statusHistory.startOf(item) ?? Number.POSITIVE_INFINITY;
    for (const comment of facts.comments.of(item))
      if (facts.roles.isScrumMaster(comment.by) && comment.at < start && inWindow(facts, comment.at))
        acts.push(comment.at);
    if (facts.roles.isScrumMaster(item.creator) && inWindow(facts, item.created) && orderedByOthers(item))
      acts.push(item.created);
  }
  return { acts: acts.length, days: new Set(acts.map((at) => facts.clock.dateOf(at))).size };
}

function orderedByOthers(item: Item): boolean {
  return item.changes.some(
    (change) =>
      (change.field === 'rank' || change.field === 'priority') &&
      change.by !== null &&
      change.by !== item.creator &&
      change.automated !== true,
  );
}
