import { parseLink } from '../history/as-of.ts';
import {
  splitSet,
  type Change,
  type Instant,
  type Item,
  type ItemKey,
  type LinkKind,
  type PersonId,
} from '../history/team-history.ts';
import { changesOf, isTouchedSince } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type { BlockEpisode, LinkFacts } from './facts.ts';
import { inWorkTest } from './in-work.ts';
import { groupBy, lazy, memo } from './lazy.ts';
import { plainName, plainNames, wholeWords } from './names.ts';
import { sinceLookBack } from './window.ts';

/** Labels that mark blocked work; `blocker` is not one: it names how bad a defect is. */
const BLOCKED_LABEL = wholeWords(
  'blocked|blockiert|impeded|impediment|hindernis|bloqué|bloqueado|geblokkeerd|bloccato|zablokowane|zablokowany',
);

/** Times of being blocked by flag, label, state and link. `NO_BLOCK_CONVENTION`: none of them was ever used. */
export function linkFacts(context: Context): LinkFacts {
  const blockers = lazy(() => blockingLinks(context.history.items));
  const markers = new Markers(context, (item) => blockers().get(item.key) ?? []);
  const blockEpisodes = memo((item: Item): readonly BlockEpisode[] =>
    markers.isUsedBy(item) ? markers.episodesOf(item) : [],
  );
  const isUsed = lazy(
    () =>
      context.history.items.some((item) => markers.isMarked(item)) ||
      context.history.items.some((item) => blockers().has(item.key)),
  );
  const linked = lazy(() => linkedItemsIn(context));
  // What is Done was blocked until then at the latest.
  const mayLastUntil = (item: Item, since: Instant): boolean =>
    context.statusOf(item.status).category !== 'done' || isTouchedSince(item, since);
  const episodesSince = sinceLookBack(context.window, (since) =>
    context.facts.items.pbis
      .filter((item) => mayLastUntil(item, since))
      .flatMap(blockEpisodes)
      .sort((a, b) => a.from - b.from),
  );
  return {
    get unseen() {
      const unrecorded = context.unrecorded('links');
      return unrecorded.length > 0 || isUsed() ? unrecorded : (['NO_BLOCK_CONVENTION'] as const);
    },
    blockEpisodes,
    episodesSince: (from) =>
      episodesSince(from).filter((episode) => episode.to === null || episode.to >= from),
    linkedItems: (item, kinds) => linked()(item, kinds),
    openBlockers: (item) => markers.openBlockers(item),
    isBlockedAt: (item, at) =>
      blockEpisodes(item).some((episode) => episode.from <= at && (episode.to === null || at < episode.to)),
  };
}

interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly via: BlockEpisode['via'];
  readonly startedBy: PersonId | null;
  readonly endedBy: PersonId | null;
}

/** A blocking link of an item over time. */
interface BlockingLink {
  readonly blocker: ItemKey;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly startedBy: PersonId | null;
  readonly endedBy: PersonId | null;
  /** Whether the other item is Done, where it is not in this history. */
  readonly otherDone: boolean | null;
}

class Markers {
  private readonly isBlockedLabel: (label: string) => boolean;
  private readonly recorded: boolean;
  private readonly inWork = lazy(() => inWorkTest(this.context));

  constructor(
    private readonly context: Context,
    private readonly linksOf: (item: Item) => readonly BlockingLink[],
  ) {
    const configured = plainNames(context.agreements.labels.blocked);
    const known = new Map<string, boolean>();
    this.isBlockedLabel = (label) => {
      const found = known.get(label);
      if (found !== undefined) return found;
      const name = plainName(label);
      const blocked = configured.size > 0 ? configured.has(name) : BLOCKED_LABEL.test(name);
      known.set(label, blocked);
      return blocked;
    };
    this.recorded = !context.unrecorded('changes').includes('NO_CHANGELOG');
  }

  isUsedBy(item: Item): boolean {
    return this.linksOf(item).length > 0 || this.isMarked(item);
  }

  /** By a flag, a label or a state, now or at any time. */
  isMarked(item: Item): boolean {
    const { boardStates } = this.context.facts;
    if (item.flagged || item.labels.some(this.isBlockedLabel)) return true;
    if (boardStates.isBlocked(this.context.statusOf(item.status))) return true;
    return item.changes.some(
      (change) =>
        change.field === 'flagged' ||
        (change.field === 'labels' && this.hasBlockedLabel(change.to)) ||
        (change.field === 'status' &&
          change.to !== null &&
          boardStates.isBlocked(this.context.statusOf(change.to))),
    );
  }

