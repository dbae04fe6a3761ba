import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const incoherentSprintScope = defineAnalyzer({
  id: 'incoherent-sprint-scope',
  code: 'E3',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints spread over many unrelated themes',
    clear: 'Sprints concentrate on few themes',
    unknown: 'Cannot tell how coherent the sprints are',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: true,
  primary: {
    name: 'scatteredSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    entropy: { default: 0.8, source: 'design default' },
    parents: { default: 5, source: 'design default' },
    largestShare: { default: 0.3, source: 'design default' },
    parentedShare: { default: 0.6, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
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
    'NO_HIERARCHY',
  ],
  needs: ['sprints', 'sprintHistory', 'hierarchy'],
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
  what: 'The sprint backlog spreads over many unrelated themes.',
  why: '',
  logic:
    'per sprint with ≥ 8 items: normalised entropy of parents ≥ 0.8 with ≥ 5 parents and largest parent < 30 % of C; recurrence gated.',
  guards: ['Maintenance and support teams switch the rule off', 'Enabling item types (bugs) excluded.'],
  coaching: {
    question: 'What would a user notice as one change?',
    next: 'Pick ≥50 % from one objective.',
  },
  references: ['Guide coherence', 'Scrum.org.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
