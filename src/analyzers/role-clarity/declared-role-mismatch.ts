import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const declaredRoleMismatch = defineAnalyzer({
  id: 'declared-role-mismatch',
  code: 'A5',
  group: 'role-clarity',
  title: {
    detected: 'The declared role holders are not the ones who act as such',
    clear: 'The declared role holders act as such',
    unknown: 'Cannot tell whether the declared roles match what happens',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'declaredScore', threshold: 0.2, unit: 'score', direction: '<', source: 'design default' },
  thresholds: {
    otherScore: { default: 0.45, source: 'design default' },
    otherConfidence: { default: 0.7, source: 'design default' },
    minPeriods: { default: 3, source: 'design default' },
    leaveDays: { default: 10, source: 'design default' },
  },
  minSample: { n: 30, of: 'sessions' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ROLE_MAP',
    'ROLE_NOT_INFERABLE',
    'SHARED_ACCOUNT',
    'PERMISSION_DENIED',
  ],
  needs: ['roles', 'changes', 'events'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'The person declared PO/SM is not the one behaving as PO/SM.',
  why: '',
  logic:
    'for PO or SM: declared person’s score < 0.2 while another person’s is ≥ 0.45 with confidence ≥ 0.7.',
  guards: [
    'Leave/holiday (no events by the declared person in any tool ≥10 d) → exclude that period',
    'Delegation list',
    'Tool-shy PO working verbally → ask, don’t assert.',
  ],
  coaching: {
    question: 'The tracker suggests X orders the work – is that the agreement?',
    next: 'Confirm or correct the team’s `roles:`; make delegation explicit.',
  },
  references: [
    'seed’s core theme (“blur the lines between who is supposed to do what”)',
    'Scrum Guide accountabilities',
    'Talpová & Čtvrtníková on responsibility for anti-patterns.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
