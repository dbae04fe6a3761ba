import type { Readiness } from '../../facts/facts.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { shareTest } from '../shared/statistics.ts';
import { count, listing, percent, portion } from '../shared/words.ts';

export const unreadySprintItems = defineAnalyzer({
  id: 'unready-sprint-items',
  code: 'E5',
  group: 'sprint-planning',
  title: {
    detected: 'Items enter the sprint without criteria, size or description',
    clear: 'Items enter the sprint ready',
    unknown: 'Cannot tell whether items enter the sprint ready',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unreadyShare',
    threshold: 0.3,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    readiness: { default: 0.5, source: 'design default' },
    estimatedShare: { default: 0.6, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_AC_CONVENTION',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_LANGUAGE',
    'OPTED_OUT',
  ],
  needs: ['items', 'sprints', 'sprintHistory', 'descriptionHistory', 'acceptanceCriteria', 'estimates'],
  requires: ['sprints', 'sprintHistory', 'acceptanceCriteria'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items are pulled into the sprint without criteria, size or description.',
  why: 'Questions that are not answered before the sprint are answered inside it, when waiting costs most.',
  logic:
    'Each item committed to is read as it stood when the sprint began: description, acceptance criteria, size, open blockers. An item with a readiness below 0.5 counts. 30 % of the items of the window make a finding.',
  guards: [
    'Bugs and spikes are judged by their own list.',
    'Urgent items of an agreed expedite lane are exempt.',
    'This is an invitation to refine, never a gate.',
  ],
  coaching: {
    question: 'Which question did we postpone into the sprint?',
    next: 'Refine the next items a week earlier, in one short session with the Developers.',
  },
  references: [
    'The Scrum Guide 2020: items that can be Done within one Sprint are deemed ready for selection',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS09 Iteration Started without an Estimated Effort',
  ],
  analyze({ window, sprintHistory, descriptionHistory, estimates, quality, words }, limits) {
    const entries = window.sprints.flatMap((sprint) => {
      const scope = sprintHistory.scope(sprint);
      return scope.committed
        .filter((item) => !words.isExpedite(item))
        .map((item) => ({ item, sprint, at: scope.graceEnd }));
    });
    if (entries.length > 0 && entries.every(({ item }) => item.title.trim() === '')) {
      return notObservable(['OPTED_OUT'], 'The history holds no texts.');
    }
    const foreign = entries.filter(({ item }) => quality.text(item).language === 'other').length;
    if (foreign > entries.length / 2) {
      return notObservable(
        ['NO_LANGUAGE'],
        `${foreign} of ${entries.length} sprint items are in a language without word lists.`,
      );
    }
    const unready = entries
      .map((entry) => ({ ...entry, readiness: quality.readiness(entry.item, 'now', entry.at) }))
      .filter(({ readiness }) => readiness.value !== null && readiness.value < limits.readiness)
      .sort(
        (a, b) =>
          (a.readiness.value ?? 0) - (b.readiness.value ?? 0) ||
          b.at - a.at ||
          (a.item.key < b.item.key ? -1 : 1),
      );
    const share = entries.length === 0 ? 0 : unready.length / entries.length;
    const present = descriptionHistory.unseen.length > 0 || !descriptionHistory.withTexts;
    const note = present ? ' Earlier texts are not recorded, so the present ones were read.' : '';
    const unsized =
      estimates.unseen.length > 0
        ? ''
        : ` ${unready.filter(({ readiness }) => isUnsized(readiness)).length} of them had no size.`;
    const summary = `${unready.length === 0 ? `All ${count(entries.length, 'item')} were` : `${portion(unready.length, entries.length, 'item')} were not`} ready when their sprint began; the limit is ${percent(limits.unreadyShare)}.${unready.length === 0 ? '' : unsized}${note}`;
    if (entries.length < 10)
      return insufficientSample(
        share,
        entries.length,
        `${count(entries.length, 'sprint item')} could be judged, 10 are needed.`,
      );
    const verdict = shareTest(unready.length, entries.length, limits.unreadyShare);
    if (verdict === 'uncertain')
      return insufficientSample(share, entries.length, `${summary} That is too few items to be sure.`);
    return judged(verdict === 'over', {
      value: share,
      sample: entries.length,
      strength: present ? 0.5 : 1,
      summary,
      evidence: unready.map(({ item, sprint, readiness }) => ({
        kind: 'item' as const,
        text: `${sprint.name}: ${missingOf(readiness)}`,
        key: item.key,
        at: sprint.start,
      })),
    });
  },
});

function isUnsized(readiness: Readiness): boolean {
  return readiness.criteria.some((criterion) => criterion.id === 'sized' && criterion.value === 0);
}

/** The criteria that were not met at all, in words. */
function missingOf(readiness: Readiness): string {
  const missing = readiness.criteria
    .filter((criterion) => criterion.value === 0)
    .map((criterion) => criterion.why);
  return missing.length === 0 ? `readiness ${readiness.value ?? 0}` : listing(missing.slice(0, 3));
}
