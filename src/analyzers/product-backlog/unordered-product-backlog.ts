import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { backlogOrderSigns } from '../shared/backlog-order.ts';
import { count, listing } from '../shared/words.ts';

export const unorderedProductBacklog = defineAnalyzer({
  id: 'unordered-product-backlog',
  code: 'J3',
  group: 'product-backlog',
  title: {
    detected: 'The backlog carries no meaningful order',
    clear: 'The backlog is ordered',
    unknown: 'Cannot tell whether the backlog is ordered',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'signs', threshold: 2, unit: 'signs', direction: '>=', source: 'design default' },
  thresholds: {
    oneValueShare: { default: 0.8, source: 'design default' },
    topValueShare: { default: 0.4, source: 'design default' },
    sessionsPerPeriod: { default: 1, source: 'design default' },
    tau: { default: 0.9, source: 'design default' },
    outsideTop: { default: 20, source: 'design default' },
    outsideShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['NO_RANK_HISTORY', 'PERMISSION_DENIED', 'NO_ORDER'],
  needs: ['items', 'order', 'priorityHistory', 'rankHistory', 'statusHistory'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'weeks',
  what: 'The backlog carries no meaningful order: all items are “high”, or the order is that of creation.',
  why: 'Without an order the team pulls what is near or loud, and nobody has decided what matters most.',
  logic:
    'Four signs are looked for: one priority holds 80 % of the items or the highest one holds 40 %; the order is worked on less than once a sprint; the order is that in which items were created; half of the started items come from outside the top 20. Two signs make a finding.',
  guards: [
    'Where the order is worked on at least once a sprint, an unused priority is no sign.',
    'Without recorded changes of the order only priorities and what was started are judged, at most with medium severity.',
  ],
  coaching: {
    question: 'What is number one, and what lost to it?',
    next: 'Put the top 15 in one order, in twenty minutes.',
    whenFine: 'Which item moved up last, and why?',
  },
  references: [
    'The Scrum Guide 2020: the Product Backlog is an emergent, ordered list',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut – an empirical study of Scrum anti-patterns, Information and Software Technology 74, 2016: Unordered Product Backlog',
    'Cohn, Pichler: Make the Product Backlog DEEP, 2010: prioritized',
  ],
  analyze({ items, order, priorityHistory, rankHistory, statusHistory, window }, limits) {
    const open: readonly Item[] = items.open;
    const signs = backlogOrderSigns(
      { items, order, priorityHistory, rankHistory, statusHistory, window },
      limits,
    );
    const judgedSigns = signs.filter(({ seen }) => seen !== null);
    if (judgedSigns.length < 2) {
      const rankless = rankHistory.unseen.includes('NO_RANK_HISTORY');
      return notObservable(
        rankless ? ['NO_RANK_HISTORY', 'NO_ORDER'] : ['NO_ORDER'],
        `Only ${judgedSigns.length} of four signs of an order can be judged.`,
      );
    }
    const hits = judgedSigns.filter(({ seen }) => seen === true);
    if (open.length < MIN_ITEMS)
      return insufficientSample(
        hits.length,
        open.length,
        `Only ${count(open.length, 'open item')} could be judged; ${MIN_ITEMS} are needed.`,
      );
    const blind =
      rankHistory.unseen.includes('NO_RANK_HISTORY') &&
      !order.snapshots.some((snapshot) => snapshot.order !== null);
    return judged(hits.length >= limits.signs, {
      value: hits.length,
      sample: open.length,
      ...(blind ? { atMost: 'medium' as const } : {}),
      summary: `${hits.length === 0 ? 'None' : hits.length} of ${judgedSigns.length} signs of a missing order ${hits.length === 1 ? 'was' : 'were'} seen, the limit is ${limits.signs}: ${listing(judgedSigns.map(({ text }) => text))}.`,
      evidence: hits.map(({ text }) => ({ kind: 'metric', text, key: null, at: null })),
    });
  },
});

const MIN_ITEMS = 30;
