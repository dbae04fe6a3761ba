import type { LinkFacts, PullRequestFacts } from '../../facts/facts.ts';
import type { Instant, Item, PullRequest } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { oneDecimal, partOf, percent, portion, sentence } from '../shared/words.ts';

export const hiddenImpediments = defineAnalyzer({
  id: 'hidden-impediments',
  code: 'C3',
  group: 'scrum-master',
  title: {
    detected: 'Work stalls and nothing is marked blocked',
    clear: 'Stalled work is marked',
    unknown: 'Cannot tell whether stalled work is marked',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'stallShare',
    threshold: 0.2,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    stallDays: { default: 5, source: 'design default' },
    markedShare: { default: 0.05, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'changes', 'links', 'pullRequests'],
  requires: ['statusHistory'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Work visibly stalls, but nothing is ever marked as blocked.',
  why: 'What nobody marks nobody helps with, and the sprint learns of it in its last days.',
  logic:
    'Of the items worked on in the window, those in progress without any event for five working days. A fifth of the items or more, with fewer than 5 % of these pauses marked as blocked, makes a finding.',
  guards: [
    'Activity in linked pull requests counts as movement.',
    'Holidays and weekends do not count.',
    'Where the board is not kept up to date at all, a pause cannot be told from a stale board: clear.',
  ],
  coaching: {
    question: 'What was happening in the five silent days?',
    next: 'Agree on one visible mark for blocked work.',
    whenFine: 'How does the team notice that an item has stopped?',
  },
  references: [
    'Product Manager HQ: Scrum Master vs Product Owner: note any obstacles',
    'The Scrum Guide 2020: transparency',
    'Inviqa, Strehle: “Hidden Impediment”',
  ],
  analyze({ statusHistory, links, pullRequests, window, clock, asOf }, limits, others) {
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const worked = statusHistory.inWorkBetween(from, to).flatMap((item) => {
      const start = statusHistory.startOf(item);
      if (start === null) return [];
      const span = { from: Math.max(start, from), to: Math.min(statusHistory.finishOf(item) ?? asOf, to) };
      return span.to > span.from ? [{ item, ...span }] : [];
    });
    const requestsOf = byItem(pullRequests, from);
    const stalls = worked.flatMap(({ item, from: begin, to: end }) => {
      const marks = [begin, ...eventsOf(item, requestsOf(item)).filter((at) => at > begin && at < end), end];
      return marks.slice(1).flatMap((at, index) => {
        const before = marks[index] as Instant;
        const days = clock.days(before, at);
        return days >= limits.stallDays && statusHistory.categoryAt(item, before) === 'doing'
          ? [{ item, from: before, days, marked: isMarked(item, before, at, links) }]
          : [];
      });
    });
    const stalled = new Set(stalls.map(({ item }) => item));
    const marked = stalls.filter((stall) => stall.marked).length;
    const markedShare = stalls.length === 0 ? 1 : marked / stalls.length;
    const share = worked.length === 0 ? 0 : stalled.size / worked.length;
    const summary = `${sentence(portion(stalled.size, worked.length, 'item in progress', 'items in progress'))} had ${oneDecimal(limits.stallDays)} working days or more without any event${stalls.length === 0 ? '' : `; ${partOf(marked, stalls.length, 'such pause')} ${marked === 1 ? 'was' : 'were'} marked as blocked`}. The limits are ${percent(limits.stallShare)} and ${percent(limits.markedShare)}.`;
    const outcome = judgeShare({
      hits: stalled.size,
      n: worked.length,
      threshold: limits.stallShare,
      minimum: 20,
      thing: 'item',
      alsoMet: markedShare < limits.markedShare,
      summary,
      evidence: stalls
        .filter((stall) => !stall.marked)
        .sort((a, b) => b.days - a.days || a.from - b.from)
        .map((stall) =>
          itemNote(stall.item, `${oneDecimal(stall.days)} working days without any event`, stall.from),
        ),
    });
    if (outcome.state !== 'detected' || others('stale-sprint-board').state !== 'detected') return outcome;
    return clear({
      value: share,
      sample: worked.length,
      summary: `${summary} The board is updated in batches, so a pause cannot be told from a stale board.`,
    });
  },
});

/** The pull requests that name an item or that it names, found without looking through all of them for each item. */
function byItem(pullRequests: PullRequestFacts, since: Instant): (item: Item) => readonly PullRequest[] {
  const known = new Map<string, PullRequest[]>();
  const add = (name: string, request: PullRequest): void => {
    const list = known.get(name);
    if (list === undefined) known.set(name, [request]);
    else list.push(request);
  };
  for (const request of pullRequests.unseen.length > 0 ? [] : pullRequests.all) {
    if (request.closed !== null && request.closed < since) continue;
    for (const key of request.items) add(`item ${key}`, request);
    add(`request ${request.id}`, request);
  }
  return (item) => [
    ...new Set(
      [`item ${item.key}`, ...item.pullRequests.map((id) => `request ${id}`)].flatMap(
        (name) => known.get(name) ?? [],
      ),
    ),
  ];
}

/** Times at which a person did something to the item or in its pull requests, in order. */
function eventsOf(item: Item, requests: readonly PullRequest[]): readonly Instant[] {
  return [
    ...item.changes.filter((change) => change.automated !== true).map((change) => change.at),
    ...item.comments.map((comment) => comment.at),
    ...requests.flatMap((one) => [
      one.created,
      ...(one.ready === null ? [] : [one.ready]),
      ...(one.merged === null ? [] : [one.merged]),
      ...one.reviews.map((review) => review.at),
    ]),
  ].sort((a, b) => a - b);
}

function isMarked(item: Item, from: Instant, to: Instant, links: LinkFacts): boolean {
  return (
    links.unseen.length === 0 &&
    links.blockEpisodes(item).some((episode) => episode.from < to && (episode.to ?? to) > from)
  );
}
