import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingSprintPlan = defineAnalyzer({
  id: 'missing-sprint-plan',
  code: 'E13',
  group: 'sprint-planning',
  title: {
    detected: 'Large items start without a plan of how',
    clear: 'Items are broken down into a plan',
    unknown: 'Cannot tell whether items are broken down',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'undecomposedShare',
    threshold: 0.5,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cycleShare: { default: 0.5, source: 'design default' },
    decomposedShare: { default: 0.2, source: 'design default' },
    smallDays: { default: 2, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_HIERARCHY',
    'NO_CHECKLISTS',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory', 'hierarchy', 'checklists'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The “how” topic is skipped; items are large and undecomposed on day one.',
  why: '',
  logic: 'share of C with cycle time > 50 % of the sprint and no decomposition by day 2 ≥ 50 %.',
  guards: ['Small items (≤2 d) exempt.'],
  coaching: {
    question: 'What’s the first thing two of us can finish tomorrow?',
    next: 'Decompose only the first 3 items.',
  },
  references: [
    'Guide Topic Three: work items of one day or less, often',
    'Telemaco AS06 *Complex Tasks* via estimate threshold (8 h)',
    'S10 “how that work will be achieved”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