  /** Overlapping markers are one episode; it ends at the latest when the item itself is Done or dropped. */
  episodesOf(item: Item): readonly BlockEpisode[] {
    if (!this.recorded) return [];
    const end = this.endOf(item);
    const spans = [
      ...this.flagSpans(item),
      ...this.labelSpans(item),
      ...this.stateSpans(item),
      ...this.linkSpans(item),
    ]
      .map((span) =>
        end !== null && (span.to === null || span.to > end.at)
          ? { ...span, to: end.at, endedBy: end.by }
          : span,
      )
      .filter((span) => span.to === null || span.to > span.from)
      .sort((a, b) => a.from - b.from);
    return merged(spans).map((span) => ({
      item,
      ...span,
      inWork: this.inWork()(item, span.from, span.to ?? this.context.asOf),
    }));
  }

  openBlockers(item: Item): readonly ItemKey[] {
    const open = this.linksOf(item).filter((link) => link.to === null && this.isOpen(link));
    return [...new Set(open.map((link) => link.blocker))];
  }

  /** A blocker that is not in this history counts as open only where the source says so. */
  private isOpen(link: BlockingLink): boolean {
    const blocker = this.context.facts.items.get(link.blocker);
    if (blocker === undefined) return link.otherDone === false;
    return this.context.statusOf(blocker.status).category !== 'done';
  }

  private endOf(item: Item): { at: Instant; by: PersonId | null } | null {
    if (this.context.statusOf(item.status).category !== 'done') return null;
    const moves = this.context.facts.statusHistory.transitions(item);
    for (let index = moves.length - 1; index >= 0; index--) {
      const move = moves[index];
      if (move !== undefined && move.to.category === 'done' && move.from.category !== 'done')
        return { at: move.at, by: move.by };
    }
    return { at: item.created, by: null };
  }

  private flagSpans(item: Item): readonly Span[] {
    return toggleSpans(
      item,
      changesOf(item, 'flagged'),
      item.flagged,
      (value) => value !== null && value !== '',
      'flag',
    );
  }

  private labelSpans(item: Item): readonly Span[] {
    const now = item.labels.some(this.isBlockedLabel);
    return toggleSpans(item, changesOf(item, 'labels'), now, (value) => this.hasBlockedLabel(value), 'label');
  }

  private hasBlockedLabel(value: string | null): boolean {
    return splitSet(value).some(this.isBlockedLabel);
  }

  private stateSpans(item: Item): readonly Span[] {
    const { boardStates } = this.context.facts;
    const isBlocked = (id: string | null): boolean =>
      id !== null && boardStates.isBlocked(this.context.statusOf(id));
    return toggleSpans(item, changesOf(item, 'status'), isBlocked(item.status), isBlocked, 'state');
  }

  private linkSpans(item: Item): readonly Span[] {
    const spans: Span[] = [];
    for (const link of this.linksOf(item)) {
      const blocker = this.context.facts.items.get(link.blocker);
      if (blocker === undefined) {
        // Without its state a link that still stands tells neither waiting nor its end.
        if (link.to !== null || link.otherDone === false) spans.push({ ...link, via: 'link' });
        continue;
      }
      const done = this.endOf(blocker);
      if (done !== null && done.at <= link.from) continue;
      const clearedFirst = done !== null && (link.to === null || done.at < link.to);
      spans.push({
        ...link,
        via: 'link',
        to: clearedFirst ? done.at : link.to,
        endedBy: clearedFirst ? done.by : link.endedBy,
      });
    }
    return spans;
  }
}

/** Times during which a field had a marked value; one that was never changed is there since the item was created. */
function toggleSpans(
  item: Item,
  changes: readonly Change[],
  now: boolean,
  isMarked: (value: string | null) => boolean,
  via: BlockEpisode['via'],
): readonly Span[] {
  const spans: Span[] = [];
  const initial = changes.length === 0 ? now : isMarked((changes[0] as Change).from);
  let open: { from: Instant; by: PersonId | null } | null = initial
    ? { from: item.created, by: item.creator }
    : null;
  for (const change of changes) {
    const marked = isMarked(change.to);
    if (marked && open === null) open = { from: change.at, by: change.by };
    if (!marked && open !== null) {
      spans.push({ from: open.from, to: change.at, via, startedBy: open.by, endedBy: change.by });
      open = null;
    }
  }
  if (open !== null) spans.push({ from: open.from, to: null, via, startedBy: open.by, endedBy: null });
  return spans;
}

