import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const staleProductRoadmap = defineAnalyzer({
  id: 'stale-product-roadmap',
  code: 'B9',
  group: 'product-owner',
  title: {
    detected: 'The roadmap is out of date',
    clear: 'The roadmap is kept up to date',
    unknown: 'Cannot tell whether the roadmap is kept up to date',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'staleShare',
    threshold: 0.5,
    unit: 'share of roadmap entries',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    overdueDays: { default: 14, source: 'design default' },
    untouchedDays: { default: 182, source: 'design default' },
  },
  minSample: { n: 5, of: 'roadmap entries' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY', 'KEPT_ELSEWHERE'],
  needs: ['roadmap', 'hierarchy', 'changes', 'releases'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Plans past their date or untouched for half a year still stand on the roadmap.',
  why: '',
  logic:
    'roadmap entry = one of these, open, not in an idea or backlog state. Stale = its date is > 14 calendar days past, or neither it nor any item under it had a substantive human change for ≥ 182 calendar days. Stale entries ≥ 50 % of the entries.',
  guards: [
    'An undated container that had an item Done in W is not stale',
    'Bulk edits and bots are no touch',
    'A date moved by a person is a touch, but leaves an entry stale while the new date is past too',
    'The date field of a level that the team never fills (< 20 % of entries) is ignored.',
  ],
  coaching: {
    question: 'Which of these plans would we still announce today?',
    next: 'Close or re-date the three oldest entries.',
  },
  references: [
    'S15, S11 (“product roadmap”). The Guide knows the Product Goal, not a roadmap',
    'therefore opt-in, worded as a question, severity low.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
