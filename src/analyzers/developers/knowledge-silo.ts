import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const knowledgeSilo = defineAnalyzer({
  id: 'knowledge-silo',
  code: 'D2',
  group: 'developers',
  title: {
    detected: 'An area of the product depends on one Developer',
    clear: 'Every area of the product has several contributors',
    unknown: 'Cannot tell how knowledge is spread',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'siloAreas', threshold: 1, unit: 'areas', direction: '>=', source: 'design default' },
  thresholds: {
    topShare: { default: 0.8, source: 'design default' },
    secondShare: { default: 0.1, source: 'design default' },
    mediumAreas: { default: 2, source: 'design default' },
    newAreaDays: { default: 60, source: 'design default' },
    teamSize: { default: 4, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ASSIGNEES', 'NO_AREAS', 'OUTSIDE_SCOPE'],
  needs: ['items', 'areas', 'assigneeHistory', 'pullRequests'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'An area of the product depends on one Developer.',
  why: '',
  logic:
    '≥ 1 area whose top contributor has ≥ 80 % and whose second < 10 % of its Done items in W; 1 area → low, ≥ 2 → medium.',
  guards: [
    'Pairing hides in assignee – count co-authored commits/reviewers as contributors',
    'New areas (<60 d) ignored.',
  ],
  coaching: {
    question: 'If this area broke while its expert was away, what would we do?',
    next: 'Pair on the next item in that area.',
  },
  references: [
    'Telemaco *Dependence on Internal Specialists*',
    'ScrumLint *Personal Code Ownership*: files with >8 edits and <3 authors in a sprint',
    'Guide cross-functionality.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
