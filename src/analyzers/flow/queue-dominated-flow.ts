import type { BoardStateFacts, LinkFacts, StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { count, listing, percent, workingDays } from '../shared/words.ts';

export const queueDominatedFlow = defineAnalyzer({
  id: 'queue-dominated-flow',
  code: 'L6',
  group: 'flow',
  title: {
    detected: 'Items wait more than they are worked on',
    clear: 'Items are worked on more than they wait',
    unknown: 'Cannot tell how long items wait',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'waitShare',
    threshold: 0.6,
    unit: 'share of cycle time',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    stateShare: { default: 0.3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_WAIT_STATES', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'boardStates', 'links'],
  requires: ['statusHistory', 'boardStates'],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Items wait more than they are worked on.',
  why: 'Time in a queue adds nothing to an item; shortening it is usually easier than working faster.',
  logic:
    'For each finished item the time in waiting states and under a flag is divided by its cycle time. A median of 60 % or more makes a finding; the state with the longest wait is named where it holds 30 % of the time.',
  guards: ['Which states stand for waiting is shown, so that a wrong mapping can be mended.'],
  coaching: {
    question: 'Who would have to do what for this queue to be empty at night?',
    next: 'Agree on a limit for that one column.',
  },
  references: [
    'The Kanban Guide for Scrum Teams: active management of items in progress',
    'Modig, Åhlström: This Is Lean (flow efficiency)',
  ],
  analyze({ window, statusHistory, boardStates, links, clock }, limits) {
    if (boardStates.unseenWaiting.length > 0)
      return notObservable(['NO_WAIT_STATES'], 'No state stands for waiting, only to do, doing and Done.');
    const finished =
      window.from === null || window.to === null ? [] : statusHistory.finishedBetween(window.from, window.to);
    const items = finished
      .filter((item) => (statusHistory.cycleDays(item) ?? 0) > 0)
      .map((item) => waitOf(item, { statusHistory, boardStates, links, clock }));
    const shares = items.map((entry) => entry.share);
    if (items.length < 20)
      return insufficientSample(
        shares.length === 0 ? null : median(shares),
        items.length,
        `${count(items.length, 'finished item')} with a cycle time, 20 are needed.`,
      );
    const middle = median(shares);
    const states = statesByShare(items);
    const top = states.find(([, share]) => share >= limits.stateShare);
    const named =
      top === undefined ? '' : ` The longest queue is “${top[0]}” with ${percent(top[1])} of the time.`;
    return judged(middle >= limits.waitShare, {
      value: middle,
      sample: items.length,
      summary: `${items.length} finished items waited for ${percent(middle)} of their time in the median; the limit is ${percent(limits.waitShare)}.${named} Counted as waiting: ${listing(states.map(([name]) => name)) || 'flagged items'}.`,
      evidence: [...items]
        .sort((a, b) => b.waited - a.waited || (a.item.key < b.item.key ? -1 : 1))
        .map((entry) => ({
          kind: 'item' as const,
          text: `waited ${workingDays(entry.waited)} of ${workingDays(entry.total)}`,
          key: entry.item.key,
          at: statusHistory.finishOf(entry.item),
        })),
    });
  },
});

interface Wait {
  readonly item: Item;
  readonly total: number;
  readonly waited: number;
  readonly share: number;
  readonly byState: ReadonlyMap<string, number>;
}

interface Seen {
  readonly statusHistory: StatusFacts;
  readonly boardStates: BoardStateFacts;
  readonly links: LinkFacts;
  readonly clock: WorkingTime;
}

/** Waiting of one item between start and finish: waiting states, and blocked time outside them. */
function waitOf(item: Item, { statusHistory, boardStates, links, clock }: Seen): Wait {
  const start = statusHistory.startOf(item) as Instant;
  const finish = statusHistory.finishOf(item) as Instant;
  const byState = new Map<string, number>();
  let waited = 0;
  for (const span of statusHistory.spans(item)) {
    const [from, to] = [Math.max(span.from, start), Math.min(span.to, finish)];
    if (to <= from) continue;
    const days = boardStates.isWaiting(span.status)
      ? clock.days(from, to)
      : blockedDays(item, from, to, links, clock);
    waited += days;
    if (boardStates.isWaiting(span.status))
      byState.set(span.status.name, (byState.get(span.status.name) ?? 0) + days);
  }
  const total = clock.days(start, finish);
  return { item, total, waited, share: total === 0 ? 0 : waited / total, byState };
}

function blockedDays(item: Item, from: Instant, to: Instant, links: LinkFacts, clock: WorkingTime): number {
  if (links.unseen.length > 0) return 0;
  return links
    .blockEpisodes(item)
    .reduce(
      (sum, episode) => sum + clock.days(Math.max(episode.from, from), Math.min(episode.to ?? to, to)),
      0,
    );
}

/** Waiting states with their share of all cycle time, the longest first. */
function statesByShare(items: readonly Wait[]): [string, number][] {
  const total = items.reduce((sum, entry) => sum + entry.total, 0);
  const byState = new Map<string, number>();
  for (const entry of items)
    for (const [name, days] of entry.byState) byState.set(name, (byState.get(name) ?? 0) + days);
  return [...byState]
    .map(([name, days]): [string, number] => [name, total === 0 ? 0 : days / total])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
