import type { Person, PersonId, TeamHistory } from '../history/team-history.ts';
import { Activity } from './activity.ts';
import type { Context } from './context.ts';
import type { Period, RosterFacts } from './facts.ts';
import { compareText } from './items.ts';
import { lazy, memo } from './lazy.ts';
import { plainName, wholeWords } from './names.ts';
import { sinceLookBack } from './window.ts';

/** Transitions or assignments that make somebody active in a period, and periods that make an active one a member. */
const ACTIVE_ACTS = 3;
const MEMBER_PERIODS = 2;

/** Words in the name or login of an account that several people use; a title is not one. */
const SHARED_WORDS = wholeWords('team|squad|shared|everyone|gemeinsam|équipe|equipo|equipe|zespół|团队');
const TITLE_WORDS = wholeWords('lead|leader|leiter|leiterin|manager|coach|head|chef|captain');
/** Names that belong to nobody in particular; `Dev 3` or `user 7` may stand for one person in anonymised data. */
const GENERIC_NAME =
  /^(?:admin(?:istrator)?|devs|developers|development|entwicklung|engineering|office|info|support|service ?desk|help ?desk|users|guest|scrum|board|kanban|qa|testers)(?: (?:account|user))?$/u;

/**
 * Who belongs to the team: the configured members, else people with 3 or more transitions or assignments in each of 2 or
 * more periods of W; holders of a declared role and delegates always. `members` leaves out role holders who are only
 * inferred, because the inference starts from the members; `isMember` and `isOutsider` count them in.
 */
export function rosterFacts(context: Context): RosterFacts {
  const { history, agreements, neighbours } = context;
  const activitySince = sinceLookBack(context.window, (since) => new Activity(history, () => false, since));
  const countsIn = memo(({ from, to }: Period) => activitySince(from).counts(from, to));
  const members = lazy(() => membersOf(context, (period) => countsIn(period)));
  const memberSet = lazy(() => new Set(members()));
  const people = lazy(() => new Map(history.people.map((person) => [person.id, person])));
  const others = lazy(() => neighbours.map((other) => new Neighbour(other, history)));
  let resolving = false;
  const holdsRole = (person: PersonId): boolean => {
    if (resolving) return false;
    resolving = true;
    const { roles } = context.facts;
    const holds = roles.isProductOwner(person) || roles.isScrumMaster(person);
    resolving = false;
    return holds;
  };
  const isMember = (person: PersonId | null): boolean =>
    person !== null && (memberSet().has(person) || holdsRole(person));
  return {
    get unseen() {
      const unrecorded = context.unrecorded('roster');
      return members().length > 0
        ? unrecorded.filter((code) => code === 'PERMISSION_DENIED')
        : unrecorded.length > 0
          ? unrecorded
          : (['NO_ROSTER'] as const);
    },
    get members() {
      return members();
    },
    isMember,
    isOutsider: (person) => person !== null && people().has(person) && !isMember(person),
    activeMembers: (period) =>
      members().filter((person) => (countsIn(period).get(person) ?? 0) >= ACTIVE_ACTS),
    listed: agreements.members?.length ?? history.listedMembers?.length ?? null,
    teamsOf: (person, period) => {
      const known = people().get(person);
      return known === undefined
        ? 0
        : others().filter((other) => other.actsOf(known, period) >= ACTIVE_ACTS).length;
    },
    otherTeams: neighbours.length,
    get spansTeams() {
      const told = agreements.members !== null || history.listedMembers !== null;
      return history.team.sharedBoard && !told && history.items.every((item) => item.teamField === null);
    },
    isShared: (id) => {
      const person = people().get(id);
      return person !== undefined && isSharedAccount(person);
    },
  };
}

function membersOf(
  context: Context,
  countsIn: (period: Period) => Map<PersonId, number>,
): readonly PersonId[] {
  const { agreements, history } = context;
  const always = [
    ...Object.values(agreements.roles).flat(),
    ...Object.values(agreements.delegates).flat(),
    ...history.declaredRoles.map((role) => role.person),
  ];
  const inferred = agreements.members === null ? inferredMembers(context, countsIn) : [];
  // A source without changes shows nobody at work; then the tracker's own list is the best there is.
  const listed = agreements.members ?? (inferred.length > 0 ? inferred : (history.listedMembers ?? []));
  const bots = new Set(history.people.filter((person) => person.bot).map((person) => person.id));
  return [...new Set([...listed, ...always])].filter((person) => !bots.has(person)).sort(compareText);
}

function inferredMembers(
  context: Context,
  countsIn: (period: Period) => Map<PersonId, number>,
): readonly PersonId[] {
  const activePeriods = new Map<PersonId, number>();
  for (const period of context.window.periods) {
    for (const [person, acts] of countsIn(period)) {
      if (acts >= ACTIVE_ACTS) activePeriods.set(person, (activePeriods.get(person) ?? 0) + 1);
    }
  }
  return [...activePeriods].filter(([, periods]) => periods >= MEMBER_PERIODS).map(([person]) => person);
}

const activities = new WeakMap<TeamHistory, Activity>();

/** A neighbour's activity is the same for every team that asks. */
function activityOf(history: TeamHistory): Activity {
  const known = activities.get(history) ?? new Activity(history);
  activities.set(history, known);
  return known;
}

/** Activity in another configured team, whose history has ids of its own. */
class Neighbour {
  private readonly byEmail = new Map<string, PersonId>();
  private readonly byHandle = new Map<string, PersonId>();
  private readonly countsIn: (period: Period) => Map<PersonId, number>;

  constructor(other: TeamHistory, own: TeamHistory) {
    const sameProject = other.team.tracker === own.team.tracker && other.team.project === own.team.project;
    const ownKeys = new Set(sameProject ? own.items.map((item) => item.key) : []);
    const activity = lazy(() =>
      sameProject ? new Activity(other, (item) => ownKeys.has(item.key)) : activityOf(other),
    );
    this.countsIn = memo((period: Period) => activity().counts(period.from, period.to));
    for (const person of other.people) {
      if (person.email !== null) this.byEmail.set(person.email.toLowerCase(), person.id);
      // A declared handle may be an address that the other tracker knows as e-mail, and the other way round.
      for (const handle of [...person.handles, ...(person.email === null ? [] : [person.email])])
        this.byHandle.set(handle.toLowerCase(), person.id);
    }
  }

  /** Matched by e-mail address, then by a common handle. */
  actsOf(person: Person, period: Period): number {
    const byEmail = person.email === null ? undefined : this.byEmail.get(person.email.toLowerCase());
    const handle = person.handles
      .map((name) => this.byHandle.get(name.toLowerCase()))
      .find((id) => id !== undefined);
    const id = byEmail ?? handle;
    return id === undefined ? 0 : (this.countsIn(period).get(id) ?? 0);
  }
}

function isSharedAccount(person: Person): boolean {
  const local = person.email === null ? [] : [person.email.split('@')[0] ?? ''];
  return [person.name, ...local, ...person.handles].map(plainName).some((name) => {
    if (GENERIC_NAME.test(name)) return true;
    return SHARED_WORDS.test(name) && !TITLE_WORDS.test(name) && name.split(' ').length <= 4;
  });
}
