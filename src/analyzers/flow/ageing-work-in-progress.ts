import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const ageingWorkInProgress = defineAnalyzer({
  id: 'ageing-work-in-progress',
  code: 'L2',
  group: 'flow',
  title: {
    detected: 'Open items are older than items usually take',
    clear: 'Open items keep moving',
    unknown: 'Cannot tell how old open items are',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'agedShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    agePercentile: { default: 0.85, source: 'design default' },
    highPercentile: { default: 0.95, source: 'design default' },
    agedItems: { default: 2, source: 'design default' },
  },
  minSample: { n: 12, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'now',
  what: 'Open items are older than items usually take.',
  why: '',
  logic:
    '≥ 30 % of the in-progress items, and ≥ 2, older than P85 of the cycle times of W → high; else any older than P95 → medium. A single item over P85 is listed in the summary only.',
  guards: ['Restart after return to backlog resets clock once.'],
  coaching: {
    question: 'What is the next smallest step to finish the oldest?',
    next: 'Walk the board right-to-left by age.',
  },
  references: [
    'Work item age, SLE “e.g. 85 % in eight days or less”',
    '“aren’t left to age unnecessarily”',
    'Vacanti.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
