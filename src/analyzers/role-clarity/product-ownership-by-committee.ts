import type { Session } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { itemNote, metricNote } from '../shared/evidence.ts';
import { orderers, orderingSessions, unseenOrdering } from '../shared/ordering.ts';
import { count, oneDecimal, percent } from '../shared/words.ts';

export const productOwnershipByCommittee = defineAnalyzer({
  id: 'product-ownership-by-committee',
  code: 'A4',
  group: 'role-clarity',
  title: {
    detected: 'Several people order the same backlog and nobody decides',
    clear: 'One person decides the order of the backlog',
    unknown: 'Cannot tell how many people order the backlog',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'effectiveOrderers',
    threshold: 2.5,
    unit: 'people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    topShare: { default: 0.6, source: 'design default' },
    outsideOrderers: { default: 2, source: 'design default' },
    pingPongShare: { default: 0.1, source: 'design default' },
    pingPongDays: { default: 5, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_RANK_HISTORY', 'PERMISSION_DENIED'],
  needs: ['changes', 'rankHistory', 'priorityHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Several people order or re-prioritise the same backlog, and nobody decides.',
  why: 'When everybody may move an item up, the order says who came last, not what matters most.',
  logic:
    'The ordering sessions of the period are spread over several people (one over the sum of the squared shares), the most active has less than the limit, and at least two of them are neither the Product Owner nor a delegate. Where no Product Owner is declared, all but the most active count.',
  guards: [
    'Only unstarted items outside a running sprint count: inside the sprint the order belongs to the Developers.',
    'Dragging an item into a sprint also writes its rank; a change of rank within 60 seconds of a sprint change by the same person is dropped.',
    'Delegates of the Product Owner named in the configuration count as the Product Owner.',
  ],
  coaching: {
    question: 'If two of us disagree on the next item, who decides, and does everyone know?',
    next: 'Agree that everybody may propose in a comment and the Product Owner ranks.',
  },
  references: [
    'The Scrum Guide 2020: the Product Owner is one person, not a committee',
    'Wolpers: The Scrum Anti-Patterns Guide: prioritization by proxy',
  ],
  analyze({ rankHistory, priorityHistory, window, agreements, clock }, limits) {
    const ordering = { rankHistory, priorityHistory };
    const all = orderingSessions(ordering, window.from ?? 0, window.to ?? 0);
    const sessions = all.filter((session) => session.by !== null);
    // Snapshots show that the order changed, not who changed it.
    const actorsKnown = sessions.length > 0 || all.length === 0 || priorityHistory.unseen.length === 0;
    const unseen = unseenOrdering(ordering);
    if (unseen.length > 0 || !actorsKnown)
      return notObservable(
        unseen.length > 0 ? unseen : ['NO_RANK_HISTORY'],
        'Who changes the order or the priorities of the backlog is not recorded.',
      );
    const { people, shares } = orderers(sessions);
    const effective = people.length === 0 ? 0 : 1 / shares.reduce((sum, share) => sum + share * share, 0);
    if (sessions.length < 20)
      return insufficientSample(
        effective,
        sessions.length,
        `${count(sessions.length, 'ordering session')}: too few to judge (20).`,
      );
    const owners = [
      ...(agreements.roles['product-owner'] ?? []),
      ...(agreements.delegates['product-owner'] ?? []),
    ];
    const isOwner = (person: string): boolean =>
      owners.length === 0 ? person === people[0] : owners.includes(person);
    const outside = people.filter((person) => !isOwner(person)).length;
    const top = shares[0] ?? 0;
    const isHit =
      effective >= limits.effectiveOrderers && top < limits.topShare && outside >= limits.outsideOrderers;
    const { reordered, disputed } = pingPong(sessions, limits.pingPongDays, clock);
    const isDisputed = reordered > 0 && disputed.length / reordered >= limits.pingPongShare;
    const alone = `One person ordered the backlog in all ${count(sessions.length, 'session')}.`;
    const several = `${people.length} people ordered the backlog in ${count(sessions.length, 'session')}, the most active in ${percent(top)} of them, which is like ${oneDecimal(effective)} ${oneDecimal(effective) === '1' ? 'person' : 'people with equal shares'}.`;
    return judged(isHit, {
      value: effective,
      sample: sessions.length,
      summary: people.length === 1 ? alone : several,
      evidence: [
        metricNote(`${count(outside, 'person', 'people')} besides the one who decides`),
        ...(isDisputed
          ? disputed.map((item) => itemNote(item, 'Moved again by somebody else within days'))
          : []),
      ],
    });
  },
});

/** Items that were ordered again by somebody else within days, of those that were ordered at least twice. */
function pingPong(
  sessions: readonly Session[],
  days: number,
  clock: WorkingTime,
): { reordered: number; disputed: readonly Item[] } {
  const byItem = new Map<Item, Session[]>();
  for (const session of sessions) {
    for (const item of session.items) {
      const list = byItem.get(item);
      if (list === undefined) byItem.set(item, [session]);
      else list.push(session);
    }
  }
  const again = [...byItem].filter(([, list]) => list.length > 1);
  const disputed = again.filter(([, list]) =>
    list.some((session, index) => {
      const before = list[index - 1];
      return before !== undefined && before.by !== session.by && clock.days(before.to, session.from) <= days;
    }),
  );
  return { reordered: again.length, disputed: disputed.map(([item]) => item) };
}
