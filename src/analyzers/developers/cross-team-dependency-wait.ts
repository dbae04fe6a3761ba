import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const crossTeamDependencyWait = defineAnalyzer({
  id: 'cross-team-dependency-wait',
  code: 'D9',
  group: 'developers',
  title: {
    detected: 'Items routinely need another team',
    clear: 'The team can finish most items on its own',
    unknown: 'Cannot tell how far items depend on other teams',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'dependentShare',
    threshold: 0.25,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cycleTimeRatio: { default: 1.5, source: 'design default' },
  },
  minSample: { n: 8, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_STATUS_HISTORY',
    'OUTSIDE_SCOPE',
  ],
  needs: ['links', 'sprints', 'sprintHistory', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items routinely need another team before they can be Done.',
  why: '',
  logic: '≥ 25 % of C touch an outside dependency and they take ≥ 1.5 × the median cycle time.',
  guards: ['Informational links (“relates to”) excluded', 'Vendor approvals labelled.'],
  coaching: {
    question: 'Which missing skill or permission costs us most days?',
    next: 'Acquire it or negotiate self-service.',
  },
  references: [
    'Guide cross-functional “all the skills necessary”',
    'ScrumBut *Semi-functional Teams*',
    'Theil “group quarantine”/handoffs.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
