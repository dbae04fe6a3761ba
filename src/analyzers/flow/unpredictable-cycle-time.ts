import { groupBy } from '../../facts/lazy.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { quantile } from '../shared/statistics.ts';
import { count, oneDecimal, workingDays } from '../shared/words.ts';

export const unpredictableCycleTime = defineAnalyzer({
  id: 'unpredictable-cycle-time',
  code: 'L3',
  group: 'flow',
  title: {
    detected: 'Similar items take wildly different times',
    clear: 'Items take similar times',
    unknown: 'Cannot tell how much cycle times vary',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'spread', threshold: 3, unit: 'ratio', direction: '>', source: 'design default' },
  thresholds: {
    smallSampleSpread: { default: 4, source: 'design default' },
    fullSample: { default: 30, source: 'design default' },
    hygieneShare: { default: 0.2, source: 'design default' },
    trimBelow: { default: 20, source: 'design default' },
  },
  minSample: { n: 12, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'types'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Identical-looking items take wildly different times.',
  why: 'When similar items take wildly different times, no date can be promised and planning becomes guessing.',
  logic:
    'The 85th percentile of the cycle times is divided by the median, for the kind of item with the most finished ones. A spread above 3 (30 or more items) or above 4 (12 to 29) makes a finding. With fewer than 20 items the longest one is left out.',
  guards: [
    'Each kind of item is measured for itself where it has twelve finished ones.',
    'Items that start and end in the same minute are left out.',
  ],
  coaching: {
    question: 'What do our slowest five have in common?',
    next: 'Agree on one rule for that kind of work: split it, or treat it as a class of its own.',
  },
  references: [
    'The Kanban Guide for Scrum Teams: cycle time and service level expectation',
    'Vacanti: Actionable Agile Metrics for Predictability',
  ],
  analyze({ window, statusHistory, types }, limits) {
    const finished =
      window.from === null || window.to === null ? [] : statusHistory.finishedBetween(window.from, window.to);
    const timed = finished.filter((item) => statusHistory.cycleDays(item) !== null);
    const instant = timed.filter(
      (item) => (statusHistory.finishOf(item) ?? 0) - (statusHistory.startOf(item) ?? 0) < MINUTE,
    );
    if (timed.length > 0 && instant.length / timed.length > limits.hygieneShare) {
      return notObservable(
        ['NO_STATUS_HISTORY'],
        `${instant.length} of ${timed.length} items start and end in the same minute: the times of their states are not usable.`,
      );
    }
    const usable = timed.filter((item) => !instant.includes(item));
    if (usable.length < 12)
      return insufficientSample(
        null,
        usable.length,
        `${count(usable.length, 'finished item')} with a cycle time, 12 are needed.`,
      );
    const groups = [...groupBy(usable, (item) => types.kindOf(item))]
      .filter(([, items]) => items.length >= 12)
      .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    const [kind, items] = groups[0] ?? (['item', usable] as const);
    const days = trimmed(
      items.map((item) => statusHistory.cycleDays(item) as number),
      limits.trimBelow,
    );
    const spread = quantile(days, 0.85) / quantile(days, 0.5);
    const limit = items.length >= limits.fullSample ? limits.spread : limits.smallSampleSpread;
    return judged(spread > limit, {
      value: spread,
      sample: items.length,
      threshold: limit,
      summary: `Half of ${items.length} ${PLURALS[kind] ?? 'items'} finished within ${workingDays(quantile(days, 0.5))}, 85 % within ${workingDays(quantile(days, 0.85))}: a spread of ${oneDecimal(spread)}; the limit is ${limit}.`,
      evidence: [...items]
        .sort(
          (a, b) =>
            (statusHistory.cycleDays(b) as number) - (statusHistory.cycleDays(a) as number) ||
            (a.key < b.key ? -1 : 1),
        )
        .slice(0, 5)
        .map((item) => ({
          kind: 'item' as const,
          text: `took ${workingDays(statusHistory.cycleDays(item) as number)}`,
          key: item.key,
          at: statusHistory.finishOf(item),
        })),
    });
  },
});

const MINUTE = 60_000;
const PLURALS: Readonly<Record<string, string>> = {
  story: 'stories',
  bug: 'bugs',
  spike: 'spikes',
  debt: 'debt items',
  task: 'tasks',
  support: 'support items',
  test: 'test items',
  item: 'items',
};

/** Without the longest one where the sample is small: a single outlier is no pattern. */
function trimmed(days: readonly number[], below: number): readonly number[] {
  return days.length < below ? [...days].sort((a, b) => a - b).slice(0, -1) : days;
}
