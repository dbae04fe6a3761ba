import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const sharedTeamMembers = defineAnalyzer({
  id: 'shared-team-members',
  code: 'A10',
  group: 'role-clarity',
  title: {
    detected: 'Many people work for several teams at once',
    clear: 'People work for one team at a time',
    unknown: 'Cannot tell whether people are shared between teams',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'management',
  recurrenceGated: false,
  primary: {
    name: 'sharedShare',
    threshold: 0.3,
    unit: 'share of people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    roleHolderTeams: { default: 3, source: 'design default' },
    minPeriods: { default: 3, source: 'design default' },
  },
  minSample: { n: 5, of: 'people' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roster', 'roles', 'changes', 'sprints'],
  requires: [],
  observable: { jira: 'partial', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'People – including PO/SM – are spread over several teams’ sprints at once.',
  why: '',
  logic:
    'share of active members who are active in ≥ 2 teams in the same period ≥ 30 %, or the PO/SM in ≥ 3 teams.',
  guards: [
    'Platform/enabling specialists flagged in config',
    'Cross-repo work of one team is not multi-team.',
  ],
  coaching: {
    question: 'Which sprint does this person’s commitment belong to?',
    next: 'One primary team per person for one quarter.',
  },
  references: ['Telemaco *Shared Developers*', 'customery “part-time scrum master”', 'Fragile.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
