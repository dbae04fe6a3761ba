import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingDailyScrum = defineAnalyzer({
  id: 'missing-daily-scrum',
  code: 'F1',
  group: 'daily-scrum',
  title: {
    detected: 'No daily event is scheduled on working days',
    clear: 'A daily event is scheduled',
    unknown: 'Cannot tell whether the team meets daily',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'dailyShare',
    threshold: 0.8,
    unit: 'share of working days',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    maxMinutes: { default: 30, source: 'design default' },
  },
  minSample: { n: 2, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'PERMISSION_DENIED', 'NOT_SCRUM', 'KEPT_ELSEWHERE'],
  needs: ['events', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'No daily event is scheduled on working days.',
  why: '',
  logic:
    'occurrences (minus EXDATE/CANCELLED) / working days < 80 % over W; none found counts as 0 only in a calendar that could hold it (§3).',
  guards: ['Team may pick any format', 'Guide leaves structure to Developers.'],
  coaching: {
    question: 'How do we replan every 24 hours?',
    next: '15 min at the board, starting at the goal.',
  },
  references: ['S7', 'Guide: 15-min event every working day, same time and place.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
