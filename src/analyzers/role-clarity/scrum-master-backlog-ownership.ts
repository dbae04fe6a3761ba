import type { ItemChange } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { itemNote, metricNote } from '../shared/evidence.ts';
import { looksLikeImprovement } from '../shared/improvements.ts';
import { around, stretchAt } from '../shared/meetings.ts';
import { orderingSessions } from '../shared/ordering.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { stateTest } from '../shared/states.ts';
import { shareTest } from '../shared/statistics.ts';
import { listing, percent } from '../shared/words.ts';

/** Events that a part needs (card A7), and creations around one meeting that make a workshop. */
const MIN_EVENTS = 20;
const WORKSHOP_ITEMS = 3;

interface Part {
  readonly hits: number;
  readonly n: number;
  readonly limit: number;
  readonly text: string;
}

export const scrumMasterBacklogOwnership = defineAnalyzer({
  id: 'scrum-master-backlog-ownership',
  code: 'A7',
  group: 'role-clarity',
  title: {
    detected: 'The Scrum Master orders, writes or accepts much of the backlog',
    clear: 'The Scrum Master leaves the backlog to its owner',
    unknown: 'Cannot tell how far the Scrum Master works on the backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'orderingShare',
    threshold: 0.4,
    unit: 'share of sessions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    authoredShare: { default: 0.5, source: 'design default' },
    acceptedShare: { default: 0.4, source: 'design default' },
    clericalWeight: { default: 0.25, source: 'design default' },
    clericalMinutes: { default: 30, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roles', 'changes', 'items', 'boardStates', 'rankHistory', 'priorityHistory'],
  requires: ['changes'],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Scrum Master orders, writes or accepts most of the backlog instead of advising.',
  why: 'What the Scrum Master decides about the backlog the Product Owner does not decide; advice turns into a second ordering.',
  logic:
    'Share of the ordering sessions, of the written items and of the acceptances that are the Scrum Master’s. Each part is judged from 20 of its own events; the measure is the part that exceeds its limit most, else ordering.',
  guards: [
    'Items written down in one go around a refinement meeting count a quarter: somebody has to type for the team.',
    'Items that improve how the team works are the Scrum Master’s to write and are left out.',
  ],
  coaching: {
    question: 'What would have to be true for the Product Owner to do this without you?',
    next: 'Pair once, then hand the ordering over.',
  },
  references: [
    'The Scrum Guide 2020: the Scrum Master helps find techniques for effective Product Backlog management',
  ],
  analyze({ roles, changes, boardStates, rankHistory, priorityHistory, window, words, agreements }, limits) {
    const unknown = unknownHolder(roles.scrumMaster);
    const isBoth = roles.scrumMaster.people.some((person) => roles.productOwner.people.includes(person));
    if (unknown.length > 0) return notObservable(unknown, 'It is not known who the Scrum Master is.');
    if (isBoth)
      return notObservable(
        ['OUTSIDE_SCOPE'],
        'One person holds both roles, so advice and ordering cannot be told apart.',
      );
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const own = (person: string | null): boolean => roles.isScrumMaster(person);
    const sessions = orderingSessions({ rankHistory, priorityHistory }, from, to).filter(
      (one) => one.by !== null,
    );
    const written = changes
      .createdBetween(from, to)
      .filter(
        (item) => item.level === 'base' && item.creator !== null && !looksLikeImprovement(item, agreements),
      );
    const workshops = around(words, ['refinement'], limits.clericalMinutes, from, to);
    const mine = written.filter((item) => own(item.creator));
    const accepted = changes
      .between(from, to)
      .filter(
        (change) =>
          change.field === 'status' &&
          change.by !== null &&
          isAcceptedBy(change, stateTest(boardStates, boardStates.isAcceptance), words.categoryOf),
      );
    const ordering: Part = {
      hits: sessions.filter((one) => own(one.by)).length,
      n: sessions.length,
      limit: limits.orderingShare,
      text: 'ordering sessions',
    };
    const authored: Part = {
      hits: weighted(mine, (item) => stretchAt(workshops, item.created), limits.clericalWeight),
      n: written.length,
      limit: limits.authoredShare,
      text: 'written items',
    };
    const acceptance: Part = {
      hits: accepted.filter((change) => own(change.by)).length,
      n: accepted.length,
      limit: limits.acceptedShare,
      text: 'acceptances',
    };
    const all = [ordering, authored, acceptance];
    const parts = all.filter((part) => part.n >= MIN_EVENTS);
    const most = Math.max(...all.map((part) => part.n));
    if (parts.length === 0)
      return insufficientSample(
        null,
        most,
        `At most ${most} ordering sessions, written items or acceptances: too few to judge (${MIN_EVENTS}).`,
      );
    const measured = measuredPart(parts, ordering);
    const share = measured.hits / measured.n;
    const text = `The Scrum Master's share: ${listing(parts.map((part) => `${part.hits === 0 ? 'none' : percent(part.hits / part.n)} of ${part.n} ${part.text}`))}`;
    const verdicts = parts.map((part) => shareTest(part.hits, part.n, part.limit));
    if (!verdicts.includes('over') && verdicts.includes('uncertain'))
      return insufficientSample(share, measured.n, `${text}: too few to be sure.`);
    return judged(verdicts.includes('over'), {
      value: share,
      sample: measured.n,
      roleConfidence: roleConfidence(roles.scrumMaster),
      summary: `${text}.`,
      evidence: [
        ...parts.map((part) =>
          metricNote(
            `${percent(part.hits / part.n)} of ${part.n} ${part.text} (limit ${percent(part.limit)})`,
          ),
        ),
        ...(measured === authored
          ? mine.map((item) => itemNote(item, 'Written by the Scrum Master', item.created))
          : []),
      ],
    });
  },
});

/** Out of an acceptance state into Done, on somebody else's item. */
function isAcceptedBy(
  change: ItemChange,
  isAcceptance: (id: string) => boolean,
  categoryOf: (id: string) => string,
): boolean {
  if (change.from === null || change.to === null) return false;
  return isAcceptance(change.from) && categoryOf(change.to) === 'done' && change.item.assignee !== change.by;
}

/** Items written around one meeting, if there are several, count less. */
function weighted(items: readonly Item[], meetingAt: (item: Item) => object | null, weight: number): number {
  const perMeeting = new Map<object, number>();
  let alone = 0;
  for (const item of items) {
    const meeting = meetingAt(item);
    if (meeting === null) alone++;
    else perMeeting.set(meeting, (perMeeting.get(meeting) ?? 0) + 1);
  }
  return [...perMeeting.values()].reduce(
    (sum, count) => sum + count * (count >= WORKSHOP_ITEMS ? weight : 1),
    alone,
  );
}

/** The part that exceeds its limit most, else ordering, else the one nearest to its limit. */
function measuredPart(parts: readonly Part[], ordering: Part): Part {
  const excess = (part: Part): number => part.hits / part.n / part.limit;
  const highest = parts.reduce((best, part) => (excess(part) > excess(best) ? part : best));
  return excess(highest) < 1 && parts.includes(ordering) ? ordering : highest;
}
