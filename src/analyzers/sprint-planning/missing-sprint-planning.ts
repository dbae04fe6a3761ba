import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingSprintPlanning = defineAnalyzer({
  id: 'missing-sprint-planning',
  code: 'E6',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints start without a recognisable planning',
    clear: 'Sprints start with a planning',
    unknown: 'Cannot tell whether sprints are planned',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutPlanning',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    burstEvents: { default: 5, source: 'design default' },
    burstHours: { default: 48, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'AUTOMATED',
  ],
  needs: ['events', 'wiki', 'sprints', 'sprintHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'full',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Sprints start without a recognisable planning event.',
  why: '',
  logic: 'none of the three in ≥ 50 % of sprints.',
  guards: ['Continuous planning teams → declare', 'Irregular title → configurable regex per language.'],
  coaching: {
    question: 'When did we agree on why this sprint matters?',
    next: '60-min planning with the three topics.',
  },
  references: [
    'S10',
    'Guide',
    'Telemaco AS05: three strategies – planning task, planning artefact, *all items estimated before start*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
