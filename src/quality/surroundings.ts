import type { Criterion, Facts, ItemKind, Zone } from '../facts/facts.ts';
import { DAY } from '../history/working-time.ts';
import { parseLink } from '../history/as-of.ts';
import type { Instant, Item, ItemKey, PersonId } from '../history/team-history.ts';
import { criterion, timeboxDays } from './rubrics.ts';
import type { Analysis } from './analysis.ts';
import type { QualityContext } from './context.ts';
import { SIZE_LIMITS, tooBig, type SizeHistory } from './sizes.ts';

/** Criteria that what surrounds an item decides: sizes, links, people, time. */

/** A spike that takes longer is no spike (rules §5.1). */
const SPIKE_DAYS = 2;
/** From this share of estimated Done items on, the team estimates (card E5). */
const ESTIMATES_USED = 0.6;
/** Below this share of items with a parent, the hierarchy is not in use (card J7). */
const HIERARCHY_USED = 0.2;
/** Calendar days for which an item stays fresh (rules §5.1). */
const FRESH_DAYS: Readonly<Record<Zone, number>> = { now: 56, next: 56, later: 180 };

export interface Sized {
  readonly criterion: Criterion;
  /** In words, when it is bigger than a sprint. */
  readonly tooBig: string | null;
}

/** c4: small enough for one sprint, by the team's own history. */
export function small(
  item: Item,
  analysis: Analysis,
  kind: ItemKind,
  estimate: number | null,
  history: SizeHistory,
  checklist: number,
): Sized {
  const id = 'small';
  if (kind === 'spike') {
    const days = timeboxDays(analysis, item.title);
    if (days === null) return { criterion: criterion(id, 0, 'Has no time limit.'), tooBig: null };
    return {
      criterion: criterion(
        id,
        days <= SPIKE_DAYS ? 1 : 0,
        `Limited to ${days} days${days <= SPIKE_DAYS ? '' : `, more than ${SPIKE_DAYS}`}.`,
      ),
      tooBig: null,
    };
  }
  const reason = tooBig({ estimate, bullets: analysis.bullets, checklist }, history, SIZE_LIMITS);
  if (reason !== null)
    return { criterion: criterion(id, 0, `Looks too big for one sprint: ${reason}.`), tooBig: reason };
  if (estimate !== null && history.finished >= SIZE_LIMITS.minHistory) {
    return {
      criterion: criterion(id, 1, `Items of size ${estimate} usually fit into a sprint.`),
      tooBig: null,
    };
  }
  if (analysis.bullets > 5)
    return {
      criterion: criterion(id, 0.5, `Has ${analysis.bullets} acceptance criteria; it may be big.`),
      tooBig: null,
    };
  if (analysis.bullets > 0)
    return {
      criterion: criterion(
        id,
        1,
        `Has ${analysis.bullets} acceptance ${analysis.bullets === 1 ? 'criterion' : 'criteria'}, no sign of being too big.`,
      ),
      tooBig: null,
    };
  return {
    criterion: criterion(
      id,
      null,
      'Not judged: no estimate that compares with finished work, and no acceptance criteria.',
    ),
    tooBig: null,
  };
}

/** c5: sized, and by those who do the work. */
export function sized(context: QualityContext, item: Item, estimate: number | null, at: Instant): Criterion {
  const id = 'sized';
  const { estimates, estimateHistory, roles } = context.facts;
  if (estimates.unseen.length > 0 || estimates.usedShare < ESTIMATES_USED)
    return criterion(id, null, 'Not judged: the team does not estimate in the tracker.');
  if (estimate === null) return criterion(id, 0, 'Has no estimate.');
  const last = estimateHistory
    .settings(item)
    .filter((setting) => setting.at <= at)
    .at(-1);
  if (last === undefined || last.by === null)
    return criterion(id, 0.5, `Estimated at ${estimate}; who set it is not recorded.`);
  return roles.isDeveloper(last.by, item)
    ? criterion(id, 1, `Estimated at ${estimate} by the Developers.`)
    : criterion(id, 0.5, `Estimated at ${estimate}, but not by the Developers.`);
}

/** c6: nothing unfinished outside its own sprint blocks it. */
export function independent(
  context: QualityContext,
  item: Item,
  at: Instant | null,
): { criterion: Criterion; blocked: boolean } {
  const id = 'independent';
  const { links, items } = context.facts;
  if (links.unseen.length > 0)
    return {
      criterion: criterion(id, null, 'Not judged: the team marks no dependencies in the tracker.'),
      blocked: false,
    };
  const open = at === null ? links.openBlockers(item) : blockersAt(context, item, at);
  const outside = open.filter((key) => {
    const blocker = items.get(key);
    return blocker === undefined || !blocker.sprints.some((sprint) => item.sprints.includes(sprint));
  });
  if (outside.length > 0)
    return {
      criterion: criterion(
        id,
        0,
        `Waits for ${outside.slice(0, 3).join(', ')}, which ${outside.length === 1 ? 'is' : 'are'} not Done.`,
      ),
      blocked: true,
    };
  if (open.length > 0)
    return {
      criterion: criterion(id, 1, `Waits for ${open.slice(0, 3).join(', ')} in the same sprint.`),
      blocked: false,
    };
  return { criterion: criterion(id, 1, 'Nothing blocks it.'), blocked: false };
}

