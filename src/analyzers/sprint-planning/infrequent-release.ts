import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const infrequentRelease = defineAnalyzer({
  id: 'infrequent-release',
  code: 'E12',
  group: 'sprint-planning',
  title: {
    detected: 'Finished work piles up unreleased',
    clear: 'Finished work is released often',
    unknown: 'Cannot tell how often finished work is released',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'releaseIntervalDays',
    threshold: 30,
    unit: 'calendar days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    lookBackDays: { default: 180, source: 'design default' },
    minHistoryDays: { default: 90, source: 'design default' },
  },
  minSample: { n: 4, of: 'releases' },
  shareTest: false,
  reasons: ['NO_RELEASE_DATA', 'PERMISSION_DENIED'],
  needs: ['releases', 'sprints'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'full',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'Increments pile up unreleased.',
  why: '',
  logic:
    'median interval between the releases of the last 180 calendar days, the open one up to now included where it is longer, > 30 calendar days or > 2 sprints, whichever is shorter (a configured `releaseIntervalDays` replaces both).',
  guards: ['Continuous deployment w/o tags → use deployments', 'Regulated products → `releaseIntervalDays`.'],
  coaching: {
    question: 'What must be true to release on any day?',
    next: 'Release one finished item outside schedule.',
  },
  references: [
    'Telemaco AS02: interval between iterations with deliverable, *Desirable Delivery Interval*',
    'Guide review not a release gate',
    'Verwijs & Russo release frequency',
    'EBM time-to-market.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
