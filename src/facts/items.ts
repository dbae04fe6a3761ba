import type { Item, ItemKey } from '../history/team-history.ts';
import { isTouchedSince } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type { ItemFacts } from './facts.ts';
import { groupBy, lazy } from './lazy.ts';
import { lookBackStart } from './window.ts';
import { DAY } from '../history/working-time.ts';

/** Keys that links may be built from; anything else gets no link. */
const LINKABLE_KEY = /^[A-Za-z0-9][A-Za-z0-9_.#/-]*$/;

/** What readers want to know of the time before the earliest sprint they look at. */
const BEFORE_LOOK_BACK = 14 * DAY;

/** Populations of the rule table: Product Backlog Items and those open, started, Done and waiting in the backlog. */
export function itemFacts(context: Context): ItemFacts {
  const { history } = context;
  const sorted = lazy(() =>
    [...history.items].sort((a, b) => a.created - b.created || compareText(a.key, b.key)),
  );
  const level = (wanted: Item['level']): readonly Item[] => sorted().filter((item) => item.level === wanted);
  const pbis = lazy(() => level('base'));
  // Asked for every sprint of W, of a history that may be ten years long.
  const recentSince = lookBackStart(context.window) - BEFORE_LOOK_BACK;
  const recent = lazy(() => pbis().filter((item) => isTouchedSince(item, recentSince)));
  const subs = lazy(() => level('sub'));
  const above = lazy(() => level('above'));
  const open = lazy(() => pbis().filter((item) => context.statusOf(item.status).category !== 'done'));
  const done = lazy(() => pbis().filter((item) => isDone(context, item)));
  const started = lazy(() => open().filter((item) => context.statusOf(item.status).category === 'doing'));
  const backlog = lazy(() => backlogItems(context, open()));
  const byKey = lazy(() => new Map(history.items.map((item) => [item.key, item])));
  const children = lazy(() =>
    groupBy(
      sorted().filter((item) => item.parent !== null),
      (item) => item.parent as ItemKey,
    ),
  );
  return {
    unseen: context.unrecorded('items'),
    get pbis() {
      return pbis();
    },
    pbisSince: (since) => {
      const among = since >= recentSince ? recent() : pbis();
      return since === Number.NEGATIVE_INFINITY ? among : among.filter((item) => isTouchedSince(item, since));
    },
    get subs() {
      return subs();
    },
    get above() {
      return above();
    },
    get open() {
      return open();
    },
    get started() {
      return started();
    },
    get done() {
      return done();
    },
    get backlog() {
      return backlog();
    },
    get: (key) => byKey().get(key),
    children: (key) => children().get(key) ?? [],
    url: (key) => itemUrl(history.team.itemUrlBase, key),
    finishOf: (item) => context.facts.statusHistory.finishOf(item),
  };
}

/** A link built from the configured base; null for a source without links or a key that is no key. */
export function itemUrl(base: string | null, key: ItemKey): string | null {
  if (base === null || !LINKABLE_KEY.test(key.replace(/^#/, ''))) return null;
  return base + encodeURIComponent(key.replace(/^#/, '')).replaceAll('%2F', '/');
}

/** Done and not dropped: cancelled items are neither open nor Done. */
export function isDone(context: Pick<Context, 'statusOf'>, item: Item): boolean {
  const status = context.statusOf(item.status);
  return status.category === 'done' && !isDropped(context, item);
}

/** Ended without being done: won't do, duplicate, cancelled. */
export function isDropped(context: Pick<Context, 'statusOf'>, item: Item): boolean {
  return (
    item.resolution === 'dropped' || item.resolution === 'duplicate' || context.statusOf(item.status).dropped
  );
}

function backlogItems(context: Context, open: readonly Item[]): readonly Item[] {
  const active = new Set(
    context.history.sprints.filter((sprint) => sprint.state === 'active').map((sprint) => sprint.id),
  );
  return open.filter(
    (item) => context.statusOf(item.status).category === 'todo' && !item.sprints.some((id) => active.has(id)),
  );
}

/** Code-unit order, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
