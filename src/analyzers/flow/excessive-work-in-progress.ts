import type { Period, RosterFacts, StatusFacts, Vocabulary } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { DAY, type WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { amount, count, oneDecimal, percent } from '../shared/words.ts';

export const excessiveWorkInProgress = defineAnalyzer({
  id: 'excessive-work-in-progress',
  code: 'L1',
  group: 'flow',
  title: {
    detected: 'More is in progress than people can finish',
    clear: 'Work in progress matches the team',
    unknown: 'Cannot tell how much is in progress',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'overLimitDaysShare',
    threshold: 0.5,
    unit: 'share of working days',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    highRatio: { default: 1.5, source: 'design default' },
    periods: { default: 3, source: 'design default' },
    parkedDays: { default: 10, source: 'design default' },
  },
  minSample: { n: 30, of: 'working days' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_ROSTER', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'roster'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'More items in progress than people can finish.',
  why: 'Each item that is started and not finished slows all others down: by Little’s Law, more work in progress means longer waiting at the same pace.',
  logic:
    'On each working day the items in progress are counted at noon, without parked ones. The limit is the agreed one, else the number of active Developers. Above it on half of the working days, and on half of those of three or more periods, makes a finding; medium unless the median is above 1.5 times the limit.',
  guards: [
    'Items without any event for ten working days are parked: they show as ageing work instead.',
    'Blocked items do not count.',
  ],
  coaching: {
    question: 'What could we finish before starting anything?',
    next: 'Limit the items in progress to one fewer than there are people, for one sprint.',
  },
  references: [
    'The Kanban Guide for Scrum Teams: limit work in progress',
    'Wolpers: The Scrum Anti-Patterns Guide: no WIP limit',
    'Little: A Proof for the Queuing Formula L = λW, Operations Research 9, 1961',
  ],
  analyze({ window, statusHistory, roster, clock, agreements, words, asOf }, limits) {
    if (agreements.wipLimit === null && roster.unseen.length > 0) {
      return notObservable(
        ['NO_ROSTER'],
        'It is unknown how many people work on the items, and no limit is agreed.',
      );
    }
    const periods = window.periods.map((period) => ({
      period,
      limit: agreements.wipLimit ?? Math.max(1, activeDevelopers(period, roster, words)),
    }));
    const days = periods.flatMap(({ period, limit }) =>
      clock
        .workingDaysBetween(period.from, Math.min(period.to, asOf))
        .map((start) => start + DAY / 2)
        .filter((noon) => noon >= period.from && noon < period.to)
        .map((noon) => ({ period, limit, wip: inFlight(noon, statusHistory, clock, limits.parkedDays) })),
    );
    const over = days.filter((day) => day.wip > day.limit);
    const share = days.length === 0 ? 0 : over.length / days.length;
    if (days.length < 30)
      return insufficientSample(
        share,
        days.length,
        `${count(days.length, 'working day')} could be judged, 30 are needed.`,
      );
    const busy = periods.filter(
      ({ period }) => shareOver(days.filter((day) => day.period === period)) >= limits.overLimitDaysShare,
    );
    const ratio = median(days.map((day) => day.wip / day.limit));
    return judged(share >= limits.overLimitDaysShare && busy.length >= limits.periods, {
      value: share,
      sample: days.length,
      severity: ratio > limits.highRatio ? 'high' : 'medium',
      summary: `${share === 0 ? `On none of ${days.length} working days were more items` : `On ${percent(share)} of ${days.length} working days more items were`} in progress than ${agreements.wipLimit === null ? 'active Developers' : `the agreed ${agreements.wipLimit}`}; the median was ${amount(median(days.map((day) => day.wip)), 'item')} against ${oneDecimal(median(days.map((day) => day.limit)))}.`,
      evidence: [...busy].reverse().map(({ period, limit }) => ({
        kind: 'sprint' as const,
        text: `a median of ${oneDecimal(median(days.filter((day) => day.period === period).map((day) => day.wip)))} items in progress, limit ${limit}`,
        key: period.name,
        at: period.from,
      })),
    });
  },
});

function activeDevelopers(period: Period, roster: RosterFacts, words: Vocabulary): number {
  return roster.activeMembers(period).filter((person) => words.roleOf(person) === 'developer').length;
}

function shareOver(days: readonly { readonly wip: number; readonly limit: number }[]): number {
  return days.length === 0 ? 0 : days.filter((day) => day.wip > day.limit).length / days.length;
}

/** Items in progress at that time that are neither flagged nor parked. */
function inFlight(at: Instant, status: StatusFacts, clock: WorkingTime, parkedDays: number): number {
  return status
    .inProgressAt(at)
    .filter((item) => !isFlaggedAt(item, at) && clock.days(lastEventBefore(item, at), at) < parkedDays)
    .length;
}

function isFlaggedAt(item: Item, at: Instant): boolean {
  const last = item.changes.filter((change) => change.field === 'flagged' && change.at <= at).at(-1);
  return last === undefined
    ? item.flagged && !item.changes.some((change) => change.field === 'flagged')
    : last.to !== null;
}

function lastEventBefore(item: Item, at: Instant): Instant {
  let last = item.created;
  for (const change of item.changes) if (change.at <= at && change.at > last) last = change.at;
  for (const comment of item.comments) if (comment.at <= at && comment.at > last) last = comment.at;
  return last;
}
