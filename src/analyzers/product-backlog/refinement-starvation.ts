import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const refinementStarvation = defineAnalyzer({
  id: 'refinement-starvation',
  code: 'J6',
  group: 'product-backlog',
  title: {
    detected: 'Items are refined only in planning or during the sprint',
    clear: 'Items are refined before planning',
    unknown: 'Cannot tell when items are refined',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'lateRefinedShare',
    threshold: 0.7,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hours: { default: 24, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_ESTIMATES',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_DESCRIPTION_HISTORY',
  ],
  needs: ['descriptionHistory', 'estimateHistory', 'comments', 'events', 'sprints', 'sprintHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items are refined only in planning or during the sprint.',
  why: '',
  logic:
    '≥ 70 % of C items’ last pre-start refinement ≤ 24 h before sprint start, and no refinement event found in W.',
  guards: ['Very small items/bugs excluded.'],
  coaching: {
    question: 'Which planning question could we have answered last week?',
    next: '2×30-min refinement per sprint.',
  },
  references: ['Guide refinement is ongoing', 'Verwijs & Russo', '2017 guide ≤10 % capacity.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
