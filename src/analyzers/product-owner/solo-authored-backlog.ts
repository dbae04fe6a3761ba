import type { ChangeFacts, CommentFacts, DescriptionFacts } from '../../facts/facts.ts';
import { collapseSessions } from '../../history/sessions.ts';
import type { Instant, Item, PersonId } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear, notObservable, insufficientSample } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion } from '../shared/words.ts';

/** Items estimated in one session from which on the estimates are the team’s, as in externally-set-estimates. */
const ENSEMBLE_ITEMS = 5;
/** Fields whose change before the start shows that somebody worked on the item itself. */
const CONTENT: ReadonlySet<string> = new Set([
  'title',
  'description',
  'acceptanceCriteria',
  'checklist',
  'estimate',
  'link',
]);

export const soloAuthoredBacklog = defineAnalyzer({
  id: 'solo-authored-backlog',
  code: 'B7',
  group: 'product-owner',
  title: {
    detected: 'Items reach the sprint without any contribution from Developers',
    clear: 'Developers contribute to items before the sprint',
    unknown: 'Cannot tell whether Developers contribute to the backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'soloShare',
    threshold: 0.6,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'SHARED_ACCOUNT',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['roles', 'comments', 'changes', 'descriptionHistory', 'sprints', 'sprintHistory'],
  requires: ['sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'partial', github: 'full', calendar: 'partial', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items reach the sprint without any contribution from Developers.',
  why: 'What nobody who does the work has read before Sprint Planning turns out larger, unclear or impossible inside the sprint.',
  logic:
    'Of the items that a sprint began with, those that no Developer had written, commented on, estimated or broken down before the start. 60 % or more, where no refinement was found either, makes a finding.',
  guards: [
    'Where a refinement stands in the calendar the team talks, and one person types: clear.',
    'Five or more estimates that one person enters in one session are the team’s, and count as a contribution of Developers.',
  ],
  coaching: {
    question: 'Which item changed because a Developer spoke?',
    next: 'Go through the five top items with a Developer, a tester and the Product Owner.',
    whenFine: 'What do Developers add before an item is ready?',
  },
  references: [
    'Product Manager HQ: Scrum Master vs Product Owner: “invites the entire product team to participate in the creation of the backlog”',
    'The Scrum Guide 2020: the Developers who will be doing the work are responsible for the sizing',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016',
    'Verwijs, Russo: A theory of Scrum team effectiveness (arXiv 2105.12439): refinement',
  ],
  analyze({ window, roles, comments, changes, descriptionHistory, sprintHistory, words }, limits) {
    const unknown = unknownHolder(roles.productOwner);
    if (unknown.length > 0)
      return notObservable(unknown, 'It is not known who belongs to the Developers and who does not.');
    const starts = new Map<Item, { at: Instant; sprint: string }>();
    for (const sprint of window.sprints)
      for (const item of sprintHistory.scope(sprint).committed)
        if (!starts.has(item)) starts.set(item, { at: sprint.start, sprint: sprint.name });
    const subs = subItems(changes);
    const seen = [...starts].map(([item, { at, sprint }]) => ({
      item,
      sprint,
      people: contributors(item, at, { comments, descriptionHistory, subs }),
    }));
    if (seen.length > 0 && new Set(seen.flatMap(({ people }) => [...people])).size < 2)
      return notObservable(
        ['SHARED_ACCOUNT'],
        'All contributions come from one account, so people cannot be told apart.',
      );
    const estimated = estimatedTogether(starts);
    const solo = seen.filter(
      ({ item, people }) =>
        !estimated.has(item) && ![...people].some((person) => roles.isDeveloper(person, item)),
    );
    const share = seen.length === 0 ? 0 : solo.length / seen.length;
    if (window.sprints.length < limits.minSprints)
      return insufficientSample(
        seen.length === 0 ? null : share,
        seen.length,
        `${count(window.sprints.length, 'closed sprint')} could be judged, ${limits.minSprints} are needed.`,
      );
    const summary = `${solo.length === 0 ? `All ${count(seen.length, 'sprint item')} show` : `${portion(solo.length, seen.length, 'sprint item')} are without`} a contribution of a Developer before the start; the limit is ${percent(limits.soloShare)}.`;
    const refinements = words.meetings('refinement', window.from ?? 0, window.to ?? 0).length;
    const confidence = roleConfidence(roles.productOwner);
    const outcome = judgeShare({
      hits: solo.length,
      n: seen.length,
      threshold: limits.soloShare,
      minimum: 20,
      thing: 'sprint item',
      roleConfidence: confidence,
      summary,
      evidence: [...solo]
        .reverse()
        .map(({ item, sprint }) => itemNote(item, `${sprint}: no Developer took part before the start`)),
    });
    if (refinements === 0 || outcome.state !== 'detected') return outcome;
    return clear({
      value: share,
      sample: seen.length,
      roleConfidence: confidence,
      summary: `${summary} ${count(refinements, 'refinement')} took place, where people talk and one of them types.`,
    });
  },
});

/** Items whose estimate one person typed before the start together with several others: the team spoke, one typed. */
function estimatedTogether(starts: ReadonlyMap<Item, { readonly at: Instant }>): ReadonlySet<Item> {
  const settings = [...starts].flatMap(([item, start]) =>
    item.changes
      .filter((one) => one.field === 'estimate' && one.to !== null && one.automated !== true)
      .filter((one) => one.by !== null && one.at < start.at)
      .map(({ at, by }) => ({ at, by, what: item })),
  );
  return new Set(
    collapseSessions(settings)
      .map(({ events }) => new Set(events))
      .filter((items) => items.size >= ENSEMBLE_ITEMS)
      .flatMap((items) => [...items]),
  );
}

/** Who created each sub-item, by the key of the item above. */
function subItems(changes: ChangeFacts): ReadonlyMap<string, readonly Item[]> {
  const subs = new Map<string, Item[]>();
  for (const item of changes.createdBetween(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) {
    if (item.level !== 'sub' || item.parent === null) continue;
    const list = subs.get(item.parent);
    if (list === undefined) subs.set(item.parent, [item]);
    else list.push(item);
  }
  return subs;
}

interface Traces {
  readonly comments: CommentFacts;
  readonly descriptionHistory: DescriptionFacts;
  readonly subs: ReadonlyMap<string, readonly Item[]>;
}

/** Everybody who wrote, commented, estimated or broke down the item before that time. */
function contributors(item: Item, before: Instant, traces: Traces): ReadonlySet<PersonId> {
  const people = [
    item.creator,
    ...traces.comments.of(item).map((comment) => (comment.at < before ? comment.by : null)),
    ...item.changes.map((change) =>
      change.at < before && change.automated !== true && CONTENT.has(change.field) ? change.by : null,
    ),
    ...(traces.descriptionHistory.unseen.length > 0
      ? []
      : traces.descriptionHistory.edits(item).map((edit) => (edit.at < before ? edit.by : null))),
    ...(traces.subs.get(item.key) ?? []).map((sub) => (sub.created < before ? sub.creator : null)),
  ];
  return new Set(people.filter((person) => person !== null));
}
