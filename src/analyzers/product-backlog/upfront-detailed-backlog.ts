import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, listing, percent, portion, sentence } from '../shared/words.ts';

export const upfrontDetailedBacklog = defineAnalyzer({
  id: 'upfront-detailed-backlog',
  code: 'J5',
  group: 'product-backlog',
  title: {
    detected: 'Distant items are specified in full',
    clear: 'Detail grows as items come nearer',
    unknown: 'Cannot tell how far ahead items are specified',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'detailedShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    readiness: { default: 0.8, source: 'design default' },
    horizonSprints: { default: 3, source: 'design default' },
    futureSprints: { default: 3, source: 'design default' },
    futureShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ORDER', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria', 'sprints'],
  requires: ['items'],
  observable: {
    jira: 'full',
    linear: 'full',
    github: 'full',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'partial',
  },
  window: 'now',
  what: 'Distant items are specified in full, and future sprints are filled in advance.',
  why: 'Detail written far ahead is thrown away or, worse, built although the world has changed.',
  logic:
    'Items beyond three sprints of work are read as if they were next. When 30 % of them reach a readiness of 0.8, or when three or more future sprints already hold half of a usual sprint each, that makes a finding.',
  guards: [
    'Length is no detail: only criteria, sizes and reasons count, so that templates do not.',
    'Contracts that demand specification in advance are a reason to accept this finding for a time.',
  ],
  coaching: {
    question: 'How many of these details survived last time?',
    next: 'Keep only a title and a reason for what lies beyond three sprints.',
    whenFine: 'How do you decide when an item deserves detail?',
  },
  references: [
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut – an empirical study of Scrum anti-patterns, Information and Software Technology 74, 2016: Big Requirements Documentation',
    'Wolpers: The Scrum Anti-Patterns Guide, 2023',
    'Cohn, Pichler: Make the Product Backlog DEEP, 2010: detailed appropriately',
  ],
  analyze({ items, order, sprints, quality }, limits) {
    const noOrder = order.unseen.includes('NO_ORDER') && sprints.future.length === 0;
    const codes = [...(noOrder ? (['NO_ORDER'] as const) : []), ...quality.unseenTexts];
    if (codes.length > 0)
      return notObservable(
        codes,
        noOrder
          ? 'The order of the backlog is unknown and no sprint is planned ahead.'
          : 'The history holds no texts.',
      );
    const perSprint = order.throughputPerPeriod;
    const beyond = order.backlog.slice(Math.ceil(limits.horizonSprints * perSprint));
    const detailed = beyond.filter((item) => (quality.readiness(item, 'now').value ?? 0) >= limits.readiness);
    const share = beyond.length === 0 ? 0 : detailed.length / beyond.length;
    if (beyond.length < MIN_ITEMS) {
      return insufficientSample(
        beyond.length === 0 ? null : share,
        beyond.length,
        `Only ${count(beyond.length, 'item')} ${beyond.length === 1 ? 'lies' : 'lie'} beyond ${limits.horizonSprints} sprints of work; ${MIN_ITEMS} are needed.`,
      );
    }
    const loaded = sprints.future
      .map((sprint) => ({
        sprint,
        items: items.open.filter((item: Item) => item.sprints.includes(sprint.id)).length,
      }))
      .filter(({ items: held }) => held >= limits.futureShare * perSprint);
    return judged(share >= limits.detailedShare || loaded.length >= limits.futureSprints, {
      value: share,
      sample: beyond.length,
      summary:
        `${sentence(portion(detailed.length, beyond.length, 'item', `items beyond ${limits.horizonSprints} sprints of work`))} are specified in full, the limit is ${percent(limits.detailedShare)}; ` +
        `${loaded.length === 0 ? 'no future sprint' : count(loaded.length, 'future sprint')} ${loaded.length <= 1 ? 'holds' : 'hold'} at least ${percent(limits.futureShare)} of a usual sprint, the limit is ${limits.futureSprints}.`,
      evidence: [
        ...(loaded.length >= limits.futureSprints
          ? [
              {
                kind: 'sprint' as const,
                text: `filled ahead: ${listing(loaded.map(({ sprint, items: held }) => `${sprint.name} (${count(held, 'item')})`))}`,
                key: null,
                at: null,
              },
            ]
          : []),
        ...detailed.map((item) => ({
          kind: 'item' as const,
          text: 'specified in full although it is more than three sprints away',
          key: item.key,
          at: null,
        })),
      ],
    });
  },
});

const MIN_ITEMS = 30;
