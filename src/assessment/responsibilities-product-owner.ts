import { oneDecimal, percent } from '../analyzers/shared/words.ts';
import type { TeamFacts } from '../facts/build.ts';
import { DAY } from '../history/working-time.ts';
import { acceptanceWaits, orderedPeriods, staleEntries } from './measures.ts';
import { answeredShare } from './questions.ts';
import {
  judgedOutcome,
  type Row,
  type RowInput,
  rowOf,
  type RowState,
  type Seen,
  whatIsMissing,
} from './rows.ts';

const CONNECT_ORDER =
  'Changes of order are not recorded; take daily snapshots with `hatcheck snapshot` to see them.';

/** Rules §9.1. */
export const PRODUCT_OWNER_ROWS: readonly Row[] = [
  { id: 'keeps-a-product-goal', title: 'Keeps a Product Goal', judge: keepsAProductGoal },
  { id: 'keeps-a-roadmap', title: 'Keeps a roadmap', judge: keepsARoadmap },
  { id: 'writes-clear-items', title: 'Has items written that can be understood', judge: writesClearItems },
  { id: 'orders-the-backlog', title: 'Keeps the backlog in order', judge: ordersTheBacklog },
  {
    id: 'involves-the-team-in-the-backlog',
    title: 'Involves the team in the backlog',
    judge: involvesTheTeam,
  },
  { id: 'answers-the-team', title: 'Answers the team’s questions', judge: answersTheTeam },
  { id: 'updates-stakeholders', title: 'Keeps stakeholders up to date', judge: updatesStakeholders },
  { id: 'accepts-finished-work', title: 'Accepts finished work soon', judge: acceptsFinishedWork },
  { id: 'uses-reviews-to-adapt', title: 'Uses reviews to adapt', judge: usesReviews },
];

function keepsAProductGoal({ facts, outcome }: RowInput): Seen {
  const goal = judgedOutcome(outcome('missing-product-goal'));
  if (goal === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('missing-product-goal')) };
  const newest = facts.goals.texts[0];
  if (newest === undefined)
    return {
      state: goal.state === 'clear' ? 'seen' : 'not-seen',
      evidence: 'No text of a Product Goal was found in the places that could hold one.',
    };
  const days = Math.max(0, Math.floor((facts.asOf - newest.updated) / DAY));
  const evidence = `The newest goal text is ${days} calendar days old and has ${newest.text.trim().length} characters (${newest.where}).`;
  return rowOf(
    goal.state === 'clear' ? 'seen' : 'partly',
    evidence,
    'a text of at least 40 characters that was changed in the last 12 months.',
  );
}

function keepsARoadmap({ facts }: RowInput): Seen {
  const { hits, of } = staleEntries(facts);
  if (of === 0)
    return {
      state: 'cannot-tell',
      evidence: 'The tracker holds no open epics, projects, versions or milestones that could be a roadmap.',
    };
  const share = hits / of;
  const state: RowState = of >= 3 && share < 0.5 ? 'seen' : share === 1 ? 'not-seen' : 'partly';
  const few = share < 0.5;
  return rowOf(
    state,
    `${hits} of ${of} open roadmap entries are past their date or untouched for half a year (${percent(share)}).`,
    few ? 'at least 3 open entries, which make a roadmap.' : 'more than half of the entries up to date.',
  );
}

const CLEAR_CRITERIA = new Set(['who-what', 'value', 'testable']);
const MIN_ITEMS = 10;

function writesClearItems({ facts }: RowInput): Seen {
  const near = [...facts.order.zones.now, ...facts.order.zones.next];
  if (near.length < MIN_ITEMS)
    return {
      state: 'cannot-tell',
      evidence: `Only ${near.length} items wait at the top of the backlog; ${MIN_ITEMS} are needed to tell.`,
    };
  const judged = near.map((item) => criteriaValues(facts, item));
  const without = judged.filter((values) => values.every((value) => value === null)).length;
  if (without > near.length / 2)
    return {
      state: 'cannot-tell',
      evidence: `For ${without} of ${near.length} items at the top of the backlog the text cannot be judged.`,
    };
  const clear = judged.filter((values) => values.every((value) => value === null || value >= 0.5)).length;
  const share = clear / near.length;
  const state: RowState = share >= 0.7 ? 'seen' : share >= 0.3 ? 'partly' : 'not-seen';
  return rowOf(
    state,
    `${clear} of ${near.length} items at the top of the backlog say for whom, why and how to check it (${percent(share)}).`,
    'at least 70 % of the items.',
  );
}

function criteriaValues(
  facts: TeamFacts,
  item: TeamFacts['order']['backlog'][number],
): readonly (number | null)[] {
  const { criteria } = facts.quality.readiness(item, facts.order.zoneOf(item));
  return criteria.filter((criterion) => CLEAR_CRITERIA.has(criterion.id)).map((criterion) => criterion.value);
}

