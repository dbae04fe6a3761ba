import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { percent } from '../shared/words.ts';
import { judgeZones, nearItems, unseenLanguage } from '../shared/zones.ts';

export const missingAcceptanceCriteria = defineAnalyzer({
  id: 'missing-acceptance-criteria',
  code: 'K2',
  group: 'item-quality',
  title: {
    detected: 'Near items do not say when they are done',
    clear: 'Near items say when they are done',
    unknown: 'Cannot tell whether near items say when they are done',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'withoutCriteriaShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    usedShare: { default: 0.15, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
    minDone: { default: 20, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['NO_AC_CONVENTION', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'There is no way to tell when an item is done.',
  why: 'Without a way to tell when an item is done, everybody finishes a different thing, and the difference shows in the Sprint Review.',
  logic:
    'A story counts when it has no acceptance criteria in any form: no field, no heading in the eight languages the tool reads, no Given/When/Then, no checklist, no “done when”. It is judged for the stories of the next sprint and, one severity lower, for the two sprints after it. A team that hardly ever wrote criteria is asked once, as a team, and not for each item.',
  guards: [
    'Bugs need what was expected and what happened instead, and are judged by that.',
    'Spikes need a question and a time limit, and are judged by that.',
    'Headings and placeholders of an unfilled template count as nothing.',
    'Comments are never read as criteria.',
  ],
  coaching: {
    question: 'What will you check before you say yes?',
    next: 'Write three examples for each of the top five stories, together with the Developers.',
    whenFine: 'Which of your acceptance criteria caught something last time?',
  },
  references: [
    'Theil: Product Backlog anti-patterns: Missing Acceptance Criteria',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016',
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Testable',
  ],
  analyze({ order, acceptanceCriteria, quality, words }, limits) {
    const stories = nearItems(order, (item) => words.kindOf(item) === 'story');
    const unseen = unseenLanguage(quality, stories, (item) => quality.text(item).criteriaReadable);
    if (acceptanceCriteria.doneStories >= limits.minDone && acceptanceCriteria.usedBelow(limits.usedShare)) {
      const codes = unseen?.state === 'not-observable' ? unseen.reasons : [];
      return notObservable(
        ['NO_AC_CONVENTION', ...codes],
        `${percent(acceptanceCriteria.usedShare)} of ${acceptanceCriteria.doneStories} finished stories ever had acceptance criteria: the team has no way of writing them that the tool could look for.`,
      );
    }
    if (unseen !== null) return unseen;
    return judgeZones({
      order,
      things: 'stories',
      concerns: (item) => words.kindOf(item) === 'story' && quality.text(item).criteriaReadable,
      isHit: (item) => quality.text(item).bullets === 0,
      threshold: limits.withoutCriteriaShare,
      minInZone: limits.minInZone,
      severity: 'high',
      finding: 'lack acceptance criteria',
      evidence: () =>
        'no acceptance criteria in a field, under a heading, as Given/When/Then, as a checklist or as “done when”',
    });
  },
});
