import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal } from '../shared/words.ts';

export const oversizedProductBacklog = defineAnalyzer({
  id: 'oversized-product-backlog',
  code: 'J1',
  group: 'product-backlog',
  title: {
    detected: 'The backlog holds far more than can be done soon',
    clear: 'The backlog has a size that can be worked through',
    unknown: "Cannot tell how the backlog's size compares with throughput",
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'backlogSprints',
    threshold: 8,
    unit: 'sprints',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    medium: { default: 13, source: 'design default' },
    growthSprints: { default: 5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 60, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['items', 'statusHistory', 'sprints'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'weeks',
  what: 'There are far more open items than can ever be done soon.',
  why: 'Every item that will never be done still has to be read, ordered and explained, and hides the ones that matter.',
  logic:
    'The number of open items is divided by the number of items the team usually finishes in a sprint (the median). More than 8 sprints of work make a finding of low severity, more than 13 of medium severity. Growth in most sprints is named as evidence.',
  guards: [
    'Ideas, triage and icebox states are not counted.',
    'In a public project only accepted items count: what waits in triage is left out.',
  ],
  coaching: {
    question: 'Which half could vanish without anyone asking?',
    next: 'Archive everything that nobody has touched for six months.',
    whenFine: 'How do you decide what leaves the backlog?',
  },
  references: ['Wolpers: The Scrum Anti-Patterns Guide, 2023: storage for ideas'],
  analyze({ items, statusHistory, window, words }, limits) {
    if (statusHistory.unseenFinishes.length > 0)
      return notObservable(['NO_STATUS_HISTORY'], 'It is not recorded when items were finished.');
    const open = items.open.filter((item) => !words.isIdea(item));
    const { throughput } = statusHistory;
    const usual = Math.max(1, throughput.length === 0 ? 0 : median(throughput));
    const sprints = open.length / usual;
    if (open.length < MIN_ITEMS || throughput.length < limits.minSprints) {
      return insufficientSample(
        throughput.length === 0 ? null : sprints,
        open.length,
        `${count(open.length, 'open item')} and ${count(throughput.length, 'period')} of finished work are known; ${MIN_ITEMS} and ${limits.minSprints} are needed.`,
      );
    }
    const growing = window.periods.filter(
      ({ from, to }) =>
        createdIn(items.pbisSince(from), from, to) > statusHistory.finishedBetween(from, to).length,
    );
    const grows =
      growing.length >= limits.growthSprints
        ? ` It grew in ${growing.length} of ${count(window.periods.length, 'period')}.`
        : '';
    return judged(sprints > limits.backlogSprints, {
      value: sprints,
      sample: open.length,
      severity: sprints > limits.medium ? 'medium' : 'low',
      summary: `${open.length} open items are ${oneDecimal(sprints)} sprints of work at ${oneDecimal(usual)} finished items a sprint; the limit is ${limits.backlogSprints}.${grows}`,
      evidence: [
        {
          kind: 'metric',
          text: `${open.length} open items, ${oneDecimal(usual)} finished in a usual sprint`,
          key: null,
          at: null,
        },
        ...growing.map(({ name, from, to }) => ({
          kind: 'sprint' as const,
          text: `${createdIn(items.pbisSince(from), from, to)} items were added and ${statusHistory.finishedBetween(from, to).length} finished`,
          key: name,
          at: to,
        })),
      ],
    });
  },
});

const MIN_ITEMS = 60;

function createdIn(items: readonly Item[], from: number, to: number): number {
  return items.filter((item) => item.created >= from && item.created < to).length;
}
