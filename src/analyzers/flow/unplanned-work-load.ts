import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const unplannedWorkLoad = defineAnalyzer({
  id: 'unplanned-work-load',
  code: 'L8',
  group: 'flow',
  title: {
    detected: 'Interrupts take a large, unplanned part of the sprint',
    clear: 'Interrupts take a small or planned part of the sprint',
    unknown: 'Cannot tell how much interrupts take',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unplannedShare',
    threshold: 0.25,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    minItems: { default: 10, source: 'design default' },
    variation: { default: 0.1, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_TYPES',
  ],
  needs: ['sprints', 'sprintHistory', 'types', 'statusHistory'],
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
  what: 'Interrupts consume a large, unbudgeted part of the sprint.',
  why: '',
  logic:
    '≥ 25 % of D in ≥ 3 of the last 5 sprints with D ≥ 10, and the share varies by more than ±10 points around its median.',
  guards: ['Budgeted expedite lane with a stable share → clear, with a note.'],
  coaching: {
    question: 'Which interrupt class could we remove at the source?',
    next: 'Reserve P50 of the load; root-cause top class.',
  },
  references: [
    'Telemaco *Unplanned Work*',
    'ScrumBut *Customer caused disruption*',
    'Fragile/“constant work interruptions”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
