import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const reviewBottleneck = defineAnalyzer({
  id: 'review-bottleneck',
  code: 'L7',
  group: 'flow',
  title: {
    detected: 'Code review delays completion',
    clear: 'Code review keeps pace',
    unknown: 'Cannot tell how long code review takes',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'firstReviewDaysP50',
    threshold: 1,
    unit: 'days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    firstReviewDaysP85: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'pull requests' },
  shareTest: false,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED'],
  needs: ['pullRequests'],
  requires: [],
  observable: { jira: 'partial', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Code review delays completion.',
  why: '',
  logic: 'P50 to first review > 1 d or P85 > 3 d.',
  guards: ['Drafts, bots, external contributors excluded.'],
  coaching: {
    question: 'When do we review – between or before own work?',
    next: 'Review first thing + after lunch.',
  },
  references: ['flow guide', 'counter-signal to ScrumLint speedy PRs.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
