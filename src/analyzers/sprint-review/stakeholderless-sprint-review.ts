import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const stakeholderlessSprintReview = defineAnalyzer({
  id: 'stakeholderless-sprint-review',
  code: 'H2',
  group: 'sprint-review',
  title: {
    detected: 'Reviews have no one from outside the Scrum Team',
    clear: 'Reviews have guests from outside the Scrum Team',
    unknown: 'Cannot tell who is invited to the reviews',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'internalReviews',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    acceptedOutsiders: { default: 1, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'NO_ATTENDEES', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_ROSTER'],
  needs: ['events', 'attendees', 'roster', 'wiki'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'partial', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'The review has no one from outside the Scrum Team.',
  why: '',
  logic:
    '0 outside invitees in ≥ 50 % of the reviews, or on average < 1 outsider who ACCEPTED where answers are known.',
  guards: ['External domain *or* non-roster colleague counts', 'Recordings/async feedback links.'],
  coaching: {
    question: 'Whose decision next month depends on this increment?',
    next: 'PO invites one named user per goal.',
  },
  references: [
    'Guide: results presented to *key stakeholders*',
    'Wolpers “No stakeholders”, “No customers present”',
    'Verwijs & Russo stakeholder concern',
    'S13.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
