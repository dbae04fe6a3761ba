import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingRetrospective = defineAnalyzer({
  id: 'missing-retrospective',
  code: 'I1',
  group: 'retrospective',
  title: {
    detected: 'Retrospectives are missing or the first thing dropped',
    clear: 'Retrospectives are held',
    unknown: 'Cannot tell whether retrospectives are held',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutRetrospective',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    inARow: { default: 2, source: 'design default' },
    dispensable: { default: 2, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['events', 'wiki', 'improvementItems', 'sprints'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'full',
    wiki: 'full',
    csv: 'no',
  },
  window: 'sprints',
  what: 'No retrospective, or it is the first thing dropped under pressure.',
  why: '',
  logic:
    'none in ≥ 50 % of sprints, or ≥ 2 consecutive sprints without; `dispensable-retrospective` (cancelled or moved ≥ 2× and those sprints have lower completion than the others) is named as evidence.',
  guards: ['Retro in external tool (Parabol, Retrium, Miro) → calendar event suffices.'],
  coaching: {
    question: 'What problem are we now used to?',
    next: '30 min, one question, one action.',
  },
  references: [
    'S9',
    'Guide',
    'Telemaco AS07: retro task or minutes artefact, tolerated consecutive misses',
    'Wolpers “#NoRetro”, “Dispensable buffer: cancels if more time is needed to accomplish the Sprint Goal”',
    'ScrumBut *No Sprint Retrospective*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
