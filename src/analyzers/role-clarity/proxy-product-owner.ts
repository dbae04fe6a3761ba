import type { ItemChange, Session } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { changesOf } from '../../history/timeline.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { itemNote, metricNote } from '../shared/evidence.ts';
import { orderingSessions, unseenOrdering } from '../shared/ordering.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { stateTest } from '../shared/states.ts';
import { median, shareTest } from '../shared/statistics.ts';
import { count, portion, sentence, workingDays } from '../shared/words.ts';

/** Labels of work that others may legitimately move up. */
const URGENT_LABEL = /incident|compliance|legal|security/iu;

export const proxyProductOwner = defineAnalyzer({
  id: 'proxy-product-owner',
  code: 'A6',
  group: 'role-clarity',
  title: {
    detected: "The Product Owner's decisions are routinely overridden or wait for someone else",
    clear: "The Product Owner's decisions stand",
    unknown: "Cannot tell whether the Product Owner's decisions stand",
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'overrideShare',
    threshold: 0.15,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    overrideDays: { default: 5, source: 'design default' },
    approvalDays: { default: 5, source: 'design default' },
    minApprovalItems: { default: 12, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ROSTER',
  ],
  needs: ['roles', 'roster', 'changes', 'rankHistory', 'priorityHistory', 'boardStates'],
  requires: [],
  observable: { jira: 'partial', linear: 'no', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Product Owner has no authority: their ordering is routinely overridden or waits for somebody else.',
  why: 'A Product Owner whose decisions do not stand cannot be accountable for value, and the team waits for two people instead of one.',
  logic:
    'Of the items that the Product Owner ordered, the share that somebody outside the team moved again within days; or items wait long in a state that stands for approval before they are ready.',
  guards: [
    'Incidents, compliance and expedited items are left out.',
    'A manager who is a delegate of the Product Owner counts as the Product Owner.',
  ],
  coaching: {
    question: 'Which decisions can you take today without asking anyone?',
    next: 'Write down with the sponsor which decisions the Product Owner takes alone.',
  },
  references: [
    'The Scrum Guide 2020: for Product Owners to succeed, the entire organization must respect their decisions',
    'Wolpers: The Scrum Anti-Patterns Guide: proxy Product Owner',
    'Eloranta and others 2016: Exploring ScrumBut (IST 74): Product Owner without authority',
  ],
  analyze(
    { roles, roster, changes, rankHistory, priorityHistory, boardStates, window, words, clock },
    limits,
  ) {
    const ordering = { rankHistory, priorityHistory };
    const unseen = [...unknownHolder(roles.productOwner), ...roster.unseen, ...unseenOrdering(ordering)];
    if (unseen.length > 0)
      return notObservable(unseen, 'Whose ordering is changed by whom cannot be seen for this team.');
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const counts = (item: Item): boolean =>
      !words.isExpedite(item) && !item.labels.some((label) => URGENT_LABEL.test(label));
    const moves = changes.between(from, to);
    const outside = outsideTimes(
      orderingSessions(ordering, from, to).filter((session) => roster.isOutsider(session.by)),
      moves.filter((change) => change.field === 'sprint' && roster.isOutsider(change.by)),
    );
    const own = orderingSessions(ordering, from, to).filter((session) => roles.isProductOwner(session.by));
    const ordered = ownTimes(own, counts);
    const overridden = [...ordered].filter(([item, times]) =>
      (outside.get(item) ?? []).some((at) =>
        times.some((set) => set < at && clock.days(set, at) <= limits.overrideDays),
      ),
    );
    const share = ordered.size === 0 ? null : overridden.length / ordered.size;
    if (share === null || ordered.size < 20)
      return insufficientSample(
        share,
        ordered.size,
        `The Product Owner ordered ${count(ordered.size, 'item')}: too few to judge (20).`,
      );
    const waits = approvalDays(
      moves.filter((change) => change.field === 'status' && counts(change.item)),
      stateTest(boardStates, boardStates.isApproval),
      clock,
    );
    const waited = waits.length >= limits.minApprovalItems ? median(waits) : 0;
    const isSlow = waits.length >= limits.minApprovalItems && waited >= limits.approvalDays;
    const verdict = shareTest(overridden.length, ordered.size, limits.overrideShare);
    const text = `${sentence(portion(overridden.length, ordered.size, 'item that the Product Owner ordered', 'items that the Product Owner ordered'))} were moved by somebody outside the team within ${workingDays(limits.overrideDays)}`;
    const approval =
      waits.length >= limits.minApprovalItems
        ? `; ${count(waits.length, 'item')} waited a median of ${workingDays(waited)} for approval`
        : '';
    if (verdict === 'uncertain' && !isSlow)
      return insufficientSample(share, ordered.size, `${text}${approval}: too few items to be sure.`);
    return judged(verdict === 'over' || isSlow, {
      value: share,
      sample: ordered.size,
      roleConfidence: roleConfidence(roles.productOwner),
      summary: `${text}${approval}.`,
      evidence: [
        ...overridden.map(([item]) =>
          itemNote(item, 'Ordered by the Product Owner, then moved from outside the team'),
        ),
        ...(isSlow
          ? [
              metricNote(
                `${count(waits.length, 'item')} waited a median of ${workingDays(waited)} for approval`,
              ),
            ]
          : []),
      ],
    });
  },
});

function ownTimes(sessions: readonly Session[], counts: (item: Item) => boolean): Map<Item, number[]> {
  const times = new Map<Item, number[]>();
  for (const session of sessions) {
    for (const item of session.items) {
      if (counts(item)) times.set(item, [...(times.get(item) ?? []), session.from]);
    }
  }
  return times;
}

function outsideTimes(sessions: readonly Session[], moves: readonly ItemChange[]): Map<Item, number[]> {
  const times = new Map<Item, number[]>();
  const add = (item: Item, at: number): void => void times.set(item, [...(times.get(item) ?? []), at]);
  for (const session of sessions) for (const item of session.items) add(item, session.to);
  for (const move of moves) add(move.item, move.at);
  return times;
}

/** Working days in an approval state of the items that left one. */
function approvalDays(
  moves: readonly ItemChange[],
  isApproval: (status: string | null) => boolean,
  clock: WorkingTime,
): readonly number[] {
  const waits = new Map<Item, number>();
  for (const move of moves) {
    if (!isApproval(move.from)) continue;
    const entries = changesOf(move.item, 'status').filter(
      (change) => change.to === move.from && change.at < move.at,
    );
    const entered = entries[entries.length - 1]?.at ?? move.item.created;
    waits.set(move.item, (waits.get(move.item) ?? 0) + clock.days(entered, move.at));
  }
  return [...waits.values()];
}