/** Joins spans that overlap or touch; the first marker names the episode. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result[result.length - 1];
    if (last === undefined || (last.to !== null && span.from > last.to)) {
      result.push(span);
      continue;
    }
    const later = last.to !== null && (span.to === null || span.to > last.to);
    if (later) result[result.length - 1] = { ...last, to: span.to, endedBy: span.endedBy };
  }
  return result;
}

/** For each blocked item its blocking links, whichever of the two items records them. */
function blockingLinks(items: readonly Item[]): Map<ItemKey, BlockingLink[]> {
  const found: { blocked: ItemKey; link: BlockingLink }[] = [];
  const seen = new Set<string>();
  const add = (blocked: ItemKey, link: BlockingLink): void => {
    const id = `${blocked} ${link.blocker} ${link.from} ${link.to ?? ''}`;
    if (!seen.has(id)) found.push({ blocked, link });
    seen.add(id);
  };
  const recordedHere = new Set<string>();
  const linked = items.flatMap((item) => {
    const changes = changesOf(item, 'link');
    return item.links.length === 0 && changes.length === 0 ? [] : [{ item, changes }];
  });
  for (const { item, changes } of linked) {
    for (const link of linkTimes(item, changes, 'blocked-by')) {
      add(item.key, { ...link, blocker: link.key });
      recordedHere.add(`${item.key} ${link.key}`);
    }
  }
  for (const { item, changes } of linked) {
    for (const link of linkTimes(item, changes, 'blocks')) {
      if (!recordedHere.has(`${link.key} ${item.key}`))
        add(link.key, { ...link, blocker: item.key, otherDone: null });
    }
  }
  const byBlocked = groupBy(found, (entry) => entry.blocked);
  return new Map([...byBlocked].map(([key, entries]) => [key, entries.map((entry) => entry.link)]));
}

type LinkTime = Omit<BlockingLink, 'blocker'> & { readonly key: ItemKey };

/** When links of one kind were set and removed; links without a change stand since the item was created. */
function linkTimes(item: Item, changes: readonly Change[], kind: LinkKind): readonly LinkTime[] {
  const present = new Map(item.links.filter((link) => link.kind === kind).map((link) => [link.key, link]));
  const open = new Map<ItemKey, { from: Instant; by: PersonId | null }>();
  const times: LinkTime[] = [];
  for (const change of changes) {
    const [added, removed] = [parseLink(change.to), parseLink(change.from)];
    if (removed?.kind === kind) {
      const start = open.get(removed.key) ?? { from: item.created, by: item.creator };
      times.push({
        key: removed.key,
        from: start.from,
        to: change.at,
        startedBy: start.by,
        endedBy: change.by,
        otherDone: null,
      });
      open.delete(removed.key);
    }
    if (added?.kind === kind && !open.has(added.key)) open.set(added.key, { from: change.at, by: change.by });
  }
  for (const [key, link] of present) {
    const start = open.get(key) ?? { from: item.created, by: item.creator };
    times.push({
      key,
      from: start.from,
      to: null,
      startedBy: start.by,
      endedBy: null,
      otherDone: link.otherDone,
    });
  }
  return times;
}

const MIRROR: Readonly<Record<LinkKind, LinkKind>> = {
  blocks: 'blocked-by',
  'blocked-by': 'blocks',
  relates: 'relates',
  duplicates: 'duplicated-by',
  'duplicated-by': 'duplicates',
  'split-from': 'split-to',
  'split-to': 'split-from',
  'caused-by': 'causes',
  causes: 'caused-by',
  tests: 'tested-by',
  'tested-by': 'tests',
};

/** Links seen from both ends: trackers record some of them on one item only. */
function linkedItemsIn(context: Context): (item: Item, kinds: readonly LinkKind[]) => readonly Item[] {
  const others = new Map<ItemKey, { kind: LinkKind; key: ItemKey }[]>();
  const add = (of: ItemKey, kind: LinkKind, key: ItemKey): void => {
    const list = others.get(of);
    if (list === undefined) others.set(of, [{ kind, key }]);
    else list.push({ kind, key });
  };
  for (const item of context.history.items) {
    for (const link of item.links) {
      add(item.key, link.kind, link.key);
      add(link.key, MIRROR[link.kind], item.key);
    }
  }
  return (item, kinds) => {
    const keys = new Set(
      (others.get(item.key) ?? []).filter((link) => kinds.includes(link.kind)).map((link) => link.key),
    );
    return [...keys].sort().flatMap((key) => context.facts.items.get(key) ?? []);
  };
}
