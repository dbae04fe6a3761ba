import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const singleItemParallelism = defineAnalyzer({
  id: 'single-item-parallelism',
  code: 'D10',
  group: 'developers',
  title: {
    detected: 'Everyone works alone on their own item',
    clear: 'People work together on items',
    unknown: 'Cannot tell whether people work together on items',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'soloShare',
    threshold: 0.85,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    teamSize: { default: 4, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_PR_LINK',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'OUTSIDE_SCOPE',
  ],
  needs: ['assigneeHistory', 'comments', 'pullRequests', 'roster'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Everyone works alone on their own item; no collaboration on the sprint goal.',
  why: '',
  logic:
    '≥ 85 % of Done items with exactly one contributor, while the median of concurrently active items ≥ team size.',
  guards: ['Co-author trailers, mob label', 'Support queues.'],
  coaching: {
    question: 'Which item would have finished sooner with two of us?',
    next: 'Swarm on the first goal item.',
  },
  references: [
    'Guide Sprint Goal creates “coherence and focus, encouraging the Scrum Team to work together rather than on separate initiatives”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
