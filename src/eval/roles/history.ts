import { seededRandom } from '../../history/random.ts';
import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Change, Instant, Item, PersonId, Role, TeamHistory } from '../../history/team-history.ts';
import { IMPROVEMENT_LABEL } from '../../sample/board.ts';
import { sampleTeam } from '../../sample/sample-team.ts';
import {
  holdingsOf,
  type Activity,
  type Holding,
  type RoleCase,
  type Shares,
  type SourceKind,
} from './cases.ts';

/** Acts of one session have one author; sessions are 10 minutes apart (rules §0.3). */
const SESSION = 10 * 60_000;
/** The change of hands: before the last four of twelve sprints. */
const HANDED_OVER = 8;
const ORDERINGS_A_WEEK: Readonly<Record<RoleCase['strength'], number>> = { strong: 3, moderate: 2, weak: 1 };

/** What a tracker of this kind cannot record of who did what (the declarations of its connector). */
const UNRECORDED: Readonly<Record<SourceKind, Partial<Record<Fact, readonly ReasonCode[]>>>> = {
  jira: {},
  linear: { rankHistory: ['NO_RANK_HISTORY'] },
  github: { rankHistory: ['NO_RANK_HISTORY'], priorityHistory: ['NO_RANK_HISTORY'] },
};

export interface RoleTeam {
  readonly history: TeamHistory;
  readonly holdings: Readonly<Record<Role, Holding>>;
}

/**
 * A sample team in which every act of the Product Owner and the Scrum Master was done by whoever the case draws for it,
 * read as the case's tracker would record it. Nothing is declared.
 */
export function roleTeam(one: RoleCase): RoleTeam {
  const { history } = sampleTeam({
    seed: one.seed,
    developers: one.developers,
    orderingPerWeek: ORDERINGS_A_WEEK[one.strength],
    rolesDeclared: false,
    membersDeclared: false,
  });
  const [owner, master] = ['p01', 'p02'].map(
    (end) => history.people.find(({ id }) => id.endsWith(`-${end}`))?.id,
  );
  if (owner === undefined || master === undefined)
    throw new Error('The sample team lacks its two role holders.');
  const team = history.people.map(({ id }) => id).filter((id) => /-[pd]\d+$/.test(id));
  const holdings = holdingsOf(one, team);
  const handedOver = history.sprints[HANDED_OVER]?.start ?? Number.POSITIVE_INFINITY;
  const actor: Actor = (person, at, activity, what) => {
    const role: Role | null = person === owner ? 'product-owner' : person === master ? 'scrum-master' : null;
    if (role === null) return person;
    const { before, after } = holdings[role];
    return draw((at < handedOver ? before : after)[activity], `${one.seed} ${role} ${activity} ${what}`);
  };
  return { history: read(one, relabel(history, actor)), holdings };
}

type Actor = (person: PersonId | null, at: Instant, activity: Activity, what: string) => PersonId | null;

/** Which kind of act a change is. */
function activityOf({ field }: Change, item: Item): Activity {
  if (item.labels.includes(IMPROVEMENT_LABEL)) return 'improve';
  if (item.level === 'above') return 'plan';
  if (field === 'rank' || field === 'priority') return 'order';
  if (field === 'status' || field === 'resolution') return 'accept';
  if (field === 'sprint') return 'close';
  if (field === 'flagged' || field === 'link') return 'unblock';
  return 'write';
}

function relabel(history: TeamHistory, actor: Actor): TeamHistory {
  const session = (person: PersonId | null, at: Instant, activity: Activity): PersonId | null =>
    actor(person, at, activity, `session ${Math.floor(at / SESSION)}`);
  const items = history.items.map((item): Item => ({
    ...item,
    creator: session(item.creator, item.created, creating(item)),
    changes: item.changes.map((change) => ({
      ...change,
      by: session(change.by, change.at, activityOf(change, item)),
    })),
    comments: item.comments.map((comment) => ({ ...comment, by: session(comment.by, comment.at, 'talk') })),
  }));
  // A series of meetings has one organiser, whoever of the role set it up.
  const events = history.events.map((event) => ({
    ...event,
    organiser: actor(event.organiser, event.start, 'meet', `series ${event.kind}`),
  }));
  return { ...history, items, events, declaredRoles: [], listedMembers: null };
}

function creating(item: Item): Activity {
  if (item.labels.includes(IMPROVEMENT_LABEL)) return 'improve';
  return item.level === 'above' ? 'plan' : 'write';
}

function read(one: RoleCase, history: TeamHistory): TeamHistory {
  const seen = one.calendar
    ? history
    : {
        ...history,
        events: history.events.filter((event) => event.source !== 'calendar'),
        eventSources: history.eventSources.filter((source) => source.kind !== 'calendar'),
      };
  return {
    ...seen,
    team: { ...seen.team, tracker: one.source, automaticSprints: one.source === 'linear' },
    unrecorded: { ...seen.unrecorded, ...UNRECORDED[one.source] },
    items: seen.items.map((item) => withoutUnrecorded(item, one.source)),
  };
}

/** A tracker that keeps no history of the order or the priority has no such changes either. */
function withoutUnrecorded(item: Item, source: SourceKind): Item {
  if (source === 'jira') return item;
  const gone = source === 'github' ? ['rank', 'priority'] : ['rank'];
  return { ...item, changes: item.changes.filter((change) => !gone.includes(change.field)) };
}

function draw(shares: Shares, seed: string): PersonId {
  let left = seededRandom(seed)();
  let last: PersonId = '';
  for (const [person, share] of shares) {
    last = person;
    left -= share;
    if (left < 0) return person;
  }
  return last;
}
