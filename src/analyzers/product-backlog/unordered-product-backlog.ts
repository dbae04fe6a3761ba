import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const unorderedProductBacklog = defineAnalyzer({
  id: 'unordered-product-backlog',
  code: 'J3',
  group: 'product-backlog',
  title: {
    detected: 'The backlog carries no meaningful order',
    clear: 'The backlog is ordered',
    unknown: 'Cannot tell whether the backlog is ordered',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'signs', threshold: 2, unit: 'signs', direction: '>=', source: 'design default' },
  thresholds: {
    oneValueShare: { default: 0.8, source: 'design default' },
    topValueShare: { default: 0.4, source: 'design default' },
    sessionsPerPeriod: { default: 1, source: 'design default' },
    tau: { default: 0.9, source: 'design default' },
    outsideTop: { default: 20, source: 'design default' },
    outsideShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['NO_RANK_HISTORY', 'PERMISSION_DENIED', 'NO_ORDER'],
  needs: ['items', 'order', 'priorityHistory', 'rankHistory', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'weeks',
  what: 'The backlog carries no meaningful order (all “high”, rank = creation order).',
  why: '',
  logic:
    '≥ 2 of: (a) one priority value holds ≥ 80 %, or top value ≥ 40 %; (b) < 1 ordering session per period in the median; (c) |τ(order, created)| ≥ 0.9 for open PBIs; (d) items started come from outside the top 20 in ≥ 50 % (order at start from snapshots, else by priority).',
  guards: [
    'Priority field unused by design when rank is used → (a) ignored if rank sessions ≥ 1 per period.',
  ],
  coaching: {
    question: 'What is number one, and what lost to it?',
    next: 'Force-rank top 15 in 20 min.',
  },
  references: [
    'Guide “ordered list”',
    'ScrumBut *Unordered Product Backlog*',
    'DEEP *Prioritized*',
    'LMS “Backlog not prioritized”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
