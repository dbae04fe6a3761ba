import type { Outcome } from '../analyzers/analyzer.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { Readiness, Zone } from '../facts/facts.ts';
import { DAY } from '../history/working-time.ts';
import type { Instant, Item } from '../history/team-history.ts';
import { nearDuplicates } from '../text/near-duplicates.ts';

/** The five parts of the backlog score (rules §5.2), each 0–1 or null where it cannot be seen. */
export interface Parts {
  readonly ready: number | null;
  readonly value: number | null;
  readonly order: number | null;
  readonly lean: number | null;
  readonly alive: number | null;
}

export const PART_WEIGHTS: Readonly<Record<keyof Parts, number>> = {
  ready: 40,
  value: 20,
  order: 15,
  lean: 15,
  alive: 10,
};

/** Readiness from which an item counts as ready. */
export const READY = 0.8;
/** Share of distant items with full detail up to which nothing is taken off. */
const FREE_DETAIL = 0.3;
/** Sprints of work that a lean backlog holds at most. */
const LEAN_SPRINTS = 8;
/** Days of ordering or refinement in a sprint that make a backlog fully alive. */
const ALIVE_DAYS = 3;
const ALIVE_PERIODS = 3;
/** Calendar days without a touch after which an item is stale (card J2). */
const STALE_DAYS = 90;
/** Items dropped and created anew within this time count as never gone (rules §5.4). */
const RECREATED_WITHIN = 30 * DAY;

export interface ScoredItem {
  readonly item: Item;
  readonly zone: Zone;
  readonly readiness: Readiness;
}

export interface BacklogState {
  readonly facts: TeamFacts;
  readonly outcome: (ruleId: string) => Outcome;
  /** The history holds no texts. */
  readonly withheld: boolean;
  /** T; null where it is not known when items were finished. */
  readonly perSprint: number | null;
  readonly items: readonly ScoredItem[];
}

export function partsOf(state: BacklogState, detailed = detailShare(state)): Parts {
  return {
    ready: readyPart(state, readyCount(state), detailed),
    value: valuePart(valuesNear(state)),
    order: orderPart(state),
    lean: leanPart(leanCounts(state)),
    alive: alivePart(state.facts),
  };
}

export function readyCount({ items }: BacklogState): number {
  return items.filter(({ zone, readiness }) => zone === 'now' && (readiness.value ?? 0) >= READY).length;
}

/** Share of the items beyond three sprints of work that carry the detail of next ones. */
export function detailShare({ facts, items }: BacklogState): number {
  const beyond = items.filter(({ zone }) => zone === 'later');
  if (beyond.length === 0) return 0;
  return (
    beyond.filter(({ item }) => (facts.quality.readiness(item, 'now').value ?? 0) >= READY).length /
    beyond.length
  );
}

/** One sprint of ready items is 1; full detail far down takes off up to a third. */
export function readyPart(
  { perSprint, withheld, items }: BacklogState,
  ready: number,
  detailed: number,
): number | null {
  if (perSprint === null || withheld || items.length === 0) return null;
  return Math.min(1, ready / perSprint) * (1 - 0.5 * Math.max(0, detailed - FREE_DETAIL));
}

/** c2 of the items of Now and Next that can be judged. */
export function valuesNear({ items }: BacklogState): number[] {
  return items
    .filter(({ zone }) => zone !== 'later')
    .flatMap(({ readiness }) => {
      const value = readiness.criteria.find(({ id }) => id === 'value')?.value ?? null;
      return value === null ? [] : [value];
    });
}