function ordersTheBacklog({ facts, outcome }: RowInput): Seen {
  const elsewhere = facts.agreements.orderingElsewhere;
  const unseen = facts.rankHistory.unseen.length > 0 && facts.priorityHistory.unseen.length > 0;
  if (elsewhere)
    return { state: 'cannot-tell', evidence: 'The order of the backlog is kept in another tool.' };
  if (unseen) return { state: 'cannot-tell', evidence: CONNECT_ORDER };
  const { hits, of } = orderedPeriods(facts);
  if (of < 3)
    return {
      state: 'cannot-tell',
      evidence: `Only ${of} sprints or periods are there; 3 are needed to tell.`,
    };
  const share = hits / of;
  const unordered = outcome('unordered-product-backlog');
  const state: RowState =
    share >= 0.75 && unordered.state !== 'detected'
      ? 'seen'
      : share < 0.25 && unordered.state !== 'clear'
        ? 'not-seen'
        : 'partly';
  return rowOf(
    state,
    `The backlog was put in order in ${hits} of ${of} periods (${percent(share)}).`,
    share < 0.75 ? 'at least 75 % of the periods.' : `an order that shows. ${unordered.summary}`,
  );
}

function involvesTheTeam({ outcome }: RowInput): Seen {
  const solo = judgedOutcome(outcome('solo-authored-backlog'));
  if (solo === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('solo-authored-backlog')) };
  const share = 1 - solo.value;
  const state: RowState = solo.state === 'detected' ? 'not-seen' : share >= 0.6 ? 'seen' : 'partly';
  return rowOf(
    state,
    `${percent(share)} of the items planned into sprints had a contribution by a Developer before they were started.`,
    'at least 60 % of the items.',
  );
}

function answersTheTeam({ facts, outcome }: RowInput): Seen {
  const absent = judgedOutcome(outcome('absent-product-owner'));
  if (absent === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('absent-product-owner')) };
  const { hits, of } = answeredShare(facts, 2);
  const share = of === 0 ? 0 : hits / of;
  const state: RowState =
    absent.state === 'clear' && share >= 0.75
      ? 'seen'
      : absent.state === 'detected' && share < 0.5
        ? 'not-seen'
        : 'partly';
  return rowOf(
    state,
    `${hits} of ${of} questions were answered within 2 working days (${percent(share)}).`,
    share < 0.75 ? 'at least 75 % of the questions.' : `short waits throughout. ${absent.summary}`,
  );
}

function updatesStakeholders({ outcome }: RowInput): Seen {
  const missing = judgedOutcome(outcome('missing-stakeholder-updates'));
  if (missing === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('missing-stakeholder-updates')) };
  const share = 1 - missing.value;
  const state: RowState =
    missing.state === 'clear' && share >= 0.75
      ? 'seen'
      : missing.state === 'detected' && share < 0.25
        ? 'not-seen'
        : 'partly';
  return rowOf(
    state,
    `${percent(share)} of the ${missing.sample} periods had a visible update for people outside the team.`,
    share < 0.75
      ? 'at least 75 % of the periods.'
      : 'no period without an update beyond the limit of the rule.',
  );
}

function acceptsFinishedWork({ facts, outcome }: RowInput): Seen {
  const delayed = judgedOutcome(outcome('delayed-acceptance'));
  if (delayed === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('delayed-acceptance')) };
  const waits = acceptanceWaits(facts);
  const soon = waits.filter((days) => days <= 3).length;
  const share = waits.length === 0 ? 0 : soon / waits.length;
  const state: RowState = delayed.state === 'clear' ? 'seen' : share >= 0.5 ? 'partly' : 'not-seen';
  return rowOf(
    state,
    `${soon} of ${waits.length} items left acceptance within 3 working days; half of them within ${oneDecimal(delayed.value)}.`,
    `waits within the limits. ${delayed.summary}`,
  );
}

function usesReviews({ outcome }: RowInput): Seen {
  const [missing, unadapted] = [outcome('missing-sprint-review'), outcome('review-without-adaptation')];
  const [reviews, adaptation] = [judgedOutcome(missing), judgedOutcome(unadapted)];
  if (reviews === null || (reviews.state === 'clear' && adaptation === null)) {
    return {
      state: 'cannot-tell',
      evidence: whatIsMissing(
        ...(reviews === null ? [missing] : []),
        ...(adaptation === null ? [unadapted] : []),
      ),
    };
  }
  const evidence = [reviews.summary, adaptation?.summary].filter((text) => text !== undefined).join(' ');
  if (reviews.state === 'clear' && adaptation?.state === 'clear') return { state: 'seen', evidence };
  return {
    state: reviews.state === 'detected' && adaptation?.state !== 'clear' ? 'not-seen' : 'partly',
    evidence,
  };
}
