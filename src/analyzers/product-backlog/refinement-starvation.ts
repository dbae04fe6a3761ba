import type { Instant, Item } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { shareTest } from '../shared/statistics.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const refinementStarvation = defineAnalyzer({
  id: 'refinement-starvation',
  code: 'J6',
  group: 'product-backlog',
  title: {
    detected: 'Items are refined only in planning or during the sprint',
    clear: 'Items are refined before planning',
    unknown: 'Cannot tell when items are refined',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'lateRefinedShare',
    threshold: 0.7,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hours: { default: 24, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_ESTIMATES',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_DESCRIPTION_HISTORY',
  ],
  needs: ['descriptionHistory', 'estimateHistory', 'comments', 'events', 'sprints', 'sprintHistory'],
  requires: ['sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items are refined only in planning or during the sprint.',
  why: 'Questions that come up only in planning or inside the sprint cost the time in which the answer could have been found.',
  logic:
    'For each item committed to in the window the last refinement before work on it began is looked for: a change of its text, criteria or estimate, a split or a comment. When for 70 % of the items that was less than 24 hours before the sprint began or later, and no refinement meeting was found, that makes a finding.',
  guards: ['Bugs and very small items (an estimate of 1 or less) are left out.', 'Urgent work is left out.'],
  coaching: {
    question: 'Which planning question could we have answered last week?',
    next: 'Hold two refinements of thirty minutes in each sprint.',
    whenFine: 'What did your last refinement save you in planning?',
  },
  references: ['The Scrum Guide 2020: Product Backlog refinement is an ongoing activity'],
  analyze({ window, descriptionHistory, estimateHistory, comments, events, sprintHistory, words }, limits) {
    const noTexts = descriptionHistory.unseen.filter((code) => code !== 'PERMISSION_DENIED');
    if (noTexts.length > 0 && estimateHistory.unseen.length > 0) {
      return notObservable(
        [...noTexts, ...estimateHistory.unseen],
        'Edits of texts are not recorded and the team does not estimate, so refinement leaves no trace.',
      );
    }
    const isSmall = (item: Item): boolean =>
      words.kindOf(item) === 'bug' ||
      words.isExpedite(item) ||
      (item.estimate !== null && item.estimate <= SMALL_ESTIMATE);
    const entries = window.sprints.flatMap((sprint) =>
      sprintHistory
        .scope(sprint)
        .committed.filter((item) => !isSmall(item))
        .map((item) => ({
          item,
          sprint,
          refined: lastRefinement(item, workBegan(item) ?? sprint.completed),
        })),
    );
    const late = entries.filter(({ sprint, refined }) => refined > sprint.start - limits.hours * HOUR);
    const share = entries.length === 0 ? 0 : late.length / entries.length;
    if (entries.length < MIN_ITEMS || window.sprints.length < limits.minSprints) {
      return insufficientSample(
        entries.length === 0 ? null : share,
        entries.length,
        `${count(entries.length, 'sprint item')} in ${count(window.sprints.length, 'closed sprint')} could be judged; ${MIN_ITEMS} in ${limits.minSprints} are needed.`,
      );
    }
    const meetings =
      window.from === null || window.to === null
        ? 0
        : events.occurrences('refinement', window.from, window.to).length;
    const summary = `${sentence(portion(late.length, entries.length, 'sprint item'))} were last refined within ${limits.hours} hours of the start of their sprint or later, the limit is ${percent(limits.lateRefinedShare)}; ${meetings === 0 ? 'no refinement meeting was found' : `${count(meetings, 'refinement meeting')} ${meetings === 1 ? 'was' : 'were'} found`}.`;
    const verdict = shareTest(late.length, entries.length, limits.lateRefinedShare);
    if (verdict === 'uncertain' && meetings === 0)
      return insufficientSample(share, entries.length, `${summary} That is too few items to be sure.`);
    return judged(verdict === 'over' && meetings === 0, {
      value: share,
      sample: entries.length,
      summary,
      evidence: late.map(({ item, sprint, refined }) => ({
        kind: 'item',
        text: `${sprint.name}: last refined when the sprint was about to begin or had begun`,
        key: item.key,
        at: refined,
      })),
    });

    /** When the item first entered a state in progress; null when it never did. */
    function workBegan(item: Item): Instant | null {
      return (
        item.changes.find(
          (change) =>
            change.field === 'status' && change.to !== null && words.categoryOf(change.to) === 'doing',
        )?.at ?? null
      );
    }

    /** The last refinement before work began; the writing of the item itself when there is no other. */
    function lastRefinement(item: Item, before: Instant): Instant {
      const times = [
        ...descriptionHistory.edits(item).map(({ at }) => at),
        ...estimateHistory.settings(item).map(({ at }) => at),
        ...comments.of(item).map(({ at }) => at),
        ...item.changes
          .filter(({ field, to }) => field === 'link' && to !== null && to.startsWith('split'))
          .map(({ at }) => at),
      ].filter((at) => at < before);
      return Math.max(item.created, ...times);
    }
  },
});

const MIN_ITEMS = 20;
/** Estimate up to which an item needs no refinement. */
const SMALL_ESTIMATE = 1;
