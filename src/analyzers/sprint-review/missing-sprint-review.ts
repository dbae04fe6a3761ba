import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingSprintReview = defineAnalyzer({
  id: 'missing-sprint-review',
  code: 'H1',
  group: 'sprint-review',
  title: {
    detected: 'Sprints end without a review',
    clear: 'Sprints end with a review',
    unknown: 'Cannot tell whether reviews are held',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutReview',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    inARow: { default: 2, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'NO_WIKI', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['events', 'wiki', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'partial', github: 'no', calendar: 'full', wiki: 'full', csv: 'no' },
  window: 'sprints',
  what: 'Sprints end without a review with stakeholders.',
  why: '',
  logic: 'none in ≥ 50 % of sprints; ≥ 2 consecutive → high, otherwise medium.',
  guards: ['Joint multi-team review', 'Name variants (“Show & Tell”, “System Demo”, localised).'],
  coaching: {
    question: 'Who last changed our backlog because of what they saw?',
    next: '45-min working session with two stakeholders.',
  },
  references: [
    'S8',
    'Guide',
    'Telemaco AS10: review task or *Iteration Review Minute* artefact',
    'Wolpers “There is no Sprint Review”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
