import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable, reaches } from '../outcome.ts';
import { count, percent, portion } from '../shared/words.ts';

export const orphanBacklogItems = defineAnalyzer({
  id: 'orphan-backlog-items',
  code: 'J7',
  group: 'product-backlog',
  title: {
    detected: 'Many items serve no visible goal',
    clear: 'Items belong to a goal',
    unknown: 'Cannot tell what items serve',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'orphanShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    usedShare: { default: 0.2, source: 'design default' },
    topSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY'],
  needs: ['items', 'hierarchy', 'order'],
  requires: ['items', 'hierarchy'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Items serve no visible goal, epic or outcome.',
  why: 'An item that serves nothing visible can neither be ordered against others nor be dropped with a good conscience.',
  logic:
    'Among the items of the next three sprints those without a parent, goal, project or milestone are counted. Half of them make a finding. A team that hardly uses parents is not judged here.',
  guards: ['Bugs and support requests need no parent and are left out.'],
  coaching: {
    question: 'Which goal would suffer if we dropped it?',
    next: 'Link the top twenty orphans to a goal, or delete them.',
    whenFine: 'Which goal gets most of your next items?',
  },
  references: [
    'The Scrum Guide 2020: the Product Backlog emerges to define what will fulfill the Product Goal',
    'Theil: Product Backlog anti-patterns: Missing Backlog Structure',
    'Wolpers: The Scrum Anti-Patterns Guide, 2023',
  ],
  analyze({ hierarchy, order, words }, limits) {
    if (hierarchy.usedShare < limits.usedShare) {
      return notObservable(
        ['NO_HIERARCHY'],
        `Only ${percent(hierarchy.usedShare)} of the items have a parent or goal: the team does not use them.`,
      );
    }
    const top = order.backlog
      .slice(0, Math.ceil(limits.topSprints * order.throughputPerPeriod))
      .filter((item) => !['bug', 'support'].includes(words.kindOf(item)));
    const orphans = top.filter((item) => !hierarchy.serves(item));
    const share = top.length === 0 ? 0 : orphans.length / top.length;
    if (top.length < MIN_ITEMS) {
      return insufficientSample(
        top.length === 0 ? null : share,
        top.length,
        `Only ${count(top.length, 'item')} of the next ${limits.topSprints} sprints could be judged; ${MIN_ITEMS} are needed.`,
      );
    }
    return judged(reaches(share, '>=', limits.orphanShare), {
      value: share,
      sample: top.length,
      summary: `${orphans.length === 0 ? `All ${top.length} items of the next ${limits.topSprints} sprints belong to a` : `${portion(orphans.length, top.length, 'item', `items of the next ${limits.topSprints} sprints`)} are without`} parent or goal; the limit is ${percent(limits.orphanShare)}.`,
      evidence: orphans.map((item) => ({
        kind: 'item',
        text: 'no parent, goal, project or milestone',
        key: item.key,
        at: null,
      })),
    });
  },
});

const MIN_ITEMS = 20;
