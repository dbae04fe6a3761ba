import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const retrospectiveWithoutActions = defineAnalyzer({
  id: 'retrospective-without-actions',
  code: 'I2',
  group: 'retrospective',
  title: {
    detected: 'Retrospectives leave no visible improvement',
    clear: 'Retrospectives lead to improvements',
    unknown: 'Cannot tell whether retrospectives lead to improvements',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'retrospectivesWithoutActions',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    days: { default: 3, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
    'KEPT_ELSEWHERE',
  ],
  needs: ['events', 'wiki', 'improvementItems'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'full',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Retrospectives happen but leave no committed improvement.',
  why: '',
  logic: '0 actions in ≥ 50 % of the observed retrospectives.',
  guards: [
    'The Guide has no “action item” requirement and 2020 softened it → medium, wording “no visible trace”.',
  ],
  coaching: {
    question: 'What will we try before the next one?',
    next: 'Max one experiment with owner+date+expected effect.',
  },
  references: [
    'Guide: identifies most helpful changes',
    'Wolpers “Extensive whining”, UNSMART items',
    'Multitudes-platform team survey 2024: teams collect project data but “seldom employ it systematically” in retros.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
