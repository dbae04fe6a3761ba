import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import type { Period } from '../../facts/facts.ts';
import type { ItemChange } from '../../facts/facts.ts';
import { metricNote, periodNote } from '../shared/evidence.ts';
import { livedPeriods, orderers, orderingSessions, unseenOrdering } from '../shared/ordering.ts';
import { isDeclared } from '../shared/role-holders.ts';
import { count, partOf, percent, sentence } from '../shared/words.ts';

/** Changes from which on somebody counts as active in a maintenance team, and its size (card A2). */
const ACTIVE_CHANGES = 3;
const MAINTENANCE_TEAM = 3;

export const missingProductOwner = defineAnalyzer({
  id: 'missing-product-owner',
  code: 'A2',
  group: 'role-clarity',
  title: {
    detected: 'Nobody visibly owns the order and content of the Product Backlog',
    clear: 'The Product Backlog has an owner',
    unknown: 'Cannot tell whether anyone owns the Product Backlog',
  },
  severity: 'critical',
  tier: 'core',
  coachingOwner: 'management',
  recurrenceGated: false,
  primary: {
    name: 'periodsWithoutOrdering',
    threshold: 0.75,
    unit: 'share of periods',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    topOrdererShare: { default: 0.3, source: 'design default' },
    orderers: { default: 4, source: 'design default' },
    sessionsPerPeriod: { default: 1, source: 'design default' },
    minItems: { default: 30, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_RANK_HISTORY', 'PERMISSION_DENIED', 'KEPT_ELSEWHERE'],
  needs: ['roles', 'items', 'changes', 'rankHistory', 'priorityHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Nobody is accountable for the order and the content of the Product Backlog.',
  why: 'When nobody decides the order, the loudest request wins, and Developers cannot tell what is worth most.',
  logic:
    'No Product Owner is declared, and either hardly any period holds an ordering session, or many people order and none of them clearly leads. A declared Product Owner is clear.',
  guards: [
    'A team that declares that it orders its backlog in another tool is not judged.',
    'A maintenance team of three or fewer active people is clear, with a note.',
  ],
  coaching: {
    question: 'Who says no to a stakeholder, and where would we see it?',
    next: 'Name one Product Owner, and let them order the top 20 items in 30 minutes.',
  },
  references: [
    'The Scrum Guide 2020: the Product Owner is accountable for effective Product Backlog management',
    'DevOps Culture and Practice with OpenShift (Packt): no Product Owner among the bad smells',
  ],
  analyze({ roles, items, changes, rankHistory, priorityHistory, window, agreements }, limits) {
    const ordering = { rankHistory, priorityHistory };
    if (agreements.orderingElsewhere)
      return notObservable(
        ['KEPT_ELSEWHERE'],
        'The team declares that it orders its backlog in another tool.',
      );
    const unseen = unseenOrdering(ordering);
    if (unseen.length > 0)
      return notObservable(
        unseen,
        'Neither the order nor the priorities of the backlog have a recorded history.',
      );
    const periods = livedPeriods(window.periods, items.pbis);
    const without = periods.filter(
      (period) => orderingSessions(ordering, period.from, period.to).length < limits.sessionsPerPeriod,
    );
    const share = periods.length === 0 ? null : without.length / periods.length;
    if (share === null || periods.length < 3 || items.open.length < limits.minItems)
      return insufficientSample(
        share,
        periods.length,
        `${count(periods.length, 'period')} and ${count(items.open.length, 'open item')}: too few to judge (3 periods and ${limits.minItems} open items).`,
      );
    const sessions = periods.flatMap((period) => orderingSessions(ordering, period.from, period.to));
    const { people, shares } = orderers(sessions);
    const isScattered = people.length >= limits.orderers && (shares[0] ?? 0) < limits.topOrdererShare;
    const found = `the backlog was put in order in ${partOf(periods.length - without.length, periods.length, 'period')}`;
    const many = isScattered
      ? `; ${people.length} people order, the most active of them ${percent(shares[0] ?? 0)}`
      : '';
    const seen = { value: share, sample: periods.length };
    if (isDeclared(roles.productOwner))
      return judged(false, { ...seen, summary: `A Product Owner is declared; ${found}.` });
    const active = activePeople(changes.between(window.from ?? 0, window.to ?? 0));
    if (active <= MAINTENANCE_TEAM)
      return judged(false, {
        ...seen,
        summary: `A small maintenance team (${count(active, 'active person', 'active people')}): ${found}; such a team can agree on it by talking.`,
      });
    const isHit = share >= limits.periodsWithoutOrdering || isScattered;
    return judged(isHit, {
      ...seen,
      summary: isHit
        ? `No Product Owner is declared; ${found}${many}.`
        : `${sentence(found)}${many}; no Product Owner is declared.`,
      evidence: [
        ...without.map((period: Period) => periodNote(period, 'No ordering session')),
        ...(isScattered
          ? [
              metricNote(
                `${people.length} people order; none has ${percent(limits.topOrdererShare)} of the sessions`,
              ),
            ]
          : []),
      ],
    });
  },
});

function activePeople(changes: readonly ItemChange[]): number {
  const counts = new Map<string, number>();
  for (const { by } of changes) if (by !== null) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts.values()].filter((made) => made >= ACTIVE_CHANGES).length;
}
