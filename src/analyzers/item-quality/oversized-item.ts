import type { Item } from '../../history/team-history.ts';
import { sizeHistory, tooBig } from '../../quality/sizes.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const oversizedItem = defineAnalyzer({
  id: 'oversized-item',
  code: 'K7',
  group: 'item-quality',
  title: {
    detected: 'Near items are too big for one sprint',
    clear: 'Near items fit into a sprint',
    unknown: 'Cannot tell whether near items fit into a sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'oversizedItems', threshold: 2, unit: 'items', direction: '>=', source: 'design default' },
  thresholds: {
    share: { default: 0.15, source: 'design default' },
    percentile: { default: 0.85, source: 'design default' },
    inSprintShare: { default: 0.5, source: 'design default' },
    bullets: { default: 8, source: 'design default' },
    checklistRatio: { default: 2, source: 'design default' },
    minHistory: { default: 20, source: 'design default' },
  },
  minSample: { n: 5, of: 'items' },
  shareTest: false,
  reasons: ['NO_ESTIMATES', 'PERMISSION_DENIED', 'NO_CHECKLISTS'],
  needs: ['items', 'order', 'estimates', 'checklists', 'acceptanceCriteria', 'statusHistory'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Items near the top are too big to be finished within a sprint.',
  why: 'An item that does not fit into a sprint is carried over, hides its risk until late, and gives no feedback before it is whole.',
  logic:
    'An item of the next sprint counts when its estimate is above what 85 % of the items finished within a sprint had, when fewer than half of the items of its size were finished within a sprint, when it has more than 8 acceptance criteria, or when its checklist is at least twice as long as usual. Two such items, or 15 % of the zone, make a finding. Estimates are compared only with 20 or more finished items.',
  guards: [
    'Containers such as epics kept at the level of stories do not count.',
    'Spikes with a time limit do not count.',
    'Without enough finished items with estimates only criteria and checklists are judged.',
  ],
  coaching: {
    question: 'What is the smallest version that teaches us something?',
    next: 'Split the biggest item before planning, by rule, role or step.',
    whenFine: 'How do you notice early that an item is too big?',
  },
  references: [
    'The Scrum Guide 2020: items that can be Done by the Scrum Team within one Sprint are deemed ready',
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Small',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Maximum Estimation Allowed',
  ],
  analyze(
    { items, order, estimates, checklists, acceptanceCriteria, statusHistory, window, clock, words },
    limits,
  ) {
    const noEstimates = estimates.unseen.length > 0 || !items.pbis.some((item) => item.estimate !== null);
    const noParts = !items.pbis.some(
      (item) =>
        acceptanceCriteria.of(item) !== null ||
        checklists.of(item).length > 0 ||
        items.children(item.key).length > 0,
    );
    if (noEstimates && noParts) {
      return notObservable(
        ['NO_ESTIMATES', 'NO_CHECKLISTS'],
        'Items have neither estimates nor acceptance criteria, checklists or sub-items, so their size cannot be seen.',
      );
    }
    const zone = order.zones.now.filter((item) => words.kindOf(item) !== 'spike' && !isContainer(item));
    if (zone.length < MIN_ITEMS) {
      return insufficientSample(
        null,
        zone.length,
        `Only ${count(zone.length, 'item')} for the next sprint could be judged; ${MIN_ITEMS} are needed.`,
      );
    }
    const history = sizeHistory({ items, statusHistory, checklists, estimates }, window, clock);
    const big = zone.flatMap((item) => {
      const size = {
        estimate: noEstimates ? null : item.estimate,
        bullets: acceptanceCriteria.of(item)?.bullets.length ?? 0,
        checklist: checklists.of(item).length,
      };
      const reason = tooBig(size, history, limits);
      return reason === null ? [] : [{ item, reason }];
    });
    const share = big.length / zone.length;
    const basis =
      noEstimates || history.finished < limits.minHistory
        ? ` Estimates were not compared: ${count(history.finished, 'finished item')} with an estimate and a duration ${history.finished === 1 ? 'is' : 'are'} known.`
        : '';
    return judged(big.length >= limits.oversizedItems || (big.length > 0 && share >= limits.share), {
      value: big.length,
      sample: zone.length,
      summary: `${sentence(portion(big.length, zone.length, 'item for the next sprint', 'items for the next sprint'))} look too big to be finished within it; the limit is ${count(limits.oversizedItems, 'item')} or ${percent(limits.share)}.${basis}`,
      evidence: big.map(({ item, reason }) => ({ kind: 'item', text: reason, key: item.key, at: null })),
    });
  },
});

const MIN_ITEMS = 5;

/** An epic or umbrella that is kept at the level of stories. */
function isContainer(item: Item): boolean {
  return (
    /^(?:epic|initiative|theme|umbrella|milestone|capability|saga)$/i.test(item.type ?? '') ||
    /^(?:\[?epic\]?|umbrella|meta|tracking issue)\b\s*[:\]-]/i.test(item.title)
  );
}
