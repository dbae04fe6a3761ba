import type { Instant, Sprint } from '../history/team-history.ts';
import { DAY, type WorkingTime } from '../history/working-time.ts';
import type { ClosedSprint, Period, Window } from './facts.ts';
import { lazy } from './lazy.ts';

/** Sprints of W, and how far rules that need more may look back (rules §0.3). */
export const WINDOW_SPRINTS = 6;
export const LOOK_BACK_SPRINTS = 12;
export const WINDOW_WEEKS = 12;

/** Closed sprints with all their dates, oldest first; a missing planned end is the completion. */
export function closedSprints(sprints: readonly Sprint[]): ClosedSprint[] {
  const closed: ClosedSprint[] = [];
  for (const sprint of sprints) {
    if (sprint.state !== 'closed' || sprint.start === null) continue;
    const completed = sprint.completed ?? sprint.end;
    if (completed === null || completed <= sprint.start) continue;
    closed.push({ ...sprint, state: 'closed', start: sprint.start, end: sprint.end ?? completed, completed });
  }
  return closed.sort((a, b) => a.completed - b.completed || a.start - b.start || (a.id < b.id ? -1 : 1));
}

/**
 * W: the last 6 dated, non-empty sprints completed by `asOf`, else the last 12 complete ISO weeks as 6 periods.
 * @param isEmpty whether a sprint held no item between its start and its completion
 */
export function windowOf(
  sprints: readonly Sprint[],
  asOf: Instant,
  clock: WorkingTime,
  isEmpty: (sprint: ClosedSprint) => boolean,
): Window {
  const leftOut: { sprint: Sprint; why: 'undated' | 'empty' | 'no length' }[] = [];
  const usable: ClosedSprint[] = [];
  const dated = closedSprints(sprints);
  const datedIds = new Set(dated.map((sprint) => sprint.id));
  for (const sprint of sprints) {
    if (sprint.state !== 'closed' || datedIds.has(sprint.id)) continue;
    leftOut.push({
      sprint,
      why: sprint.start === null || (sprint.completed ?? sprint.end) === null ? 'undated' : 'no length',
    });
  }
  for (let index = dated.length - 1; index >= 0 && usable.length < LOOK_BACK_SPRINTS; index--) {
    const sprint = dated[index] as ClosedSprint;
    if (isEmpty(sprint)) leftOut.push({ sprint, why: 'empty' });
    else usable.unshift(sprint);
  }
  const inWindow = usable.slice(-WINDOW_SPRINTS);
  const periods = inWindow.length > 0 ? inWindow.map(sprintPeriod) : weekPeriods(asOf, clock);
  const from = periods.length === 0 ? null : Math.min(...periods.map((period) => period.from));
  const to = periods.length === 0 ? null : Math.max(...periods.map((period) => period.to));
  return { from, to, sprints: inWindow, lookBack: usable, periods, leftOut };
}

/** The earliest moment that any rule looks at by itself: the beginning of W or of the sprints before it. */
export function lookBackStart({ from, lookBack }: Window): Instant {
  return Math.min(from ?? Number.POSITIVE_INFINITY, lookBack[0]?.start ?? Number.POSITIVE_INFINITY);
}

/**
 * What is made from the items since a time, for readers that look at the last sprints of a history that may be ten years
 * long: made once since the look-back, and once from everything for whoever asks for an earlier time.
 * @param slack how much earlier than the look-back the recent part begins, in milliseconds
 */
export function sinceLookBack<T>(
  window: Window,
  make: (since: Instant) => T,
  slack = 0,
): (from: Instant) => T {
  const since = lookBackStart(window) - slack;
  const recent = lazy(() => make(since));
  const all = lazy(() => make(Number.NEGATIVE_INFINITY));
  return (from) => (from >= since ? recent() : all());
}

function sprintPeriod(sprint: ClosedSprint): Period {
  return { name: sprint.name, from: sprint.start, to: sprint.completed, sprint };
}

/** The last 12 complete ISO weeks as 6 periods of two, oldest first. */
function weekPeriods(asOf: Instant, clock: WorkingTime): Period[] {
  const daysSinceMonday = (clock.weekdayOf(asOf) + 6) % 7;
  const monday = (weeksBack: number): Instant =>
    clock.startOfDay(clock.startOfDay(asOf) - (daysSinceMonday + 7 * weeksBack) * DAY + DAY / 2);
  const periods: Period[] = [];
  for (let back = WINDOW_WEEKS; back > 0; back -= 2) {
    const [from, to] = [monday(back), monday(back - 2)];
    periods.push({ name: `two weeks from ${clock.dateOf(from)}`, from, to, sprint: null });
  }
  return periods;
}
