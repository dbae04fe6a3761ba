import type { QualityFacts } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { percent } from '../shared/words.ts';
import { judgeZones, nearItems, unseenLanguage } from '../shared/zones.ts';

export const malformedUserStory = defineAnalyzer({
  id: 'malformed-user-story',
  code: 'K4',
  group: 'item-quality',
  title: {
    detected: 'Stories lack a user or a capability',
    clear: 'Stories name a user and a capability',
    unknown: 'Cannot tell how stories are written',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'malformedShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    templateShare: { default: 0.4, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_TYPES', 'NO_LANGUAGE', 'OUTSIDE_SCOPE', 'OPTED_OUT'],
  needs: ['items', 'order', 'types'],
  requires: ['items', 'types'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Items of the type story lack a user role or a capability, so that formats are mixed.',
  why: 'A story without a user or a capability is a task in disguise: nobody can say who is better off when it is done.',
  logic:
    "A story counts when no role and no capability can be read from it (“As a …, I want …”), or when the role is one that builds the product, such as a developer. It is judged only where at least 40 % of the team's stories use such a form, for the next sprint and the two sprints after it.",
  guards: [
    'Job stories (“When …, I want …”) and Given/When/Then are accepted.',
    'Teams with another convention are not judged.',
  ],
  coaching: {
    question: 'Who would be worse off without this story?',
    next: 'Rewrite one story together, with the person in it who will use it.',
    whenFine: 'Which story made you see the user best?',
  },
  references: [
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: well-formed, uniform',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements (AQUSA), 2016',
  ],
  analyze({ order, items, types, quality }, limits) {
    const isStory = (item: Item): boolean => types.isStory(item);
    const unseen = unseenLanguage(
      quality,
      nearItems(order, isStory),
      (item) => quality.text(item).language === 'en',
    );
    if (unseen !== null) return unseen;
    const stories = lastOf(items.pbis, isStory, RECENT_STORIES).filter(
      (item) => quality.text(item).language === 'en',
    );
    const told = stories.filter(
      (item) => quality.text(item).story?.template === true || isScenario(item, quality),
    ).length;
    const share = stories.length === 0 ? 0 : told / stories.length;
    if (stories.length > 0 && share < limits.templateShare) {
      return notObservable(
        ['OUTSIDE_SCOPE'],
        `${told} of ${stories.length} stories (${percent(share)}) are written as user stories: the team's convention is another.`,
      );
    }
    return judgeZones({
      order,
      things: 'stories',
      concerns: (item) => isStory(item) && quality.text(item).language === 'en',
      isHit: (item) => flaw(item, quality) !== null,
      threshold: limits.malformedShare,
      minInZone: limits.minInZone,
      severity: 'low',
      finding: 'lack a user or a capability',
      evidence: (item) => flaw(item, quality) ?? '',
      note: `${percent(share)} of the team's ${stories.length} stories use the form.`,
    });
  },
});

/** Stories that tell how the team writes them: the newest, because a convention of years ago is none. */
const RECENT_STORIES = 1000;

/** What is wrong with the form of a story, in words; null when nothing is. */
function flaw(item: Item, quality: QualityFacts): string | null {
  const { story } = quality.text(item);
  if (isScenario(item, quality)) return null;
  if (story === null || (story.role === null && story.means === null))
    return 'names neither a user role nor a capability';
  if (!story.template)
    return story.means === null ? 'names a role but no capability' : 'names a capability but no user role';
  return story.selfReferential
    ? `the role “${story.role ?? ''}” builds the product and is no user of it`
    : null;
}

/** Behaviour written as Given/When/Then needs no story form. */
function isScenario(item: Item, quality: QualityFacts): boolean {
  return quality.text(item).criteriaFrom === 'gherkin';
}

/** The last ones that pass, in their order; no more are looked at than needed. */
function lastOf(items: readonly Item[], passes: (item: Item) => boolean, most: number): readonly Item[] {
  const found: Item[] = [];
  for (let index = items.length - 1; index >= 0 && found.length < most; index--) {
    const item = items[index] as Item;
    if (passes(item)) found.push(item);
  }
  return found.reverse();
}
