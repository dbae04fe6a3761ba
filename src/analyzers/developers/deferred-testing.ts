import type {
  BoardStateFacts,
  LinkFacts,
  SprintFacts,
  SprintHistoryFacts,
  StatusFacts,
  Vocabulary,
} from '../../facts/facts.ts';
import { plainName } from '../../facts/names.ts';
import type { Instant, Item, Sprint } from '../../history/team-history.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { shareTest } from '../shared/statistics.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const deferredTesting = defineAnalyzer({
  id: 'deferred-testing',
  code: 'D6',
  group: 'developers',
  title: {
    detected: 'Testing lags behind and moves into the next sprint',
    clear: 'Testing happens in the sprint of the work',
    unknown: 'Cannot tell when testing happens',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'inTestAtCloseShare',
    threshold: 0.3,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    laterTestShare: { default: 0.2, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_TEST_STATE',
    'NO_STATUS_HISTORY',
  ],
  needs: ['boardStates', 'types', 'links', 'statusHistory', 'sprints', 'sprintHistory'],
  requires: ['statusHistory', 'sprints', 'sprintHistory'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Testing of sprint N’s work happens in sprint N+1 (mini-waterfall).',
  why: 'Work that is tested one sprint later is not Done in the sprint that shows it, and what testing finds interrupts the next one.',
  logic:
    'For each closed sprint of the window the items committed to are read. 30 % of them in a state of testing when the sprint closed make a finding; so do 20 % with a test item linked to them that first came into a later sprint.',
  guards: [
    'Items labelled as acceptance by customers or as watching a release do not count.',
    'Test items that automate tests or cover old code are no deferred testing.',
  ],
  coaching: {
    question: 'What makes testing wait: size, environment or people?',
    next: 'Limit the items in development to two for each person or tool that tests.',
    whenFine: 'When in the sprint does testing begin?',
  },
  references: [
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Testing in Next Sprint',
    'Testing backloaded to the very end',
    'Fragile: MiniWaterfall',
  ],
  analyze({ window, boardStates, links, statusHistory, sprints, sprintHistory, words }, limits) {
    const stateKnown = boardStates.unseenTesting.length === 0;
    const firstSprints = firstTestSprints(sprints, sprintHistory, words);
    if (!stateKnown && firstSprints.size === 0)
      return notObservable(['NO_TEST_STATE'], 'No state and no type of item stands for testing.');
    const seen = window.sprints.map((sprint) => {
      const items = sprintHistory.scope(sprint).committed.filter((item) => !isOutsideTesting(item));
      return {
        sprint,
        items,
        inTest: stateKnown
          ? items.filter((item) => isInTest(item, sprint.completed, statusHistory, boardStates))
          : [],
        later: items.filter((item) => isTestedLater(item, sprint, links, firstSprints)),
      };
    });
    const n = sum(seen.map(({ items }) => items.length));
    const [inTest, later] = [
      sum(seen.map((one) => one.inTest.length)),
      sum(seen.map((one) => one.later.length)),
    ];
    const share = n === 0 ? 0 : inTest / n;
    const judgedSprints = seen.filter(({ items }) => items.length > 0).length;
    if (n < 20 || judgedSprints < limits.minSprints)
      return insufficientSample(
        n === 0 ? null : share,
        n,
        `${count(n, 'sprint item')} in ${count(judgedSprints, 'closed sprint')} could be judged, 20 in ${limits.minSprints} are needed.`,
      );
    const atClose = shareTest(inTest, n, limits.inTestAtCloseShare);
    const afterwards = shareTest(later, n, limits.laterTestShare);
    const figures = [
      stateKnown
        ? `${sentence(portion(inTest, n, 'sprint item'))} were still in testing when their sprint closed; the limit is ${percent(limits.inTestAtCloseShare)}.`
        : '',
      firstSprints.size > 0
        ? `${sentence(portion(later, n, 'sprint item'))} got a test item in a later sprint; the limit is ${percent(limits.laterTestShare)}.`
        : '',
    ].filter((text) => text !== '');
    const hit = atClose === 'over' || afterwards === 'over';
    if (!hit && (atClose === 'uncertain' || afterwards === 'uncertain'))
      return insufficientSample(share, n, `${figures.join(' ')} That is too few to be sure.`);
    return judged(hit, {
      value: share,
      sample: n,
      summary: figures.join(' '),
      evidence: [...seen]
        .reverse()
        .flatMap((one): EvidenceNote[] => [
          ...one.inTest.map((item) =>
            itemNote(item, `${one.sprint.name}: in testing when the sprint closed`, one.sprint.completed),
          ),
          ...one.later.map((item) =>
            itemNote(
              item,
              `${one.sprint.name}: its test item came into a later sprint`,
              one.sprint.completed,
            ),
          ),
        ]),
    });
  },
});

/** Acceptance by customers and the watching of a release follow a sprint rightly. */
const CUSTOMER_LABEL =
  /\b(?:uat|user acceptance|acceptance test(?:ing)?|customer test(?:ing)?|customer acceptance|monitoring|hypercare|pilot|beta|abnahme|kundentest)\b/u;
/** Automation of tests and tests for old code are work of their own. */
const OWN_WORK = /\b(?:automat\w*|legacy|old code|regression suite|testautomatisierung|altcode)\b/u;

function isOutsideTesting(item: Item): boolean {
  return item.labels.some((label) => CUSTOMER_LABEL.test(plainName(label)));
}

function isInTest(item: Item, at: Instant, status: StatusFacts, states: BoardStateFacts): boolean {
  const then = status.statusAt(item, at);
  return then !== null && states.isTesting(then);
}

/** Start of the first sprint that held each test item. */
function firstTestSprints(
  sprints: SprintFacts,
  history: SprintHistoryFacts,
  words: Vocabulary,
): ReadonlyMap<Item, Instant> {
  const first = new Map<Item, Instant>();
  for (const sprint of [...sprints.closed, ...sprints.active]) {
    if (sprint.start === null) continue;
    for (const item of history.scope(sprint).items) {
      if (words.kindOf(item) !== 'test' || isOwnWork(item)) continue;
      first.set(item, Math.min(first.get(item) ?? sprint.start, sprint.start));
    }
  }
  return first;
}

function isOwnWork(item: Item): boolean {
  return [item.title, ...item.labels].some((text) => OWN_WORK.test(plainName(text)));
}

/** Linked test items exist, and the first of them came into a sprint after this one. */
function isTestedLater(
  item: Item,
  sprint: Sprint,
  links: LinkFacts,
  firstSprints: ReadonlyMap<Item, Instant>,
): boolean {
  const starts = links
    .linkedItems(item, ['tested-by', 'relates', 'split-to'])
    .flatMap((other) => firstSprints.get(other) ?? []);
  return starts.length > 0 && Math.min(...starts) > (sprint.start ?? Number.POSITIVE_INFINITY);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
