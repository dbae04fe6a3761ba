import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const eventAttendanceGap = defineAnalyzer({
  id: 'event-attendance-gap',
  code: 'C6',
  group: 'scrum-master',
  title: {
    detected: 'A part of the Scrum Team regularly misses planning, review or retrospective',
    clear: 'The whole Scrum Team is part of planning, review and retrospective',
    unknown: 'Cannot tell who is part of the events',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'missedShare',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    developersAccepted: { default: 0.6, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_ATTENDEES',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_ROSTER',
  ],
  needs: ['events', 'attendees', 'roles', 'roster'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'partial', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'PO, SM or Developers are systematically not part of planning, review or retro.',
  why: '',
  logic:
    'per kind of event: role holder not invited or DECLINED in ≥ 50 % of the occurrences; or on average < 60 % of the invited Developers with a known answer accepted.',
  guards: ['Group addresses', 'PARTSTAT NEEDS-ACTION is unknown, not absent.'],
  coaching: {
    question: 'What do we decide without them that later changes?',
    next: 'Fix invite; agree minimum attendance.',
  },
  references: [
    'S9',
    'Guide: planning/retro by the *entire Scrum Team*',
    'webinar retro list “missing product owner”',
    'Theil “Product Owner not desired”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
