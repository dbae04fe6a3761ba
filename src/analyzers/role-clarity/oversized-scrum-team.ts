import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const oversizedScrumTeam = defineAnalyzer({
  id: 'oversized-scrum-team',
  code: 'A9',
  group: 'role-clarity',
  title: {
    detected: 'More people work in the team than one Scrum Team can coordinate',
    clear: 'The team has a size that one Scrum Team can coordinate',
    unknown: 'Cannot tell how many people work in the team',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'activeMembers', threshold: 10, unit: 'people', direction: '>', source: 'design default' },
  thresholds: {
    medium: { default: 14, source: 'design default' },
    listed: { default: 15, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roster', 'changes'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'More people than one Scrum Team can coordinate.',
  why: '',
  logic: 'median active members per period > 10 → low, > 14 → medium; or ≥ 15 listed members → low.',
  guards: ['Drive-by contributors (<3 active days) excluded', 'Multi-team boards split by team field.'],
  coaching: {
    question: 'Who does not need to be at our Daily?',
    next: 'Propose a split sharing Product Goal, backlog, PO.',
  },
  references: ['Guide “typically 10 or fewer people”', 'Telemaco *Large Development Team*.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
