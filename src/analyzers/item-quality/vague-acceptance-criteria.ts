import type { Item } from '../../history/team-history.ts';
import { vagueWords } from '../../text/weak-terms.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample } from '../outcome.ts';
import { count, listing } from '../shared/words.ts';
import { judgeZones, nearItems, unseenLanguage } from '../shared/zones.ts';

export const vagueAcceptanceCriteria = defineAnalyzer({
  id: 'vague-acceptance-criteria',
  code: 'K3',
  group: 'item-quality',
  title: {
    detected: 'Acceptance criteria cannot be tested',
    clear: 'Acceptance criteria can be tested',
    unknown: 'Cannot tell whether acceptance criteria can be tested',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'vagueShare',
    threshold: 0.25,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    weakBullets: { default: 0.5, source: 'design default' },
    similarity: { default: 0.8, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['NO_AC_CONVENTION', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria'],
  requires: ['items', 'acceptanceCriteria'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Acceptance criteria cannot be tested.',
  why: 'A criterion that nobody can test settles nothing: the argument comes back when the work is done.',
  logic:
    'A criterion is vague when it holds a word such as fast, easy, intuitive or “works properly” and no number, condition or example. An item counts when at least half of its criteria are vague, or when they only repeat its title. It is judged for the items with criteria of the next sprint and, one severity lower, for the two sprints after it.',
  guards: [
    'Words inside quoted interface text do not count.',
    'A criterion that links to a measurable requirement does not count.',
  ],
  coaching: {
    question: 'Can you give me an example that would fail?',
    next: 'Replace one adjective by a number or an example in each of the top five items.',
    whenFine: 'Which criterion was the hardest to make testable, and how did you do it?',
  },
  references: [
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Testable',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: unambiguous',
  ],
  analyze({ order, acceptanceCriteria, quality }, limits) {
    const withCriteria = nearItems(order, (item) => acceptanceCriteria.of(item) !== null);
    const unseen = unseenLanguage(quality, withCriteria, (item) => quality.text(item).language === 'en');
    if (unseen !== null) return unseen;
    if (withCriteria.length === 0)
      return insufficientSample(null, 0, 'No item near the top has acceptance criteria that could be read.');
    const restates = (item: Item): boolean => quality.text(item).titleSimilarity >= limits.similarity;
    return judgeZones({
      order,
      things: 'items with acceptance criteria',
      concerns: (item) => acceptanceCriteria.of(item) !== null && quality.text(item).language === 'en',
      isHit: (item) => {
        const { bullets, weakBullets } = quality.text(item);
        return restates(item) || (bullets > 0 && weakBullets / bullets >= limits.weakBullets);
      },
      threshold: limits.vagueShare,
      minInZone: limits.minInZone,
      severity: 'medium',
      finding: 'are too vague to be tested as written',
      evidence: (item) => {
        if (restates(item)) return 'its acceptance criteria repeat the title';
        const { bullets, weakBullets } = quality.text(item);
        const example =
          (acceptanceCriteria.of(item)?.bullets ?? []).find((bullet) => vagueWords(bullet).length > 0) ?? '';
        return `${weakBullets} of ${count(bullets, 'criterion', 'criteria')} are vague: ${listing(vagueWords(example).map((word) => `“${word}”`))} without number or example`;
      },
    });
  },
});
