import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const abandonedImprovementActions = defineAnalyzer({
  id: 'abandoned-improvement-actions',
  code: 'I3',
  group: 'retrospective',
  title: {
    detected: 'Improvement actions have no owner or are never finished',
    clear: 'Improvement actions are finished',
    unknown: 'Cannot tell what becomes of improvement actions',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'completedShare',
    threshold: 0.5,
    unit: 'share of actions',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    unownedShare: { default: 0.5, source: 'design default' },
    openSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 6, of: 'actions' },
  shareTest: false,
  reasons: ['NO_WIKI', 'PERMISSION_DENIED', 'NO_IMPROVEMENT_CONVENTION'],
  needs: ['improvementItems', 'wiki', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'full', csv: 'partial' },
  window: 'weeks',
  what: 'Improvement actions have no owner or never get done.',
  why: '',
  logic:
    'completion ≤ 2 sprints (without sprints: 4 weeks) after creation < 50 %, or unowned ≥ 50 %, or median open age > 3 sprints (6 weeks).',
  guards: [
    'Deliberately dropped (“won’t do”) counts as resolved',
    'Long-term organisational actions labelled `org` listed separately for SM.',
  ],
  coaching: {
    question: 'Which one would we pay for with sprint capacity?',
    next: 'Close all but one; put it in the sprint.',
  },
  references: [
    'Wolpers “What improvement? – does not check the status of the action items”, “#NoAccountability – no one took responsibility”',
    'Theil “no completion of action items”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
