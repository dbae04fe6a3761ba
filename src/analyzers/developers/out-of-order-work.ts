import type { OrderingFacts, SprintFacts, StatusFacts, Vocabulary } from '../../facts/facts.ts';
import { nameMemo, plainName } from '../../facts/names.ts';
import { splitSet, type Instant, type Item, type ItemKey, type Sprint } from '../../history/team-history.ts';
import { changesOf, valueAt } from '../../history/timeline.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { doneAt } from '../shared/dependencies.ts';
import { itemNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const outOfOrderWork = defineAnalyzer({
  id: 'out-of-order-work',
  code: 'D8',
  group: 'developers',
  title: {
    detected: 'Lower-ordered items start while higher-ordered ones wait',
    clear: 'Work starts from the top',
    unknown: 'Cannot tell in which order work starts',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'outOfOrderShare',
    threshold: 0.4,
    unit: 'share of starts',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    positions: { default: 3, source: 'design default' },
    priorityValues: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'starts' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['statusHistory', 'rankHistory', 'priorityHistory', 'sprints'],
  requires: ['statusHistory', 'sprints'],
  observable: { jira: 'partial', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Lower-ordered items start while higher-ordered ready items wait.',
  why: 'When the top of the list waits while something below it starts, the order does not say any more what matters most.',
  logic:
    'Each start of an item in a sprint of the window is compared with the items of that sprint that nobody had started and nothing blocked. A start is out of order when one of them stood three or more places higher, by snapshots of the order; without snapshots, when one had a higher priority, provided three or more priorities are in use. 40 % of the starts make a finding.',
  guards: [
    'The order inside a sprint belongs to the Developers, so the finding is of low severity; it is medium only when items that must be done were passed over as often.',
    'Items that were blocked, or started within the same ten minutes, were not passed over.',
  ],
  coaching: {
    question: 'What made the top item unattractive?',
    next: 'Begin each Daily Scrum at the top of the board.',
    whenFine: 'What helps you to start at the top?',
  },
  references: [
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS01 Lower Priority Tasks Executed First',
  ],
  analyze({ window, statusHistory, rankHistory, priorityHistory, sprints, words }, limits) {
    const before = new Earlier(sprints, statusHistory, priorityHistory, words);
    const started = window.sprints.flatMap((sprint) => startsIn(sprint, sprints, statusHistory));
    const values = new Set(started.flatMap(({ item }) => item.priority ?? []));
    for (const { sprint, at } of started)
      for (const other of sprints.itemsAt(sprint, at))
        if (other.priority !== null) values.add(other.priority);
    const classes = priorityHistory.unseen.length === 0 && values.size >= limits.priorityValues;
    if (
      rankHistory.snapshots.length === 0 &&
      !classes &&
      (started.length > 0 || priorityHistory.unseen.length > 0)
    ) {
      return notObservable(
        ['NO_RANK_HISTORY'],
        `The order at a past time is not known, and ${count(values.size, 'priority', 'priorities')} in use ${values.size === 1 ? 'is' : 'are'} too few to compare.`,
      );
    }
    const starts = started.flatMap(({ item, sprint, at }) => {
      const waiting = sprints
        .itemsAt(sprint, at)
        .filter((other) => other !== item && before.isWaiting(other, at));
      const order = orderAt(rankHistory, at);
      const own = order?.get(item.key);
      if (order !== undefined && own !== undefined) {
        const places = placesAmong(order, sprints.itemsAt(sprint, at));
        const higher = waiting.filter(
          (other) =>
            (places.get(other.key) ?? Infinity) <= (places.get(item.key) as number) - limits.positions,
        );
        return [{ item, at, higher }];
      }
      if (!classes || before.classOf(item, at) === null) return [];
      const rank = before.classOf(item, at) as number;
      return [
        { item, at, higher: waiting.filter((other) => (before.classOf(other, at) ?? Infinity) < rank) },
      ];
    });
    const out = starts.filter(({ higher }) => higher.length > 0);
    const must = out.filter(({ higher, at }) => higher.some((other) => isMust(other, at)));
    const mustText =
      must.length === 0 ? '' : ` ${must.length} of them passed over an item that must be done.`;
    const outcome = judgeShare({
      hits: out.length,
      n: starts.length,
      threshold: limits.outOfOrderShare,
      minimum: 20,
      thing: 'start',
      summary: `${sentence(portion(out.length, starts.length, 'start'))} happened while an item higher in the sprint waited; the limit is ${percent(limits.outOfOrderShare)}.${mustText}`,
      evidence: [...out]
        .reverse()
        .map(({ item, at, higher }) =>
          itemNote(item, `started while ${higher[0]?.key ?? ''} waited higher up`, at),
        ),
    });
    return outcome.state === 'detected' && must.length / starts.length >= limits.outOfOrderShare
      ? { ...outcome, severity: 'medium' }
      : outcome;
  },
});

/** What starts within this time starts together (sessions, rules §0.3). */
const SAME_ACT = 10 * 60_000;
/** Snapshots are taken daily; an order older than this says nothing about a start. */
const SNAPSHOT_AGE = 2 * DAY;
const MUST = /^(?:must|must have|muss|moscow must|prio(?:rity)? must)$/u;
const BLOCKED = /\b(?:blocked|blockiert|impeded|on hold|waiting|bloqué|bloqueado)\b/u;

interface Start {
  readonly item: Item;
  readonly sprint: Sprint;
  readonly at: Instant;
}

/** First starts of items while they were in the running sprint, in order. */
function startsIn(
  sprint: Sprint & { start: Instant; completed: Instant },
  sprints: SprintFacts,
  status: StatusFacts,
): readonly Start[] {
  return status
    .transitionsBetween(sprint.start, sprint.completed)
    .filter(
      (move) =>
        move.to.category === 'doing' &&
        status.startOf(move.item) === move.at &&
        sprints.itemsAt(sprint, move.at).includes(move.item),
    )
    .map((move) => ({ item: move.item, sprint, at: move.at }));
}

/** Place of each open item in the last snapshot before the time; undefined without a recent one. */
function orderAt(ranks: OrderingFacts, at: Instant): ReadonlyMap<ItemKey, number> | undefined {
  const last = ranks.snapshots
    .filter((snapshot) => snapshot.at <= at && snapshot.at >= at - SNAPSHOT_AGE)
    .at(-1);
  return last === undefined ? undefined : new Map((last.order ?? []).map((key, index) => [key, index]));
}

/** Places counted among the items of the sprint alone. */
function placesAmong(
  order: ReadonlyMap<ItemKey, number>,
  items: readonly Item[],
): ReadonlyMap<ItemKey, number> {
  const keys = items.map((item) => item.key).filter((key) => order.has(key));
  keys.sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
  return new Map(keys.map((key, index) => [key, index]));
}

/** Declared by the team itself: a priority or label of the name “must”. */
function isMust(item: Item, at: Instant): boolean {
  const priority = valueAt(changesOf(item, 'priority'), at, item.priority);
  return [priority ?? '', ...item.labels].some((name) => MUST.test(plainName(name)));
}

/** Items of the sprints as they stood at an earlier time. */
class Earlier {
  private readonly known = new Map<ItemKey, Item>();
  private readonly blockers = new Map<ItemKey, ItemKey[]>();
  private readonly rankOf: ReadonlyMap<string, number>;
  private readonly isBlockedName = nameMemo((name) => BLOCKED.test(plainName(name)));

  constructor(
    sprints: SprintFacts,
    private readonly status: StatusFacts,
    priorities: OrderingFacts,
    private readonly words: Vocabulary,
  ) {
    this.rankOf = new Map(priorities.priorities.map((priority, index) => [priority, index]));
    for (const sprint of sprints.closed)
      for (const at of [sprint.start, sprint.completed])
        for (const item of sprints.itemsAt(sprint, at)) this.known.set(item.key, item);
    for (const item of this.known.values()) {
      for (const link of item.links) {
        if (link.kind === 'blocked-by') this.addBlocker(item.key, link.key);
        if (link.kind === 'blocks') this.addBlocker(link.key, item.key);
      }
    }
  }

  private addBlocker(blocked: ItemKey, blocker: ItemKey): void {
    this.blockers.set(blocked, [...(this.blockers.get(blocked) ?? []), blocker]);
  }

  /** Place of the item's priority from the highest; null without one. */
  classOf(item: Item, at: Instant): number | null {
    const priority = valueAt(changesOf(item, 'priority'), at, item.priority);
    return priority === null ? null : (this.rankOf.get(priority) ?? null);
  }

  /** Nobody started it then or together with the other, and nothing blocked it. */
  isWaiting(item: Item, at: Instant): boolean {
    if (this.status.categoryAt(item, at) !== 'todo') return false;
    if (this.status.categoryAt(item, at + SAME_ACT) !== 'todo') return false;
    return !this.isBlocked(item, at);
  }

  /** Links without a time are taken to stand always; a blocker that is not known counts as open. */
  private isBlocked(item: Item, at: Instant): boolean {
    const flag = valueAt(changesOf(item, 'flagged'), at, item.flagged ? 'true' : null);
    const labels = splitSet(valueAt(changesOf(item, 'labels'), at, item.labels.join('\n')));
    const status = this.status.statusAt(item, at);
    if (flag !== null || [...labels, status?.name ?? ''].some(this.isBlockedName)) return true;
    return (this.blockers.get(item.key) ?? []).some((key) => {
      const blocker = this.known.get(key);
      return blocker === undefined || !doneAt(blocker, at, this.words.categoryOf);
    });
  }
}
