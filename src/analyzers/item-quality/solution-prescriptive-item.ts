import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { judgeZones, nearItems, unseenLanguage } from '../shared/zones.ts';
import { listing } from '../shared/words.ts';

export const solutionPrescriptiveItem = defineAnalyzer({
  id: 'solution-prescriptive-item',
  code: 'K8',
  group: 'item-quality',
  title: {
    detected: 'Items dictate the solution',
    clear: 'Items leave the solution to the Developers',
    unknown: 'Cannot tell whether items dictate the solution',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'prescriptiveShare',
    threshold: 0.25,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cues: { default: 2, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'roles'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'The item dictates how it is to be built.',
  why: 'An item that dictates the solution leaves the Developers no room for a simpler one, and hides the problem it is meant to solve.',
  logic:
    'An item counts when somebody other than the Developers wrote it, it names at least two kinds of implementation detail (a table, an endpoint, a class, a technology, a pixel value, a control), and it names no problem or benefit. It is judged for the items of the next sprint and for the two sprints after it.',
  guards: [
    'Technical tasks written by Developers do not count.',
    'Corrections of texts in the interface do not count.',
    'Where the product itself is an interface for programs, endpoints are its vocabulary and do not count.',
  ],
  coaching: {
    question: 'What problem would remain if we built it differently?',
    next: 'Move the solution of one item to a comment, as an option, and write the problem in its place.',
    whenFine: 'When did leaving the solution open pay off?',
  },
  references: [
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: problem-oriented, conceptually sound',
    'Wake: INVEST in Good Stories, and SMART Tasks, 2003: Negotiable',
    'The Scrum Guide 2020: no one else tells the Developers how to turn Product Backlog items into Increments of value',
  ],
  analyze({ order, roles, quality, words }, limits) {
    const near = nearItems(order, () => true);
    const unseen = unseenLanguage(quality, near, (item) => quality.text(item).language === 'en');
    if (roles.productOwner.people.length === 0 || roles.productOwner.unseen.length > 0) {
      const codes = unseen?.state === 'not-observable' ? unseen.reasons : [];
      return notObservable(
        ['ROLE_NOT_INFERABLE', ...codes],
        'It is not known who is Product Owner, so it cannot be told who wrote the items.',
      );
    }
    if (unseen !== null) return unseen;
    const cuesOf = (item: Item): readonly string[] => quality.text(item).implementationCues;
    const isVocabulary =
      near.filter((item) => cuesOf(item).some(isEndpoint)).length >= near.length * VOCABULARY_SHARE;
    const counted = (item: Item): readonly string[] =>
      cuesOf(item).filter((cue) => !(isVocabulary && isEndpoint(cue)));
    return judgeZones({
      order,
      concerns: (item) => quality.text(item).language === 'en',
      isHit: (item) =>
        ['product-owner', 'outside'].includes(words.roleOf(item.creator)) &&
        !COPY_FIX.test(item.title) &&
        counted(item).length >= limits.cues &&
        !quality.text(item).benefit,
      threshold: limits.prescriptiveShare,
      minInZone: limits.minInZone,
      severity: 'low',
      finding: 'dictate a solution without naming a problem',
      evidence: (item) => `names ${listing(counted(item).slice(0, 3))} and no problem or benefit`,
    });
  },
});

/** From this share of items on, a word belongs to the product and is no detail of its making. */
const VOCABULARY_SHARE = 0.5;
const COPY_FIX = /\b(?:typo|spelling|wording|copy (?:change|fix)|translation|label text)\b/i;

function isEndpoint(cue: string): boolean {
  return cue.startsWith('an endpoint');
}