export function valuePart(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 1 − the share of items that were started out of order. */
function orderPart({ outcome }: BacklogState): number | null {
  const starts = outcome('out-of-order-work');
  return starts.state === 'detected' || starts.state === 'clear' ? 1 - starts.value : null;
}

export interface LeanCounts {
  readonly open: number;
  /** 8 × T; null where T is unknown. */
  readonly room: number | null;
  /** Null where changes are not recorded. */
  readonly stale: number | null;
  readonly duplicates: number;
}

export function leanCounts({ facts, perSprint, withheld }: BacklogState): LeanCounts {
  const open = facts.items.open.filter((item) => !facts.words.isIdea(item));
  const returned = recreated(facts);
  const groups = withheld ? [] : facts.quality.duplicates;
  return {
    open: open.length + returned,
    room: perSprint === null ? null : LEAN_SPRINTS * perSprint,
    stale: facts.changes.unseen.length > 0 ? null : open.filter((item) => isStale(facts, item)).length,
    duplicates: groups.reduce((sum, group) => sum + group.length, 0) + returned,
  };
}

export function isStale(facts: TeamFacts, item: Item, days = STALE_DAYS): boolean {
  return facts.asOf - facts.changes.lastTouch(item) > days * DAY;
}

/** 0.5 · size + 0.3 · fresh + 0.2 · unique; what cannot be seen is left out. Null when size and freshness both are. */
export function leanPart({ open, room, stale, duplicates }: LeanCounts): number | null {
  if (open === 0 || (room === null && stale === null)) return null;
  const terms: [number, number][] = [[0.2, 1 - Math.min(1, duplicates / open)]];
  if (room !== null) terms.push([0.5, Math.min(1, room / open)]);
  if (stale !== null) terms.push([0.3, 1 - stale / open]);
  const weights = terms.reduce((sum, [weight]) => sum + weight, 0);
  return terms.reduce((sum, [weight, value]) => sum + weight * value, 0) / weights;
}

/** Dropped items of the last 30 days that stand in the backlog again under another key. */
function recreated(facts: TeamFacts): number {
  const since = facts.asOf - RECREATED_WITHIN;
  const gone = facts.items.pbis.filter((item) => isDropped(facts, item) && lastStatusChange(item) >= since);
  if (gone.length === 0 || facts.quality.unseenTexts.length > 0) return 0;
  const fresh = facts.items.open.filter((item) => item.created >= since);
  const all = [...gone, ...fresh];
  const groups = nearDuplicates(
    all.map((item) => `${item.title}\n${item.description ?? ''}`),
    0.85,
  );
  return groups
    .filter((group) => group.some((index) => index >= gone.length))
    .reduce(
      (sum, group) =>
        sum +
        group.filter((index) => index < gone.length && createdLater(all, group, index, gone.length)).length,
      0,
    );
}

function createdLater(
  all: readonly Item[],
  group: readonly number[],
  index: number,
  firstOpen: number,
): boolean {
  const dropped = lastStatusChange(all[index] as Item);
  return group.some((other) => other >= firstOpen && (all[other] as Item).created >= dropped - DAY);
}

function isDropped(facts: TeamFacts, item: Item): boolean {
  if (facts.words.categoryOf(item.status) !== 'done') return false;
  return (
    item.resolution === 'dropped' ||
    item.resolution === 'duplicate' ||
    facts.boardStates.get(item.status)?.dropped === true
  );
}

function lastStatusChange(item: Item): Instant {
  return item.changes.filter((change) => change.field === 'status').at(-1)?.at ?? item.updated;
}

const REFINEMENTS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'acceptanceCriteria',
  'checklist',
  'estimate',
]);

/** Days with ordering or refinement in each of the last three sprints, of three. */
function alivePart(facts: TeamFacts): number | null {
  const periods = facts.window.periods.slice(-ALIVE_PERIODS);
  if (facts.changes.unseen.length > 0 || periods.length === 0) return null;
  const days = periods.map(({ from, to }) => activeDays(facts, from, to));
  return Math.min(1, days.reduce((sum, count) => sum + count, 0) / days.length / ALIVE_DAYS);
}

function activeDays(facts: TeamFacts, from: Instant, to: Instant): number {
  const days = new Set<string>();
  const add = (at: Instant): void => void days.add(facts.clock.dateOf(at));
  for (const session of [
    ...facts.rankHistory.sessions(from, to),
    ...facts.priorityHistory.sessions(from, to),
  ])
    add(session.from);
  for (const change of facts.changes.between(from, to)) {
    if (change.item.level !== 'base' || !REFINEMENTS.has(change.field)) continue;
    if (facts.statusHistory.categoryAt(change.item, change.at) === 'todo') add(change.at);
  }
  for (const event of facts.events.occurrences('refinement', from, to)) add(event.start);
  return days.size;
}
