import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const eventTimeboxOverrun = defineAnalyzer({
  id: 'event-timebox-overrun',
  code: 'C5',
  group: 'scrum-master',
  title: {
    detected: 'Scrum events are planned longer than their timebox',
    clear: 'Scrum events are planned within their timebox',
    unknown: 'Cannot tell how long Scrum events are planned',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'overLimitShare',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    planningHours: { default: 8, source: 'design default' },
    reviewHours: { default: 4, source: 'design default' },
    retrospectiveHours: { default: 3, source: 'design default' },
    dailyMinutes: { default: 15, source: 'design default' },
    proRata: { default: 1.25, source: 'design default' },
    minDailies: { default: 10, source: 'design default' },
  },
  minSample: { n: 3, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['events', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Scrum events regularly exceed their timebox.',
  why: '',
  logic:
    'per kind of event: share of occurrences scheduled longer than the limit ≥ 50 %; planning, review, retrospective above the Guide’s absolute maximum → medium; daily > 15 min → low. The measure is the largest share. Longer than 1.25 × pro rata (planning 2 h, review 1 h, retro 45 min per sprint week; convention, not Guide) is a note in the summary, never a detection.',
  guards: ['30-min slot default for a 15-min Daily → ask', 'Combined review+retro slots split by title.'],
  coaching: {
    question: 'What do we decide in the last third?',
    next: 'Shorten slot by 25 % for one sprint.',
  },
  references: [
    'Guide: planning ≤8 h, review ≤4 h, retro ≤3 h for one-month sprint, daily 15 min',
    '“kept within the timebox”',
    'Telemaco *Absence of Timeboxed Meeting*',
    'baztech survey: over-long dailies common.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
