import { WEIGHTS, CAPS } from '../quality/weights.ts';
import { weighted } from '../quality/quality.ts';
import type { Criterion, CriterionId, ItemKind } from '../facts/facts.ts';
import { compareText } from '../facts/items.ts';
import { DAY } from '../history/working-time.ts';
import type { Item, ItemKey } from '../history/team-history.ts';
import {
  PART_WEIGHTS,
  READY,
  detailShare,
  leanCounts,
  leanPart,
  partsOf,
  readyCount,
  readyPart,
  valuePart,
  type BacklogState,
  type LeanCounts,
  type ScoredItem,
} from './backlog-parts.ts';

/** An edit of a quarter of an hour and what the score gains by it (rules §5.3). */
export interface Edit {
  readonly text: string;
  readonly keys: ItemKey[];
  readonly gain: number;
}

const MAX_EDITS = 5;
/** Weight of the parts that must be seen for a score (rules §5.2). */
const SCORED_FROM = 60;
/** Gains below this are no advice. */
const MIN_GAIN = 0.1;
/** Changes to one item that fit into a quarter of an hour. */
const MAX_FIXES = 3;
/** Calendar days without a touch after which an item may go. */
const ARCHIVE_DAYS = 180;
/** Groups of duplicates that can be merged in a quarter of an hour. */
const MAX_MERGED_GROUPS = 5;

/** What a quarter of an hour can mend in an item, in the words of the advice. */
const FIXES: Readonly<Partial<Record<CriterionId, string>>> = {
  testable: 'add three acceptance examples',
  value: 'say what it is good for',
  'who-what': 'say who wants what',
  atomic: 'split it into one need each',
  small: 'split it so that it fits into a sprint',
  sized: 'let the Developers size it',
  traceable: 'link it to the goal it serves',
};

/** Bugs and research are tested by other means than examples. */
function fixOf({ id, value }: Criterion, kind: ItemKind): string {
  if (id === 'testable' && kind === 'bug') return 'add the steps, what was expected and what happened';
  if (id === 'testable' && kind === 'spike') return 'add the question, a time limit and the expected result';
  if (id === 'testable' && value === 0.5)
    return 'replace vague words in its acceptance criteria by numbers or examples';
  if (id === 'value' && kind === 'bug') return 'say whom it hits and how badly';
  if (id === 'small' && kind === 'spike') return 'set a time limit of two days at most';
  return FIXES[id] ?? '';
}

/** Figures of the score that edits move. */
interface Figures {
  ready: number;
  values: Map<Item, number>;
  lean: LeanCounts;
}

interface Candidate {
  readonly text: string;
  readonly keys: ItemKey[];
  readonly apply: (figures: Figures) => Figures;
}

/** The five edits that gain most, chosen one after another, each counted on top of those before it. */
export function bestEdits(
  state: BacklogState,
  detailed = detailShare(state),
  parts = partsOf(state, detailed),
): Edit[] {
  const weights = (Object.entries(PART_WEIGHTS) as [keyof typeof parts, number][]).reduce(
    (sum, [name, weight]) => sum + (parts[name] === null ? 0 : weight),
    0,
  );
  if (weights === 0) return [];
  // Where too little can be seen for a score, gains are points of the whole, not of the little that is seen.
  const whole = weights < SCORED_FROM ? 100 : weights;
  const scoreWith = (figures: Figures): number => {
    const moved = {
      ready: readyPart(state, figures.ready, detailed),
      value: valuePart([...figures.values.values()]),
      lean: leanPart(figures.lean),
    };
    const sum = (Object.keys(moved) as (keyof typeof moved)[]).reduce(
      (total, name) => total + (parts[name] === null ? 0 : PART_WEIGHTS[name] * (moved[name] ?? 0)),
      0,
    );
    return (100 * sum) / whole;
  };
  let figures = startFigures(state);
  let current = scoreWith(figures);
  let left = candidates(state);
  const chosen: Edit[] = [];
  while (chosen.length < MAX_EDITS) {
    const rated = left
      .map((candidate) => ({ candidate, gain: scoreWith(candidate.apply(figures)) - current }))
      .sort((a, b) => b.gain - a.gain || compareText(a.candidate.keys[0] ?? '', b.candidate.keys[0] ?? ''));
    const best = rated[0];
    if (best === undefined || best.gain < MIN_GAIN) break;
    chosen.push({ text: best.candidate.text, keys: best.candidate.keys, gain: best.gain });
    figures = best.candidate.apply(figures);
    current += best.gain;
    left = left.filter((candidate) => candidate !== best.candidate);
  }
  return chosen;
}

function startFigures(state: BacklogState): Figures {
  const values = new Map<Item, number>();
  for (const { item, zone, readiness } of state.items) {
    const value = readiness.criteria.find(({ id }) => id === 'value')?.value ?? null;
    if (zone !== 'later' && value !== null) values.set(item, value);
  }
  return { ready: readyCount(state), values, lean: leanCounts(state) };
}

function candidates(state: BacklogState): Candidate[] {
  const items = state.withheld
    ? []
    : state.items.flatMap((entry) =>
        entry.zone === 'later' ? [] : itemEdits(entry, state.facts.words.kindOf(entry.item)),
      );
  return [...items, ...archive(state), ...merge(state)];
}

