import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

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
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'More items in progress than people can finish.',
  why: '',
  logic:
    'WIP > active Developers (or > configured `wipLimit`) on ≥ 50 % of the working days of W, and on ≥ 50 % of those of ≥ 3 periods; median WIP > 1.5 × the limit → high, otherwise medium.',
  guards: [
    'Pairing teams should be < n/1.5 – lower limit optional',
    'Parked items (no event ≥10 d) shown as ageing instead.',
  ],
  coaching: {
    question: 'What could we finish before starting anything?',
    next: 'Limit = people − 1 for one sprint.',
  },
  references: [
    'Kanban Guide for Scrum Teams: limit WIP',
    'Little’s Law CT = WIP/TH',
    '“first action … lowering WIP”',
    'Wolpers “No WIP limit”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
