import type { Item, Snapshot } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear, insufficientSample, judged } from '../outcome.ts';
import { count, oneDecimal } from '../shared/words.ts';

export const thinReadyBacklog = defineAnalyzer({
  id: 'thin-ready-backlog',
  code: 'J4',
  group: 'product-backlog',
  title: {
    detected: 'Less than one sprint of ready items waits on top',
    clear: 'Enough ready items wait on top',
    unknown: 'Cannot tell how many ready items wait',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'readySprints', threshold: 1, unit: 'sprints', direction: '<', source: 'design default' },
  thresholds: {
    readiness: { default: 0.8, source: 'design default' },
    topSprints: { default: 2, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ORDER'],
  needs: ['items', 'order', 'acceptanceCriteria', 'estimates', 'statusHistory'],
  requires: ['items', 'order'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'now',
  what: 'Less than one sprint of ready items waits on top.',
  why: 'With less than one sprint of ready items on top, Sprint Planning becomes refinement, or unready items go into the sprint.',
  logic:
    'Among the items of the next two sprints those with a readiness of 0.8 or more are counted and divided by what the team finishes in a sprint. Less than one sprint makes a finding; where snapshots hold the order at the ends of the last two sprints, one of them must have been thin too. One to two sprints of ready items are a good supply.',
  guards: ['A team that refines just in time, and whose items were ready when their sprint began, is fine.'],
  coaching: {
    question: 'What would we pull on Monday if planning were cancelled?',
    next: 'Hold one refinement on the next goal, with the Developers.',
    whenFine: 'What keeps your top items ready without detailing the rest?',
  },
  references: [
    'The Scrum Guide 2020: Product Backlog refinement is an ongoing activity',
    'Cohn, Pichler: Make the Product Backlog DEEP, 2010: detailed appropriately',
  ],
  analyze({ items, order, statusHistory, window, quality }, limits, others) {
    const perSprint = order.throughputPerPeriod;
    const top = order.backlog.slice(0, Math.ceil(limits.topSprints * perSprint));
    const ready = top.filter(
      (item) => (quality.readiness(item, order.zoneOf(item)).value ?? 0) >= limits.readiness,
    );
    const supply = ready.length / perSprint;
    const periods = statusHistory.throughput.length;
    if (periods < MIN_PERIODS)
      return insufficientSample(
        null,
        periods,
        `Only ${count(periods, 'period')} of finished work ${periods === 1 ? 'is' : 'are'} known; ${MIN_PERIODS} are needed.`,
      );
    if (statusHistory.throughput.every((finished) => finished === 0))
      return insufficientSample(
        null,
        0,
        'No item was finished in these weeks, so a sprint of work has no known size.',
      );
    const past = snapshotsAtEnds(
      order.snapshots,
      window.sprints.slice(-2).map((sprint) => sprint.completed),
    );
    const supplies = past.map((snapshot) => supplyAt(snapshot));
    const confirmed = supplies.length < 2 || supplies.some((then) => then < limits.readySprints);
    const thin = supply < limits.readySprints;
    const missing = Math.max(0, Math.ceil(limits.readySprints * perSprint - ready.length));
    const gap = thin ? ` ${count(missing, 'item is', 'items are')} missing to one sprint.` : '';
    const earlier =
      supplies.length === 2
        ? ` At the ends of the last two sprints it was ${supplies.map(oneDecimal).join(' and ')}.`
        : '';
    const summary = `${ready.length} of the top ${count(top.length, 'item')} ${ready.length === 1 ? 'is' : 'are'} ready: ${oneDecimal(supply)} ${supply === 1 ? 'sprint' : 'sprints'} of work at ${count(perSprint, 'finished item')} a sprint; the limit is ${limits.readySprints}.${gap}${earlier}`;
    const seen = { value: supply, sample: periods, summary };
    if (thin && confirmed && others('unready-sprint-items').state === 'clear') {
      return clear({
        ...seen,
        summary: `${summary} Items were ready when their sprint began, so refining just in time works for this team.`,
      });
    }
    const unready = top.filter((item) => !ready.includes(item));
    return judged(thin && confirmed, {
      ...seen,
      evidence: unready.map((item) => ({ kind: 'item', text: whatIsMissing(item), key: item.key, at: null })),
    });

    function whatIsMissing(item: Item): string {
      const { value, criteria } = quality.readiness(item, order.zoneOf(item));
      const worst =
        criteria.find((criterion) => criterion.value === 0) ??
        criteria.find((criterion) => criterion.value === 0.5);
      return `readiness ${value === null ? 'unknown' : oneDecimal(value)}${worst === undefined ? '' : `: ${worst.why}`}`;
    }

    /** Ready items on top of the order of a snapshot, in sprints. */
    function supplyAt(snapshot: Snapshot): number {
      const keys = (snapshot.order ?? []).slice(0, Math.ceil(limits.topSprints * perSprint));
      const then = keys.flatMap((key, position) => {
        const item = items.get(key);
        return item === undefined
          ? []
          : [
              (quality.readiness(item, position < perSprint ? 'now' : 'next', snapshot.at).value ?? 0) >=
                limits.readiness,
            ];
      });
      return then.filter((isReady) => isReady).length / perSprint;
    }
  },
});

const MIN_PERIODS = 3;
/** A snapshot this near to the end of a sprint shows the order at its end. */
const NEAR = 3 * DAY;

/** The snapshot nearest to each end, where one with an order lies near enough. */
function snapshotsAtEnds(snapshots: readonly Snapshot[], ends: readonly number[]): Snapshot[] {
  return ends.flatMap((end) => {
    const near = snapshots
      .filter((snapshot) => snapshot.order !== null && Math.abs(snapshot.at - end) <= NEAR)
      .sort((a, b) => Math.abs(a.at - end) - Math.abs(b.at - end) || a.at - b.at);
    return near.slice(0, 1);
  });
}
