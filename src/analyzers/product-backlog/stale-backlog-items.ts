import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const staleBacklogItems = defineAnalyzer({
  id: 'stale-backlog-items',
  code: 'J2',
  group: 'product-backlog',
  title: {
    detected: 'Items nobody has looked at for months still claim a place',
    clear: 'Backlog items are looked at or removed',
    unknown: 'Cannot tell how fresh the backlog is',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'staleShare',
    threshold: 0.4,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    days: { default: 90, source: 'design default' },
    topShare: { default: 0.25, source: 'design default' },
    topDays: { default: 56, source: 'design default' },
    topSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 40, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'PERMISSION_DENIED'],
  needs: ['items', 'changes', 'comments'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Items nobody has looked at for months still claim a place.',
  why: '',
  logic:
    '≥ 40 % of open PBIs untouched > 90 calendar days, or ≥ 25 % in the top 3 sprints’ worth untouched > 56 calendar days.',
  guards: ['Bulk edits/bots don’t count as touch', 'Long-horizon epics excluded.'],
  coaching: {
    question: 'What would make you buy this item today?',
    next: 'Auto-expire lane with notice.',
  },
  references: ['Wolpers “outdated issues … six to eight weeks”', 'DEEP *Emergent*.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
