import { qualityFacts } from '../quality/quality.ts';
import { membershipIndex, sprintFacts, sprintGoalFacts, sprintHistoryFacts } from './sprints.ts';
import { acceptanceCriteriaFacts } from './acceptance-criteria.ts';
import { areaFacts } from './areas.ts';
import { attendeeFacts } from './attendees.ts';
import { boardStateFacts } from './board-states.ts';
import { changeFacts } from './changes.ts';
import { checklistFacts } from './checklists.ts';
import { commentFacts } from './comments.ts';
import { prepare, type Context, type TeamInput } from './context.ts';
import { customerSignalFacts } from './customer-signals.ts';
import { eventFacts } from './events.ts';
import type { Facts, Frame, Vocabulary } from './facts.ts';
import { goalFacts } from './goals.ts';
import { hierarchyFacts } from './hierarchy.ts';
import { assigneeFacts, descriptionFacts, estimateFacts, estimateHistoryFacts } from './histories.ts';
import { improvementFacts } from './improvement-items.ts';
import { itemFacts } from './items.ts';
import { lazy } from './lazy.ts';
import { linkFacts } from './links.ts';
import { orderFacts } from './order.ts';
import { priorityFacts, rankFacts } from './ordering.ts';
import { pullRequestFacts } from './pull-requests.ts';
import { releaseFacts } from './releases.ts';
import { roadmapFacts } from './roadmap.ts';
import { roleFacts } from './roles.ts';
import { rosterFacts } from './roster.ts';
import { statusFacts } from './status-history.ts';
import { typeFacts } from './types.ts';
import { updateFacts } from './updates.ts';
import { wikiFacts } from './wiki.ts';
import { windowOf } from './window.ts';

export type TeamFacts = Facts & Frame;

/** Everything analyzers may ask about a team, each slice made on first use. Pure: same input, same answers. */
export function buildFacts(input: TeamInput): { facts: TeamFacts; context: Context } {
  const prepared = prepare(input);
  const index = lazy(() =>
    membershipIndex(
      prepared,
      prepared.history.items.filter((item) => item.level === 'base'),
    ),
  );
  const isEmpty = (sprint: { id: string; start: number; completed: number }): boolean =>
    !(index().get(sprint.id) ?? []).some((span) => span.from <= sprint.completed && span.to > sprint.start);
  const window = windowOf(prepared.history.sprints, input.asOf, prepared.clock, isEmpty);
  const slices = {} as TeamFacts;
  const context: Context = {
    ...prepared,
    asOf: input.asOf,
    agreements: input.agreements,
    window,
    facts: slices,
  };
  const makers: { [K in keyof TeamFacts]: () => TeamFacts[K] } = {
    items: () => itemFacts(context),
    changes: () => changeFacts(context),
    statusHistory: () => statusFacts(context),
    assigneeHistory: () => assigneeFacts(context),
    rankHistory: () => rankFacts(context),
    priorityHistory: () => priorityFacts(context),
    descriptionHistory: () => descriptionFacts(context),
    estimateHistory: () => estimateHistoryFacts(context),
    order: () => orderFacts(context),
    sprints: () => sprintFacts(context, index),
    sprintHistory: () => sprintHistoryFacts(context, index),
    sprintGoals: () => sprintGoalFacts(context),
    goals: () => goalFacts(context),
    roadmap: () => roadmapFacts(context),
    hierarchy: () => hierarchyFacts(context),
    areas: () => areaFacts(context),
    types: () => typeFacts(context),
    estimates: () => estimateFacts(context),
    acceptanceCriteria: () => acceptanceCriteriaFacts(context),
    checklists: () => checklistFacts(context),
    boardStates: () => boardStateFacts(context),
    links: () => linkFacts(context),
    comments: () => commentFacts(context),
    events: () => eventFacts(context),
    attendees: () => attendeeFacts(context),
    roles: () => roleFacts(context),
    roster: () => rosterFacts(context),
    pullRequests: () => pullRequestFacts(context),
    releases: () => releaseFacts(context),
    wiki: () => wikiFacts(context),
    improvementItems: () => improvementFacts(context),
    customerSignals: () => customerSignalFacts(context),
    updates: () => updateFacts(context),
    asOf: () => input.asOf,
    window: () => window,
    clock: () => prepared.clock,
    agreements: () => input.agreements,
    quality: () =>
      qualityFacts({
        facts: slices,
        history: prepared.history,
        asOf: input.asOf,
        clock: prepared.clock,
        window,
      }),
    words: () => vocabulary(slices, context),
  };
  for (const name of Object.keys(makers) as (keyof TeamFacts)[]) {
    Object.defineProperty(slices, name, { get: lazy<unknown>(makers[name]), enumerable: true });
  }
  return { facts: slices, context };
}

function vocabulary(slices: TeamFacts, context: Context): Vocabulary {
  return {
    kindOf: (item) => slices.types.kindOf(item),
    isExpedite: (item) => slices.types.isExpedite(item),
    categoryOf: (status) => context.statusOf(status).category,
    nameOf: (status) => context.statusOf(status).name,
    isIdea: (item) => context.statusOf(item.status).idea,
    roleOf: (person) => {
      if (person === null) return 'unknown';
      if (slices.roles.isProductOwner(person)) return 'product-owner';
      if (slices.roles.isScrumMaster(person)) return 'scrum-master';
      if (slices.roster.unseen.length > 0) return 'unknown';
      return slices.roster.isMember(person)
        ? 'developer'
        : slices.roster.isOutsider(person)
          ? 'outside'
          : 'unknown';
    },
    get teamSize() {
      return slices.roster.unseen.length > 0 ? null : slices.roster.members.length;
    },
    meetings: (kind, from, to) => slices.events.occurrences(kind, from, to),
  };
}
