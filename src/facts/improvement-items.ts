import type { Instant, Item, ScrumEvent } from '../history/team-history.ts';
import { changesOf } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type { Improvement, ImprovementFacts } from './facts.ts';
import { compareText, isDropped } from './items.ts';
import { lazy, memo } from './lazy.ts';
import { nameMemo, plainName, plainNames, wholeWords } from './names.ts';

/** Labels and types of improvements of how the team works. */
const RETRO = wholeWords(
  'retro|retros|retrospective|retrospektive|rückblick|rétrospective|retrospectiva|retrospectief|retrospettiva|retrospektywa|retro action|action item|kaizen|team improvement|process improvement|improvement action|verbesserungsmaßnahme|回顾',
);
/** Also a usual name for product enhancements: counts only while few items carry it. */
const IMPROVEMENT = /^(?:improvements?|verbesserung(?:en)?)$/u;
/** From this share of the PBIs on, "improvement" names a kind of product work, not what a Retrospective decided. */
const PRODUCT_SHARE = 0.2;
/** Improvements that need somebody beyond the team. */
const ORGANISATIONAL = wholeWords(
  'org|organisation|organization|organisational|organizational|management|systemic',
);

/**
 * Improvements of how the team works: labelled or typed items, and actions recorded on retrospective pages.
 * `NO_IMPROVEMENT_CONVENTION`: no label, type or page for improvements or retrospectives was ever used.
 */
export function improvementFacts(context: Context): ImprovementFacts {
  const isMarked = markerTest(context);
  const records = lazy(() => new Set(retrospectives(context).map((event) => event.key)));
  const isImprovement = memo(
    (item: Item) => item.level !== 'above' && !records().has(item.key) && isMarked(item),
  );
  const all = lazy((): readonly Improvement[] => {
    const items = context.history.items.filter(isImprovement).map((item) => ofItem(context, item));
    const actions = retrospectives(context).flatMap((event) =>
      event.actions.map((action) => ofAction(action)),
    );
    return [...items, ...actions].sort(
      (a, b) =>
        a.created - b.created ||
        compareText(a.key ?? '', b.key ?? '') ||
        compareText(a.text ?? '', b.text ?? ''),
    );
  });
  const used = lazy(
    () => all().length > 0 || retrospectives(context).some((event) => event.source !== 'calendar'),
  );
  return {
    get unseen() {
      const unrecorded = context.unrecorded('improvementItems');
      return unrecorded.length > 0 || used() ? unrecorded : (['NO_IMPROVEMENT_CONVENTION'] as const);
    },
    get all() {
      return all();
    },
    isImprovement,
  };
}

function retrospectives(context: Context): readonly ScrumEvent[] {
  return context.history.events.filter((event) => event.kind === 'retrospective' && !event.cancelled);
}

function markerTest(context: Context): (item: Item) => boolean {
  const configured = plainNames(context.agreements.labels.improvement);
  const hasName = (item: Item, fits: (name: string) => boolean): boolean =>
    item.labels.some(fits) || (item.type !== null && fits(item.type));
  if (configured.size > 0) {
    const isConfigured = nameMemo((name) => configured.has(plainName(name)));
    return (item) => hasName(item, isConfigured);
  }
  const isRetro = nameMemo((name) => RETRO.test(plainName(name)));
  const isImprovement = nameMemo((name) => IMPROVEMENT.test(plainName(name)));
  const isProductWork = lazy(() => {
    const { pbis } = context.facts.items;
    const carrying = pbis.filter((item) => hasName(item, isImprovement)).length;
    return carrying >= PRODUCT_SHARE * pbis.length;
  });
  return (item) => hasName(item, (name) => isRetro(name) || (isImprovement(name) && !isProductWork()));
}

function ofItem(context: Context, item: Item): Improvement {
  const { statusHistory } = context.facts;
  return {
    key: item.key,
    text: item.title,
    created: item.created,
    started: statusHistory.startOf(item),
    resolved: resolvedAt(context, item),
    owned: item.assignee !== null,
    organisational: item.labels.some((label) => ORGANISATIONAL.test(plainName(label))),
  };
}

/** Entry into the closed state the item is in now, done or dropped. */
function resolvedAt(context: Context, item: Item): Instant | null {
  const finish = context.facts.statusHistory.finishOf(item);
  if (finish !== null || context.statusOf(item.status).category !== 'done') return finish;
  const entries = context.facts.statusHistory
    .transitions(item)
    .filter((move) => move.to.category === 'done' && move.from.category !== 'done');
  const entered = entries[entries.length - 1]?.at;
  if (entered !== undefined) return entered;
  const resolved = changesOf(item, 'resolution');
  return resolved[resolved.length - 1]?.at ?? (isDropped(context, item) ? item.updated : null);
}

/** A recorded action counts as taken up when it is written down: pages know no start. */
function ofAction(action: ScrumEvent['actions'][number]): Improvement {
  return {
    key: null,
    text: action.text,
    created: action.created,
    started: action.created,
    resolved: action.done ?? (action.dropped ? action.created : null),
    owned: action.owner !== null,
    organisational: false,
  };
}
