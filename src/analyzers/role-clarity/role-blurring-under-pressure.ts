import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const roleBlurringUnderPressure = defineAnalyzer({
  id: 'role-blurring-under-pressure',
  code: 'A8',
  group: 'role-clarity',
  title: {
    detected: "People step into each other's accountabilities when the sprint gets tight",
    clear: 'Accountabilities hold until the end of the sprint',
    unknown: 'Cannot tell whether roles blur towards the end of the sprint',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'rateRatio', threshold: 2, unit: 'ratio', direction: '>=', source: 'design default' },
  thresholds: {
    lastPart: { default: 0.3, source: 'design default' },
    sprintsShare: { default: 0.5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 15, of: 'changes' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['roles', 'changes', 'sprints', 'statusHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Role-crossing work rises near sprint end – people step into others’ accountabilities ad hoc.',
  why: '',
  logic:
    'rate ratio (events per item-transition) last 30 % vs first 70 % of the sprint ≥ 2.0 over W and in ≥ half the sprints.',
  guards: [
    'Helping each other *as Developers* is healthy – only cross-accountability events count',
    'Release week label excluded.',
  ],
  coaching: {
    question: 'What were we protecting when we stepped in – the goal or the appearance of progress?',
    next: 'Decide mid-sprint scope renegotiation rule.',
  },
  references: ['S2 verbatim.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
