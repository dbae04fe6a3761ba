import { groupBy } from '../../facts/lazy.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, reaches } from '../outcome.ts';
import { count, listing, percent, portion, sentence } from '../shared/words.ts';

export const technicalLayerSlicing = defineAnalyzer({
  id: 'technical-layer-slicing',
  code: 'K9',
  group: 'item-quality',
  title: {
    detected: 'Stories are cut by technical layer',
    clear: 'Stories are cut by user value',
    unknown: 'Cannot tell how stories are cut',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'slicedParentsShare',
    threshold: 0.3,
    unit: 'share of parents',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    siblings: { default: 3, source: 'design default' },
  },
  minSample: { n: 5, of: 'parents' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY'],
  needs: ['items', 'hierarchy', 'types'],
  requires: ['items', 'hierarchy'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Stories are cut by component and not by user value.',
  why: 'A slice through one layer helps nobody until all the others are done, so that feedback and value come last.',
  logic:
    'A parent counts when at least three of its items name a technical layer (frontend, backend, API, database, test and the like) in their title or labels and have no acceptance criteria of their own. Open parents with three or more items are judged; 30 % of them make a finding.',
  guards: [
    'Sub-tasks by layer are a normal plan and do not count.',
    'Twins for platforms such as iOS and Android do not count.',
    'An item with acceptance criteria of its own is worth something alone and does not count.',
  ],
  coaching: {
    question: 'After finishing this one alone, what can a user do?',
    next: 'Cut one parent anew, so that each slice lets a user do something.',
    whenFine: 'Which thin slice taught you most?',
  },
  references: [
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: vertical slices of the cake',
    'Wolpers: The Scrum Anti-Patterns Guide, 2023',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: independent',
  ],
  analyze({ items, quality, words }, limits) {
    const families = [
      ...groupBy(
        items.pbis.filter((item) => item.parent !== null),
        (item) => item.parent as string,
      ),
    ]
      .filter(([parent, children]) => children.length >= MIN_CHILDREN && isOpen(items.get(parent), children))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const sliced = families
      .map(([parent, children]) => ({
        parent,
        layers: children.map((child) => layerOf(child)).filter((layer) => layer !== null),
        children,
      }))
      .filter(({ layers }) => layers.length >= limits.siblings)
      .sort((a, b) => b.layers.length - a.layers.length || (a.parent < b.parent ? -1 : 1));
    const share = families.length === 0 ? 0 : sliced.length / families.length;
    if (families.length < MIN_PARENTS) {
      return insufficientSample(
        families.length === 0 ? null : share,
        families.length,
        `Only ${count(families.length, 'open parent')} with ${MIN_CHILDREN} or more items could be judged; ${MIN_PARENTS} are needed.`,
      );
    }
    return judged(reaches(share, '>=', limits.slicedParentsShare), {
      value: share,
      sample: families.length,
      summary: `${sentence(portion(sliced.length, families.length, 'open parent'))} are cut by technical layer; the limit is ${percent(limits.slicedParentsShare)}.`,
      evidence: sliced.map(({ parent, layers, children }) => ({
        kind: 'item',
        text: `${layers.length} of its ${children.length} items are cut by layer: ${listing([...new Set(layers)])}`,
        key: parent,
        at: null,
      })),
    });

    /** Null for an item without a layer, or with criteria that make it worth something alone. */
    function layerOf(item: Item): string | null {
      const text = quality.text(item);
      return text.layer === null || text.bullets > 0 ? null : text.layer;
    }

    function isOpen(parent: Item | undefined, children: readonly Item[]): boolean {
      if (parent !== undefined) return words.categoryOf(parent.status) !== 'done';
      return children.some((child) => words.categoryOf(child.status) !== 'done');
    }
  },
});

const MIN_PARENTS = 5;
const MIN_CHILDREN = 3;
