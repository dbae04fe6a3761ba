import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const sprintScopeCreep = defineAnalyzer({
  id: 'sprint-scope-creep',
  code: 'E8',
  group: 'sprint-planning',
  title: {
    detected: "Much of the sprint's work is added or removed after the start",
    clear: 'Sprint scope holds',
    unknown: 'Cannot tell whether sprint scope holds',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'scopeChange', threshold: 0.25, unit: 'ratio', direction: '>=', source: 'design default' },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    stuffingDone: { default: 0.9, source: 'design default' },
    stuffingTimeLeft: { default: 0.2, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['sprints', 'sprintHistory', 'links', 'types'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Much of the sprint’s work is added after it started.',
  why: '',
  logic:
    '(|A|+|R|)/|C| ≥ 25 % in ≥ 3 of the last 5 sprints with |C| ≥ 8; report A split by *role* (PO/Developer/outside) and *what* (bug/expedite/other); `sprint-stuffing` (A by PO after ≥ 90 % of C Done and > 20 % time left) is named as evidence.',
  guards: [
    'Developers splitting an item (child/parent/“split from”) or adding tasks for the goal is allowed adaptation → excluded',
    'Goal achieved early + pull is fine.',
  ],
  coaching: {
    question: 'Which additions served the Sprint Goal?',
    next: 'Swap rule: in = out, agreed with PO.',
  },
  references: [
    'Guide (no changes endangering the goal',
    'scope renegotiated)',
    'S14 “set amount of work”',
    'practice thresholds scope change >25 %, carry-over >20 %',
    'Scrum.org “Sprint stuffing”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
