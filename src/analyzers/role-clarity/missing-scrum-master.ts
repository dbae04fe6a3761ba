import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingScrumMaster = defineAnalyzer({
  id: 'missing-scrum-master',
  code: 'A3',
  group: 'role-clarity',
  title: {
    detected: 'Events, impediments and improvement have no visible owner',
    clear: "The team's effectiveness has a visible owner",
    unknown: 'Cannot tell whether anyone looks after events, impediments and improvement',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'missingSigns', threshold: 2, unit: 'signs', direction: '>=', source: 'design default' },
  thresholds: {
    eventsShare: { default: 0.5, source: 'design default' },
    impedimentAgeDays: { default: 5, source: 'design default' },
    improvementItems: { default: 1, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_BLOCK_CONVENTION',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['roles', 'events', 'wiki', 'links', 'improvementItems', 'changes'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'no',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Nobody is accountable for the team’s effectiveness: events, impediments, improvement have no visible owner.',
  why: '',
  logic:
    'no declared SM and at least two of: events found in < 50 % of sprints; median impediment age > 5 d; fewer than 1 improvement item created in W. A declared SM → clear.',
  guards: [
    'Mature self-managing teams rotate SM duties → if events+improvements exist, clear even with no single person.',
  ],
  coaching: {
    question: 'Who noticed the last impediment, and who caused it to be removed?',
    next: 'Agree on rotating or named SM for 3 sprints.',
  },
  references: [
    'S6, S9',
    'Scrum Guide SM accountability',
    'Verwijs & Russo (continuous improvement, management support).',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
