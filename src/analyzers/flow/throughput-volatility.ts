import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

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
  why: '',
  logic:
    'robust CV = 1.4826·MAD/median > 0.4, median ≥ 5; points-based velocity only as secondary. Points per item rising ≥ 30 % over 6 periods while the item count is flat is a note in the summary (“Estimation Inflation”).',
  guards: ['Holidays, team changes (normalise).'],
  coaching: {
    question: 'What differed in the best and worst sprint?',
    next: 'Forecast with range, not average.',
  },
  references: [
    'Throughput definition (exact count)',
    'EBM/Verwijs responsiveness',
    'Guide past performance.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