/** The smallest set of changes that makes an item ready, else the one that makes its value clear. */
function itemEdits({ item, zone, readiness }: ScoredItem, kind: ItemKind): Candidate[] {
  const fixable = readiness.criteria
    .filter(({ id, value }) => value !== null && value < 1 && FIXES[id] !== undefined)
    .sort((a, b) => WEIGHTS[b.id][zone] * (1 - (b.value ?? 0)) - WEIGHTS[a.id][zone] * (1 - (a.value ?? 0)));
  const edits: Candidate[] = [];
  if (zone === 'now' && (readiness.value ?? 0) < READY) {
    const fixes = fixesToReady(readiness.criteria, fixable);
    if (fixes !== null) edits.push(itemEdit(item, kind, fixes, true));
  }
  const value = fixable.find(({ id }) => id === 'value');
  if (value !== undefined) edits.push(itemEdit(item, kind, [value], false));
  return edits;
}

function itemEdit(item: Item, kind: ItemKind, fixes: readonly Criterion[], becomesReady: boolean): Candidate {
  const words = fixes.map((fix) => fixOf(fix, kind));
  const list =
    words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
  return {
    text: `${item.key}: ${list}${becomesReady ? ', and it is ready' : ''}`,
    keys: [item.key],
    apply: (figures) => {
      const values = new Map(figures.values);
      if (fixes.some(({ id }) => id === 'value') && values.has(item)) values.set(item, 1);
      return { ...figures, values, ready: figures.ready + (becomesReady ? 1 : 0) };
    },
  };
}

/** Fixes by weight until the item is ready; null when a quarter of an hour does not suffice. */
function fixesToReady(criteria: readonly Criterion[], fixable: readonly Criterion[]): Criterion[] | null {
  const fixes: Criterion[] = [];
  const blocked = criteria.find(({ id }) => id === 'independent')?.value === 0;
  if (blocked && CAPS.blocked < READY) return null;
  // A cap holds until its own cause is mended, so these come first.
  const capped = fixable.filter(({ id, value }) => (id === 'testable' || id === 'small') && value === 0);
  for (const fix of [...capped, ...fixable.filter((one) => !capped.includes(one))]) {
    if (fixes.length === MAX_FIXES) return null;
    fixes.push(fix);
    const after = criteria.map((one) =>
      fixes.some(({ id }) => id === one.id) ? { ...one, value: 1 as const } : one,
    );
    const capsLeft = capped.some((cap) => !fixes.includes(cap));
    if (!capsLeft && (weighted(after, 'now', []) ?? 0) >= READY) return fixes;
  }
  return null;
}

/** Items far down that nobody has touched for half a year. */
function archive({ facts, items }: BacklogState): Candidate[] {
  if (facts.changes.unseen.length > 0) return [];
  const old = items
    .filter(
      ({ item, zone }) => zone === 'later' && facts.asOf - facts.changes.lastTouch(item) > ARCHIVE_DAYS * DAY,
    )
    .map(({ item }) => item);
  if (old.length === 0) return [];
  const keys = old.map((item) => item.key).sort(compareText);
  const twins = new Set(facts.quality.duplicates.flat());
  const duplicates = old.filter((item) => twins.has(item)).length;
  return [
    {
      text: `Archive ${old.length === 1 ? 'the item' : `${old.length} items`} far down that nobody has touched for more than ${ARCHIVE_DAYS} days`,
      keys,
      apply: (figures) => ({
        ...figures,
        lean: {
          ...figures.lean,
          open: figures.lean.open - old.length,
          stale: figures.lean.stale === null ? null : Math.max(0, figures.lean.stale - old.length),
          duplicates: Math.max(0, figures.lean.duplicates - duplicates),
        },
      }),
    },
  ];
}

/** The largest groups of items that say the same. */
function merge({ facts, withheld }: BacklogState): Candidate[] {
  if (withheld) return [];
  const groups = [...facts.quality.duplicates]
    .sort((a, b) => b.length - a.length || compareText(a[0]?.key ?? '', b[0]?.key ?? ''))
    .slice(0, MAX_MERGED_GROUPS);
  if (groups.length === 0) return [];
  const items = groups.flat();
  const gone = items.length - groups.length;
  const backlog = new Set(facts.order.backlog);
  const candidate: Candidate = {
    text: `Merge ${groups.length === 1 ? 'the group' : `${groups.length} groups`} of items that say the same: ${groups
      .slice(0, 3)
      .map((group) =>
        group
          .slice(0, 3)
          .map((item) => item.key)
          .join(' = '),
      )
      .join('; ')}`,
    keys: items
      .filter((item) => backlog.has(item))
      .map((item) => item.key)
      .sort(compareText),
    apply: (figures) => ({
      ...figures,
      lean: {
        ...figures.lean,
        open: figures.lean.open - gone,
        duplicates: Math.max(0, figures.lean.duplicates - items.length),
      },
    }),
  };
  return candidate.keys.length > 0 ? [candidate] : [];
}
