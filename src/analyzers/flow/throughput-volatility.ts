import type { EstimateFacts, Period, StatusFacts } from '../../facts/facts.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { activePeople, atPresentSize } from '../shared/capacity.ts';
import { median, robustCv } from '../shared/statistics.ts';
import { count } from '../shared/words.ts';

export const throughputVolatility = defineAnalyzer({
  id: 'throughput-volatility',
  code: 'L4',
  group: 'flow',
  title: {
    detected: 'The number of finished items swings strongly',
    clear: 'The number of finished items is steady',
    unknown: 'Cannot tell how steady throughput is',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'robustCv', threshold: 0.4, unit: 'ratio', direction: '>', source: 'design default' },
  thresholds: {
    medianItems: { default: 5, source: 'design default' },
    inflation: { default: 0.3, source: 'design default' },
  },
  minSample: { n: 6, of: 'periods' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'estimates'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'weeks',
  what: 'The number of items finished per sprint swings so much that planning is guessing.',
  why: 'When the number of finished items swings, an average misleads: a plan needs a range.',
  logic:
    'The number of items finished in each of six periods is compared with their median, by the median absolute deviation. A spread above 0.4 with a median of five or more items makes a finding.',
  guards: ['Holidays and changes of team size are evened out before comparing.'],
  coaching: {
    question: 'What differed in the best and the worst sprint?',
    next: 'Forecast with a range instead of an average.',
  },
  references: [
    'The Kanban Guide for Scrum Teams: throughput',
    'The Scrum Guide 2020: past performance informs forecasts',
  ],
  analyze({ window, statusHistory, estimates, clock }, limits) {
    if (statusHistory.unseenFinishes.length > 0)
      return notObservable(
        statusHistory.unseenFinishes.map(() => 'NO_STATUS_HISTORY' as const),
        'Completion dates are not recorded.',
      );
    const periods = window.periods.map((period, index) => ({
      period,
      done: statusHistory.throughput[index] ?? 0,
    }));
    if (periods.length < 6)
      return insufficientSample(
        null,
        periods.length,
        `${count(periods.length, 'period')} could be judged, 6 are needed.`,
      );
    if (periods.every(({ done }) => done === 0))
      return insufficientSample(null, 0, 'No item was finished in these periods.');
    const even = evened(periods, statusHistory, clock);
    const middle = median(even);
    const spread = robustCv(even);
    const value = Number.isFinite(spread) ? spread : 0;
    const note = inflationNote(periods, { statusHistory, estimates }, limits.inflation);
    const few =
      middle < limits.medianItems
        ? ` With a median below ${limits.medianItems} items the swing says little.`
        : '';
    const [least, most] = [
      Math.min(...periods.map(({ done }) => done)),
      Math.max(...periods.map(({ done }) => done)),
    ];
    return judged(value > limits.robustCv && middle >= limits.medianItems, {
      value,
      sample: periods.length,
      summary: `${least === most ? `${count(most, 'item')} ${most === 1 ? 'was' : 'were'}` : `Between ${least} and ${most} items were`} finished in each of ${periods.length} periods, a spread of ${Math.round(value * 100) / 100} around the median; the limit is ${limits.robustCv}.${few}${note}`,
      evidence: [...periods].reverse().map(({ period, done }) => ({
        kind: 'sprint' as const,
        text: `${count(done, 'item')} finished`,
        key: period.name,
        at: period.to,
      })),
    });
  },
});

interface Done {
  readonly period: Period;
  readonly done: number;
}

/** Throughput as if each period had the usual working days and the usual number of people. */
function evened(periods: readonly Done[], status: StatusFacts, clock: WorkingTime): readonly number[] {
  const days = periods.map(({ period }) => clock.days(period.from, period.to));
  const people = periods.map(({ period }) =>
    activePeople(status, status.touchedBetween(period.from, period.to), period.from, period.to),
  );
  const [usualDays, usualPeople] = [median(days), median(people)];
  return periods.map(({ done }, index) => {
    const own = days[index] ?? 0;
    const perDays = own <= 0 || usualDays <= 0 ? done : (done * usualDays) / own;
    return atPresentSize(perDays, people[index] ?? 0, usualPeople);
  });
}

/** Points for each item rising while the number of items stays flat: estimates may be inflating. */
function inflationNote(
  periods: readonly Done[],
  seen: { statusHistory: StatusFacts; estimates: EstimateFacts },
  limit: number,
): string {
  if (seen.estimates.unseen.length > 0) return '';
  const perItem = periods.map(({ period }) => {
    const points = seen.statusHistory
      .finishedBetween(period.from, period.to)
      .map((item) => item.estimate)
      .filter((value) => value !== null);
    return points.length === 0 ? null : points.reduce((sum, value) => sum + value, 0) / points.length;
  });
  const [first, last] = [perItem[0], perItem[perItem.length - 1]];
  if (first === null || last === null || first === undefined || last === undefined || first === 0) return '';
  const [before, after] = [periods[0]?.done ?? 0, periods[periods.length - 1]?.done ?? 0];
  const flat = before > 0 && Math.abs(after - before) / before <= 0.1;
  return flat && last / first >= 1 + limit
    ? ` The points for each item rose by ${Math.round((last / first - 1) * 100)} % while the number of items stayed the same.`
    : '';
}
