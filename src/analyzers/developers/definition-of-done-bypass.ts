import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const definitionOfDoneBypass = defineAnalyzer({
  id: 'definition-of-done-bypass',
  code: 'D4',
  group: 'developers',
  title: {
    detected: 'Items are Done although their own conditions are not met',
    clear: 'Done items meet their own conditions',
    unknown: 'Cannot tell whether Done items meet their conditions',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'bypassShare',
    threshold: 0.2,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    unreviewedShare: { default: 0.3, source: 'design default' },
    quickMergeMinutes: { default: 30, source: 'design default' },
    boxesUsedShare: { default: 0.1, source: 'design default' },
    minPullRequests: { default: 20, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED', 'NO_HIERARCHY', 'NO_CHECKLISTS'],
  needs: ['checklists', 'hierarchy', 'pullRequests', 'statusHistory'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'full',
    github: 'full',
    calendar: 'no',
    wiki: 'partial',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'Items are Done although their own completion conditions are not met.',
  why: '',
  logic:
    'any condition in ≥ 20 % of Done items. Un-reviewed merges ≥ 30 % of ≥ 20 PRs are named as evidence; no written Definition of Done anywhere is a note in the summary.',
  guards: [
    'Sub-tasks cancelled count as resolved',
    'Checklists never used by team (<10 % boxes ever ticked) → that signal off',
    'Pair-programmed PRs (co-author) count as reviewed.',
  ],
  coaching: {
    question: 'Could we release this item tonight without talking to anyone?',
    next: 'Rewrite DoD as 5 checks, make 2 automatic.',
  },
  references: [
    'Guide DoD/Increment',
    'Wolpers “Undone is the new done”',
    'Theil *Missing Definition of Done*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
