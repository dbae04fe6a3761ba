import type { ClosedSprint, PullRequestFacts, SprintScope, StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { HOUR, type WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { gateByRecurrence } from '../shared/recurrence.ts';
import { median } from '../shared/statistics.ts';
import { count, listing, percent, workingDays } from '../shared/words.ts';

export const staleSprintBoard = defineAnalyzer({
  id: 'stale-sprint-board',
  code: 'F2',
  group: 'daily-scrum',
  title: {
    detected: 'The board does not follow the daily work',
    clear: 'The board follows the daily work',
    unknown: 'Cannot tell whether the board follows the work',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: true,
  primary: {
    name: 'staleSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    activeDaysShare: { default: 0.5, source: 'design default' },
    burstShare: { default: 0.5, source: 'design default' },
    burstHours: { default: 2, source: 'design default' },
    burstDays: { default: 2, source: 'design default' },
    mergeLagDays: { default: 2, source: 'design default' },
    minMerged: { default: 12, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    teamSize: { default: 3, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_STATUS_HISTORY',
    'AUTOMATED',
    'OUTSIDE_SCOPE',
  ],
  needs: ['statusHistory', 'sprints', 'sprintHistory', 'pullRequests'],
  requires: ['statusHistory', 'sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The board does not mirror daily progress; updates come in batches.',
  why: 'A board that is updated in batches cannot show today where help is needed, so the Daily Scrum has nothing to plan from.',
  logic:
    'Sprints with eight or more items are judged. A sprint counts when items moved on fewer than half of its working days, when half of all moves fall into a two-hour span on one or two days, or when merged pull requests wait a median of more than two days before their item is Done (twelve or more pull requests). Half of the judged sprints (four or more judged), or two of the last three, make a finding.',
  guards: [
    'Sprints and teams that are too small are left out.',
    'Where items usually take more than half a sprint, few moves are expected, so active days are not counted.',
  ],
  coaching: {
    question: 'Could someone new see today what we will do next?',
    next: 'Move the cards in the Daily Scrum, for one sprint.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Backlog is a highly visible, real-time picture',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Invisible Progress',
  ],
  analyze({ window, sprintHistory, statusHistory, pullRequests, clock, words }, limits) {
    const sprints = window.sprints.map((sprint) =>
      boardOf(sprint, sprintHistory.scope(sprint), { statusHistory, clock }),
    );
    const moves = sprints.reduce((sum, board) => sum + board.moves + board.automated, 0);
    const automated = sprints.reduce((sum, board) => sum + board.automated, 0);
    if (moves > 0 && automated / moves >= AUTOMATED_SHARE) {
      return notObservable(['AUTOMATED'], `Automation made ${percent(automated / moves)} of ${moves} moves.`);
    }
    if (words.teamSize !== null && words.teamSize < limits.teamSize) {
      return notObservable(
        ['OUTSIDE_SCOPE'],
        `The team has ${count(words.teamSize, 'member')}, ${limits.teamSize} are needed.`,
      );
    }
    const large = sprints.filter((board) => board.items >= limits.minItems);
    const reasons = new Map(
      large.map((board) => [
        board,
        staleness(board, mergeLags(board, pullRequests, statusHistory, clock), limits),
      ]),
    );
    const hits = large.filter((board) => reasons.get(board) !== null);
    const share = large.length === 0 ? 0 : hits.length / large.length;
    if (large.length < 3)
      return insufficientSample(
        share,
        large.length,
        `${count(large.length, 'sprint')} had ${limits.minItems} or more items, 3 are needed.`,
      );
    const gate = gateByRecurrence(large, (board) => reasons.get(board) !== null, {
      share: limits.staleSprints,
      recentHits: limits.recentHits,
      recentSprints: limits.recentSprints,
      fullSeveritySprints: limits.fullSeveritySprints,
    });
    const named =
      gate.state === 'clear' && hits.length > 0 ? `: ${listing(hits.map((board) => board.sprint.name))}` : '';
    return judged(gate.state === 'detected', {
      value: share,
      sample: large.length,
      ...(gate.atMostMedium ? { atMost: 'medium' as const } : {}),
      summary:
        hits.length === 0
          ? `No sprint of ${large.length} had its board updated in batches.`
          : `In ${hits.length} of ${large.length} sprints the board was updated in batches${named}.`,
      evidence: [...hits].reverse().map((board) => ({
        kind: 'sprint' as const,
        text: reasons.get(board) ?? '',
        key: board.sprint.name,
        at: board.sprint.start,
      })),
    });
  },
});

/** From this share of automated moves on, the board says nothing about people (card F2). */
const AUTOMATED_SHARE = 0.8;

interface Board {
  readonly sprint: ClosedSprint;
  readonly scope: SprintScope;
  readonly items: number;
  readonly moves: number;
  readonly automated: number;
  readonly workingDays: number;
  readonly activeDays: number;
  /** Moves inside the busiest spans of single days, most first. */
  readonly bursts: (hours: number) => readonly number[];
  /** Median cycle time of the finished items over the length of the sprint; 0 where unknown. */
  readonly cycleShare: number;
}

function boardOf(
  sprint: ClosedSprint,
  scope: SprintScope,
  { statusHistory, clock }: { statusHistory: StatusFacts; clock: WorkingTime },
): Board {
  const all = scope.items
    .flatMap((item) => statusHistory.transitions(item))
    .filter((move) => move.at >= sprint.start && move.at <= sprint.completed);
  const human = all.filter((move) => !move.automated).map((move) => move.at);
  const days = clock.workingDaysBetween(sprint.start, sprint.completed);
  const active = new Set(human.filter((at) => clock.isWorkingDay(at)).map((at) => clock.startOfDay(at)));
  const cycles = scope.done.map((item) => statusHistory.cycleDays(item)).filter((value) => value !== null);
  const length = clock.days(sprint.start, sprint.completed);
  return {
    sprint,
    scope,
    items: scope.items.length,
    moves: human.length,
    automated: all.length - human.length,
    workingDays: days.length,
    activeDays: active.size,
    bursts: (hours) => burstsByDay(human, hours, clock),
    cycleShare: cycles.length === 0 || length === 0 ? 0 : median(cycles) / length,
  };
}

/** For each day the most moves inside any span of that many hours, most first. */
function burstsByDay(moves: readonly Instant[], hours: number, clock: WorkingTime): readonly number[] {
  const byDay = new Map<Instant, Instant[]>();
  for (const at of [...moves].sort((a, b) => a - b)) {
    const day = clock.startOfDay(at);
    byDay.set(day, [...(byDay.get(day) ?? []), at]);
  }
  return [...byDay.values()].map((times) => busiest(times, hours * HOUR)).sort((a, b) => b - a);
}

function busiest(times: readonly Instant[], span: number): number {
  let first = 0;
  let most = 0;
  for (let last = 0; last < times.length; last++) {
    while ((times[last] as Instant) - (times[first] as Instant) > span) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Working days from merge to Done of the sprint's items. */
function mergeLags(
  board: Board,
  pullRequests: PullRequestFacts,
  status: StatusFacts,
  clock: WorkingTime,
): readonly number[] {
  if (pullRequests.unseen.length > 0) return [];
  const items = new Map<string, Item>(board.scope.items.map((item) => [item.key, item]));
  const lags: number[] = [];
  for (const request of pullRequests.mergedBetween(board.sprint.start, board.sprint.completed)) {
    for (const key of request.items) {
      const finish = items.has(key) ? status.finishOf(items.get(key) as Item) : null;
      if (finish !== null && request.merged !== null) lags.push(clock.days(request.merged, finish));
    }
  }
  return lags;
}

type Limits = Record<
  'activeDaysShare' | 'burstShare' | 'burstHours' | 'burstDays' | 'mergeLagDays' | 'minMerged',
  number
>;

/** Why the board of the sprint was stale, in words; null when it was not. */
function staleness(board: Board, lags: readonly number[], limits: Limits): string | null {
  const few = board.workingDays > 0 && board.activeDays / board.workingDays < limits.activeDaysShare;
  if (few && board.cycleShare <= 0.5)
    return `items moved on ${board.activeDays} of ${board.workingDays} working days`;
  const inBursts = board
    .bursts(limits.burstHours)
    .slice(0, limits.burstDays)
    .reduce((sum, moves) => sum + moves, 0);
  if (board.moves > 0 && inBursts / board.moves >= limits.burstShare) {
    return `${percent(inBursts / board.moves)} of ${board.moves} moves fell into ${limits.burstHours} hours on ${limits.burstDays} days`;
  }
  if (lags.length >= limits.minMerged && median(lags) > limits.mergeLagDays)
    return `items waited a median of ${workingDays(median(lags))} from merge to Done`;
  return null;
}
