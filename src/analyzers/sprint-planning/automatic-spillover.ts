import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const automaticSpillover = defineAnalyzer({
  id: 'automatic-spillover',
  code: 'E7',
  group: 'sprint-planning',
  title: {
    detected: 'Unfinished work rolls into the next sprint unexamined',
    clear: 'Unfinished work is looked at before it is planned again',
    unknown: 'Cannot tell what happens to unfinished work',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'carriedShare',
    threshold: 0.2,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    untouchedShare: { default: 0.8, source: 'design default' },
    untouchedHours: { default: 24, source: 'design default' },
    foreverSprints: { default: 3, source: 'design default' },
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
  needs: ['sprints', 'sprintHistory', 'changes'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Unfinished work rolls to the next sprint unexamined, some items forever.',
  why: '',
  logic:
    '|K∩C|/|C| ≥ 20 % in ≥ 3 of the last 5 and ≥ 80 % of all K of these 5 sprints moved straight to the next sprint with no edit (estimate/rank/description/comment) ±24 h; items in ≥ 3 sprints are named as evidence.',
  guards: [
    'Linear auto-rollover makes the *move* automatic – require “no edit” clause over 3 d',
    'Items closed ≤24 h after sprint end excluded.',
  ],
  coaching: {
    question: 'Would we choose this item again today?',
    next: 'Return all to backlog at close, re-select.',
  },
  references: [
    'Wolpers “undiscussed spillovers”',
    'Guide: undone item “returns to the Product Backlog for future consideration”',
    'Telemaco *Unfinished Work in a Closed Iteration*',
    'ScrumLint *Forgotten Ones* (open issues in past milestones), *Never-ending Story* (≥3 sprints)',
    'Fragile “SplitUnfinishedWorkForCredit”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
