import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const deferredTesting = defineAnalyzer({
  id: 'deferred-testing',
  code: 'D6',
  group: 'developers',
  title: {
    detected: 'Testing lags behind and moves into the next sprint',
    clear: 'Testing happens in the sprint of the work',
    unknown: 'Cannot tell when testing happens',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'inTestAtCloseShare',
    threshold: 0.3,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    laterTestShare: { default: 0.2, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_TEST_STATE',
    'NO_STATUS_HISTORY',
  ],
  needs: ['boardStates', 'types', 'links', 'statusHistory', 'sprints', 'sprintHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Testing of sprint N’s work happens in sprint N+1 (mini-waterfall).',
  why: '',
  logic: '≥ 30 % of C is in a test state at close, or ≥ 20 % have a linked test item in a later sprint.',
  guards: [
    'Post-release monitoring/UAT by customers labelled',
    'Test automation backlog for legacy code ≠ deferred testing.',
  ],
  coaching: {
    question: 'What makes testing wait – size, environment or people?',
    next: 'Limit in-development to two items per tester/tool.',
  },
  references: [
    'ScrumBut *Testing in Next Sprint*',
    '“testing backloaded to the very end”',
    'Fragile “MiniWaterfall”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
