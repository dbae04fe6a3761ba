import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const reopenedWork = defineAnalyzer({
  id: 'reopened-work',
  code: 'D5',
  group: 'developers',
  title: {
    detected: 'Completed items come back',
    clear: 'Completed items stay completed',
    unknown: 'Cannot tell whether completed items come back',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'reopenShare',
    threshold: 0.1,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    high: { default: 0.2, source: 'design default' },
    misclickMinutes: { default: 30, source: 'design default' },
    bugLinkDays: { default: 14, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'links'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Completed items come back.',
  why: '',
  logic:
    'Done items of W that were reopened, or, where no item was ever reopened in the stored history, that a bug “caused by” them followed within 14 d ≥ 10 %; ≥ 20 % → high.',
  guards: ['Reopen ≤30 min (misclick) and bulk re-imports removed.'],
  coaching: {
    question: 'Which check would have caught the last three?',
    next: 'Add that check to DoD.',
  },
  references: ['Guide quality/DoD', 'EBM *Ability to Innovate* (defects).'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
