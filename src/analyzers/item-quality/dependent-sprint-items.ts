import type { Item, ItemKey } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';
import { blockingPairs, doneAt, hasDependencies } from '../shared/dependencies.ts';

export const dependentSprintItems = defineAnalyzer({
  id: 'dependent-sprint-items',
  code: 'K10',
  group: 'item-quality',
  title: {
    detected: 'Items of one sprint block each other',
    clear: 'Items of one sprint are independent',
    unknown: 'Cannot tell whether items of a sprint depend on each other',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'dependentShare',
    threshold: 0.25,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    links: { default: 3, source: 'design default' },
    sprints: { default: 2, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_BLOCK_CONVENTION',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['links', 'items', 'sprints', 'sprintHistory'],
  requires: ['items', 'sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items selected for a sprint block each other.',
  why: 'Items that wait for each other inside a sprint leave no slack: one delay stops several of them.',
  logic:
    'For each sprint of the window the items committed to are read. An item counts when a link or its text (“depends on #12”, “after KEY-3”) ties it to another item of the same commitment, or to an item outside that was not Done. A quarter of the items, three such ties and two sprints make a finding.',
  guards: [
    'A tie to an item that was already Done does not count.',
    'Parents and their own items do not count.',
  ],
  coaching: {
    question: 'Can one item absorb the other, or can we fake the interface?',
    next: 'Merge two of them, or take the second one into a later sprint.',
    whenFine: 'How do you cut items so that they do not wait for each other?',
  },
  references: [
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Independent',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: independent',
  ],
  analyze({ window, items, sprintHistory, words }, limits) {
    if (!items.pbis.some((item) => hasDependencies(item, items))) {
      return notObservable(
        ['NO_BLOCK_CONVENTION'],
        'No item is tied to another by a link or in its text, so dependencies cannot be seen.',
      );
    }
    const seen = window.sprints.map((sprint) => {
      const { committed, graceEnd } = sprintHistory.scope(sprint);
      return { sprint, committed, ...tiesOf(committed, (item) => doneAt(item, graceEnd, words.categoryOf)) };
    });
    const total = seen.reduce((sum, { committed }) => sum + committed.length, 0);
    const dependent = seen.reduce((sum, { tied }) => sum + tied.size, 0);
    const ties = seen.reduce((sum, { pairs }) => sum + pairs.length, 0);
    const sprints = seen.filter(({ pairs }) => pairs.length > 0);
    const share = total === 0 ? 0 : dependent / total;
    if (total < MIN_ITEMS)
      return insufficientSample(
        total === 0 ? null : share,
        total,
        `Only ${count(total, 'sprint item')} could be judged; ${MIN_ITEMS} are needed.`,
      );
    return judged(
      share >= limits.dependentShare && ties >= limits.links && sprints.length >= limits.sprints,
      {
        value: share,
        sample: total,
        summary: `${sentence(portion(dependent, total, 'sprint item'))} were tied to unfinished work${dependent === 0 ? '' : `, by ${count(ties, 'tie')} in ${count(sprints.length, 'sprint')}`}; the limit is ${percent(limits.dependentShare)}, ${count(limits.links, 'tie')} and ${count(limits.sprints, 'sprint')}.`,
        evidence: seen
          .flatMap(({ sprint, pairs }) =>
            pairs.map(([blocker, blocked]) => ({
              kind: 'item' as const,
              text: `${sprint.name}: waits for ${blocker}`,
              key: blocked,
              at: sprint.start,
            })),
          )
          .reverse(),
      },
    );

    /** Pairs of blocker and blocked with at least one end in the commitment, and the items of it that are tied. */
    function tiesOf(
      committed: readonly Item[],
      isDone: (item: Item) => boolean,
    ): { pairs: (readonly [ItemKey, ItemKey])[]; tied: Set<ItemKey> } {
      const inside = new Set(committed.map((item) => item.key));
      const pairs = new Map<string, readonly [ItemKey, ItemKey]>();
      const tied = new Set<ItemKey>();
      for (const item of committed) {
        for (const [blocker, blocked, outsideOpen] of blockingPairs(item, items)) {
          const other = items.get(blocker === item.key ? blocked : blocker);
          const bothInside = inside.has(blocker) && inside.has(blocked);
          const waits = blocked === item.key && !inside.has(blocker);
          if (!bothInside && !waits) continue;
          const first = items.get(blocker);
          if (first === undefined ? !outsideOpen : isDone(first)) continue;
          if (other !== undefined && (other.parent === item.key || item.parent === other.key)) continue;
          pairs.set(`${blocker} ${blocked}`, [blocker, blocked]);
          tied.add(item.key);
        }
      }
      return {
        pairs: [...pairs.values()].sort(([a, b], [c, d]) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1)),
        tied,
      };
    }
  },
});

const MIN_ITEMS = 10;
