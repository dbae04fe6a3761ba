import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, reaches } from '../outcome.ts';
import { count, percent, portion } from '../shared/words.ts';
import { nearItems, unseenLanguage } from '../shared/zones.ts';

export const missingStoryBenefit = defineAnalyzer({
  id: 'missing-story-benefit',
  code: 'K5',
  group: 'item-quality',
  title: {
    detected: 'Items do not say what they are good for',
    clear: 'Items say what they are good for',
    unknown: 'Cannot tell whether items say what they are good for',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'withoutBenefitShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'hierarchy', 'goals'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'The reason or the value is absent.',
  why: 'Without a reason nobody can order the work, find a smaller way to the same end, or notice that it is no longer wanted.',
  logic:
    'A story counts when it has no “so that”, no section on why, value, impact or problem, no link to a goal or parent, and no customer request. The stories of the next sprint and of the two sprints after it are taken together.',
  guards: [
    'Tiny fixes of the interface (a typo, a colour, a label) do not count.',
    'Bugs are left out: a defect explains itself.',
    'A link to a goal, project or parent counts as a reason.',
  ],
  coaching: {
    question: 'So that what changes for whom?',
    next: 'Write one line of why for each of the top ten stories.',
    whenFine: 'Which reason changed what you built?',
  },
  references: [
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Valuable',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: the ends part of a story',
  ],
  analyze({ order, hierarchy, quality, words }, limits) {
    const isStory = (item: Item): boolean => words.kindOf(item) === 'story' && !isTinyFix(item);
    const near = nearItems(order, isStory);
    const unseen = unseenLanguage(quality, near, (item) => quality.text(item).language === 'en');
    if (unseen !== null) return unseen;
    const stories = near.filter((item) => quality.text(item).language === 'en');
    const without = stories.filter(
      (item) => !quality.text(item).benefit && !hierarchy.serves(item) && item.customerSignals === 0,
    );
    const share = stories.length === 0 ? 0 : without.length / stories.length;
    if (stories.length < MIN_STORIES) {
      return insufficientSample(
        stories.length === 0 ? null : share,
        stories.length,
        `Only ${count(stories.length, 'story', 'stories')} near the top could be judged; ${MIN_STORIES} are needed.`,
      );
    }
    return judged(reaches(share, '>=', limits.withoutBenefitShare), {
      value: share,
      sample: stories.length,
      summary: `${without.length === 0 ? `All ${stories.length} stories near the top` : `${portion(without.length, stories.length, 'story near the top', 'stories near the top')} do not`} say what they are good for; the limit is ${percent(limits.withoutBenefitShare)}.`,
      evidence: without.map((item) => ({
        kind: 'item',
        text: 'no “so that”, no section on why or value, no goal, no customer request',
        key: item.key,
        at: null,
      })),
    });
  },
});

const MIN_STORIES = 10;

/** A correction of the interface whose reason nobody asks for. */
function isTinyFix(item: Item): boolean {
  return (
    item.title.length <= 80 &&
    /\b(?:typo|spelling|misspell\w*|wording|copy (?:change|fix)|rename (?:the )?(?:label|button|menu)|colou?r of|font|padding|margin|align\w*|pixel|icon|favicon|capitali[sz]\w*|punctuation)\b/i.test(
      item.title,
    )
  );
}