/** Keys of items that blocked it at a past time, as far as the links' own history tells. */
function blockersAt(context: QualityContext, item: Item, at: Instant): readonly ItemKey[] {
  const { items, statusHistory } = context.facts;
  const addedLater = new Set<string>();
  for (const change of item.changes) {
    if (change.field !== 'link' || change.at <= at || change.to === null) continue;
    const link = parseLink(change.to);
    if (link !== null) addedLater.add(link.key);
  }
  return item.links
    .filter((link) => link.kind === 'blocked-by' && !addedLater.has(link.key))
    .filter((link) => {
      const blocker = items.get(link.key);
      return blocker === undefined
        ? link.otherDone === false
        : statusHistory.categoryAt(blocker, at) !== 'done';
    })
    .map((link) => link.key);
}

/** c9: serves a parent, goal or project. */
export function traceable(context: QualityContext, item: Item, kind: ItemKind): Criterion {
  const id = 'traceable';
  const { hierarchy } = context.facts;
  if (hierarchy.unseen.length > 0 || hierarchy.usedShare < HIERARCHY_USED)
    return criterion(id, null, 'Not judged: the team hardly uses parents or goals.');
  if (hierarchy.serves(item)) {
    const parent = item.parent ?? item.serves[0];
    return criterion(id, 1, parent === undefined ? 'Belongs to a goal.' : `Belongs to ${parent}.`);
  }
  return kind === 'bug' || kind === 'support'
    ? criterion(id, null, 'Not judged: defects need no parent.')
    : criterion(id, 0, 'Belongs to no parent or goal.');
}

/** c10: more than one side contributed. */
export function conversation(context: QualityContext, item: Item, at: Instant): Criterion {
  const id = 'conversation';
  const { comments, changes } = context.facts;
  if (comments.unseen.length > 0 && changes.unseen.length > 0)
    return criterion(id, null, 'Not judged: neither comments nor changes are recorded.');
  const people = contributors(item, at);
  if (people.size === 0) return criterion(id, null, 'Not judged: who wrote it is not recorded.');
  if (people.size === 1) return criterion(id, 0, 'One person wrote it; nobody else has contributed yet.');
  const sides = new Set([...people].map((person) => sideOf(context.facts, person, item)));
  return sides.size >= 2
    ? criterion(id, 1, 'More than one side has contributed.')
    : criterion(id, 0.5, 'Several people have contributed, all from one side.');
}

const CONTRIBUTIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'acceptanceCriteria',
  'checklist',
  'estimate',
]);

function contributors(item: Item, at: Instant): Set<PersonId> {
  const people = new Set<PersonId>();
  if (item.creator !== null) people.add(item.creator);
  for (const comment of item.comments) if (comment.by !== null && comment.at <= at) people.add(comment.by);
  for (const change of item.changes) {
    if (change.by !== null && change.at <= at && change.automated !== true && CONTRIBUTIONS.has(change.field))
      people.add(change.by);
  }
  return people;
}

function sideOf({ roles, roster }: Pick<Facts, 'roles' | 'roster'>, person: PersonId, item: Item): string {
  if (roles.isProductOwner(person)) return 'product-owner';
  if (roles.isScrumMaster(person)) return 'scrum-master';
  if (roles.isDeveloper(person, item)) return 'developers';
  // Where nobody's role is known, every person is a side of their own.
  return roles.productOwner.people.length === 0 && roster.members.length === 0 ? person : 'others';
}

/** c11: somebody thought about it lately. */
export function fresh(context: QualityContext, touched: Instant, zone: Zone, at: Instant): Criterion {
  const id = 'fresh';
  if (context.facts.changes.unseen.length > 0)
    return criterion(id, null, 'Not judged: changes are not recorded.');
  const days = Math.max(0, Math.floor((at - touched) / DAY));
  const limit = FRESH_DAYS[zone];
  if (days === 0) return criterion(id, 1, 'Last worked on today.');
  if (days <= limit) return criterion(id, 1, `Last worked on ${days} ${days === 1 ? 'day' : 'days'} ago.`);
  return days <= 2 * limit
    ? criterion(id, 0.5, `Last worked on ${days} days ago, more than ${limit}.`)
    : criterion(id, 0, `Nobody has worked on it for ${days} days.`);
}
