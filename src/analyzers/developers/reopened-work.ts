import type { LinkFacts, StatusFacts, Transition, Vocabulary } from '../../facts/facts.ts';
import { groupBy } from '../../facts/lazy.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { itemNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { percent, portion, sentence } from '../shared/words.ts';

export const reopenedWork = defineAnalyzer({
  id: 'reopened-work',
  code: 'D5',
  group: 'developers',
  title: {
    detected: 'Completed items come back',
    clear: 'Completed items stay completed',
    unknown: 'Cannot tell whether completed items come back',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'reopenShare',
    threshold: 0.1,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    high: { default: 0.2, source: 'design default' },
    misclickMinutes: { default: 30, source: 'design default' },
    bugLinkDays: { default: 14, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'links'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Completed items come back.',
  why: 'Work that comes back was counted as Done too early, and takes time that the next sprint has promised to something else.',
  logic:
    'The items that became Done in the window are read. An item counts when it left Done again; in a team that never moves an item back it counts when a bug that it caused was recorded within 14 working days. 10 % of the items make a finding, 20 % make it high.',
  guards: [
    'Moves that were taken back within 30 minutes are slips of the hand.',
    'Many items moved back together by one person are a change of the board, not rework.',
    'Moves by automation do not count.',
  ],
  coaching: {
    question: 'Which check would have caught the last three?',
    next: 'Add that check to the Definition of Done.',
    whenFine: 'Which of your checks catches most?',
  },
  references: [
    'The Scrum Guide 2020: quality does not decrease; the Definition of Done',
    'Scrum.org: The Evidence-Based Management Guide: Ability to Innovate (defects)',
  ],
  analyze({ window, statusHistory, links, words, clock }, limits) {
    const { from, to } = window;
    const moves =
      from === null || to === null ? [] : statusHistory.transitionsBetween(from, to).filter(isCompletion);
    const completed = [...new Map(moves.map((move) => [move.item, move])).keys()].filter(
      (item) => item.resolution !== 'dropped' && item.resolution !== 'duplicate',
    );
    const everMovedBack = statusHistory.reopened
      .flatMap((item) => statusHistory.transitions(item).filter(isReopening))
      .sort((a, b) => a.at - b.at);
    const bulk = bulkMoves(everMovedBack);
    const misclick = limits.misclickMinutes * 60_000;
    const reopenings = (item: Item): readonly Transition[] =>
      reopeningsOf(item, statusHistory, misclick, bulk);
    const everReopened = statusHistory.reopened.some((item) => reopenings(item).length > 0);
    const first = new Map(moves.map((move) => [move.item, move.at] as const).reverse());
    const hits = completed.flatMap((item): EvidenceNote[] => {
      const since = first.get(item) as Instant;
      if (everReopened) {
        const back = reopenings(item).find((move) => move.at > since);
        return back === undefined ? [] : [itemNote(item, 'was Done and came back', back.at)];
      }
      const bug = bugCausedBy(item, statusHistory.finishOf(item) ?? since, limits.bugLinkDays, {
        links,
        words,
        clock,
      });
      return bug === null ? [] : [itemNote(item, `was Done and caused the bug ${bug.key}`, bug.created)];
    });
    const share = completed.length === 0 ? 0 : hits.length / completed.length;
    const what = everReopened
      ? 'left Done again'
      : `were followed by a bug they caused within ${limits.bugLinkDays} working days`;
    const outcome = judgeShare({
      hits: hits.length,
      n: completed.length,
      threshold: limits.reopenShare,
      minimum: 30,
      thing: 'Done item',
      summary: `${sentence(portion(hits.length, completed.length, 'Done item'))} ${what}; the limit is ${percent(limits.reopenShare)}.`,
      evidence: hits.sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
    });
    return outcome.state === 'detected' && share >= limits.high ? { ...outcome, severity: 'high' } : outcome;
  },
});

/** One person moving this many items back within two minutes re-sorts the board (the same bounds as bulk edits). */
const BULK_ITEMS = 20;
const BULK_SPAN = 2 * 60_000;

function isCompletion(move: Transition): boolean {
  return move.to.category === 'done' && move.from.category !== 'done' && !move.to.dropped;
}

function isReopening(move: Transition): boolean {
  return (
    move.from.category === 'done' && !move.from.dropped && move.to.category !== 'done' && !move.automated
  );
}

/** Moves back that are part of a bulk move by one actor. */
function bulkMoves(reopenings: readonly Transition[]): ReadonlySet<Transition> {
  const bulk = new Set<Transition>();
  for (const list of groupBy(reopenings, (move) => move.by ?? '').values()) {
    for (let index = 0; index + BULK_ITEMS <= list.length; index++) {
      const group = list.slice(index, index + BULK_ITEMS);
      const span = (group.at(-1) as Transition).at - (group[0] as Transition).at;
      if (span <= BULK_SPAN) group.forEach((move) => bulk.add(move));
    }
  }
  return bulk;
}

/** Moves out of Done that were meant: Done had lasted, and so did the time after it. */
function reopeningsOf(
  item: Item,
  status: StatusFacts,
  misclick: number,
  bulk: ReadonlySet<Transition>,
): readonly Transition[] {
  const moves = status.transitions(item);
  return moves.filter((move, index) => {
    if (!isReopening(move) || bulk.has(move)) return false;
    const entered = moves
      .slice(0, index)
      .filter((earlier) => earlier.to.category === 'done')
      .at(-1);
    const back = moves.slice(index + 1).find((later) => later.to.category === 'done');
    if (entered !== undefined && move.at - entered.at <= misclick) return false;
    return back === undefined || back.at - move.at > misclick;
  });
}

function bugCausedBy(
  item: Item,
  finish: Instant,
  days: number,
  { links, words, clock }: { links: LinkFacts; words: Vocabulary; clock: WorkingTime },
): Item | null {
  const bugs = links
    .linkedItems(item, ['causes'])
    .filter(
      (other) =>
        words.kindOf(other) === 'bug' && other.created >= finish && clock.days(finish, other.created) <= days,
    );
  return bugs[0] ?? null;
}
