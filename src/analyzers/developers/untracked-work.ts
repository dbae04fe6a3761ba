import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const untrackedWork = defineAnalyzer({
  id: 'untracked-work',
  code: 'D3',
  group: 'developers',
  title: {
    detected: 'Work happens that is not in the Product Backlog',
    clear: 'Work can be traced to the Product Backlog',
    unknown: 'Cannot tell whether work bypasses the Product Backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'untrackedShare',
    threshold: 0.25,
    unit: 'share of pull requests',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    changedLines: { default: 10, source: 'design default' },
    sameDayShare: { default: 0.2, source: 'design default' },
    sameDayHours: { default: 24, source: 'design default' },
  },
  minSample: { n: 30, of: 'pull requests' },
  shareTest: true,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED'],
  needs: ['pullRequests', 'items', 'links'],
  requires: [],
  observable: { jira: 'partial', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Real work bypasses the Product Backlog.',
  why: '',
  logic:
    'merged PRs (> 10 changed lines) without an item ≥ 25 %, or items created and closed by the same person within 24 h ≥ 20 % of ≥ 30 Done items.',
  guards: ['Bots, dependency bumps, docs/typo, revert, release PRs excluded by label/path.'],
  coaching: {
    question: 'Who asked for the invisible work, and what did it displace?',
    next: 'One “interrupts” item per sprint or PR check.',
  },
  references: ['Guide: backlog “single source of work”', 'Wolpers “Side gigs”', 'Telemaco *Unplanned Work*.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
