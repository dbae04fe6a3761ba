import { handoversOf, type Handover } from '../roles/handover.ts';
import { GATES, Observer, ROLES, type Span } from '../roles/observe.ts';
import type { Score } from '../roles/score.ts';
import type { Hat } from '../roles/signals.ts';
import { inCatalogueOrder, type ReasonCode } from '../history/reasons.ts';
import type { PersonId, Role } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { RoleFacts, RoleHolder, RoleScore } from './facts.ts';
import { lazy, memo } from './lazy.ts';

/** From this confidence on an inferred role may be used by other rules (rules §0.3). */
export const USABLE_CONFIDENCE = 0.6;

/**
 * Who holds which accountability: the declared map first, then what the tracker declares, then inference from behaviour
 * with confidence 0.6 or more (rules §2). After a hand-over only behaviour since then counts for the inference.
 */
export function roleFacts(context: Context): RoleFacts {
  const observer = new Observer(context);
  const handovers = lazy(() => ROLES.flatMap((role) => handoversOf(observer, role, lookBack(context))));
  const unseenScores = lazy(() => unseenScoresOf(context, observer));
  const candidateOf = memoRole((role) => candidate(context, observer, role, handovers()));
  const holderOf = memoRole((role) => holder(context, role, unseenScores, () => candidateOf(role)));
  const sessions = lazy(() =>
    ROLES.reduce((sum, role) => sum + observer.sessions(role, observer.window).length, 0),
  );
  const holds = (role: Role, person: PersonId | null): boolean =>
    person !== null &&
    (holderOf(role).people.includes(person) || (context.agreements.delegates[role] ?? []).includes(person));
  return {
    get unseen() {
      return inCatalogueOrder([...holderOf('product-owner').unseen, ...holderOf('scrum-master').unseen]);
    },
    get productOwner() {
      return holderOf('product-owner');
    },
    get scrumMaster() {
      return holderOf('scrum-master');
    },
    isProductOwner: (person) => holds('product-owner', person),
    isScrumMaster: (person) => holds('scrum-master', person),
    isDeveloper: (person, item) => {
      if (person === null || !context.facts.roster.isMember(person)) return false;
      return (!holds('product-owner', person) && !holds('scrum-master', person)) || item?.assignee === person;
    },
    isShared: (person) => context.facts.roster.isShared(person),
    scores: (role, during) => observer.scores(role, during).map((score) => roleScore(role, score)),
    hatScores: (hat) =>
      observer.scores(hat).map((score) => ({ ...roleScore('product-owner', score), role: hat })),
    candidate: (role) => candidateOf(role),
    signals: (hat) =>
      observer.signals(hat).map(({ signal, sessions: found }) => ({
        ...signal,
        observable: found !== null,
        sessions: (found ?? []).filter(
          (session) => session.at >= observer.window.from && session.at <= observer.window.to,
        ).length,
      })),
    get unseenScores() {
      return unseenScores();
    },
    get sessions() {
      return sessions();
    },
    get handovers() {
      return handovers().map(({ role, around }) => ({ role, around }));
    },
  };
}

function memoRole<T>(compute: (role: Role) => T): (role: Role) => T {
  const keys = {
    'product-owner': { role: 'product-owner' },
    'scrum-master': { role: 'scrum-master' },
  } as const;
  const known = memo((key: { readonly role: Role }) => compute(key.role));
  return (role) => known(keys[role]);
}

function roleScore(role: Role, score: Score): RoleScore {
  const { person, confidence, evidence, signals, margin, stability } = score;
  return { person, role, score: score.score, confidence, evidence, margin, stability, signals };
}

/** More sprints than W may be looked at for changes of hands; without sprints the periods of W. */
function lookBack(context: Context): readonly Span[] {
  const { lookBack: sprints, periods } = context.window;
  return sprints.length > 0
    ? sprints.map((sprint) => ({ from: sprint.start, to: sprint.completed }))
    : periods;
}

/** Changes must be recorded, and three people be there to tell apart. */
function unseenScoresOf(context: Context, observer: Observer): readonly ReasonCode[] {
  const codes: ReasonCode[] = [...context.facts.changes.unseen];
  if (observer.team().length < GATES.team) codes.push('ROLE_NOT_INFERABLE');
  return inCatalogueOrder(codes);
}

/** Who is first by behaviour, since the last change of hands; null for nobody. */
function candidate(
  context: Context,
  observer: Observer,
  role: Role,
  handovers: readonly Handover[],
): RoleScore | null {
  const since = handovers
    .filter((one) => one.role === role && one.around > observer.window.from)
    .at(-1)?.around;
  const spans = since === undefined ? [observer.window] : [{ from: since, to: observer.window.to }];
  const first = context.window.periods.length === 0 ? undefined : observer.scores(role, spans)[0];
  return first === undefined || first.evidence < GATES.evidence ? null : roleScore(role, first);
}

function holder(
  context: Context,
  role: Role,
  unseenScores: () => readonly ReasonCode[],
  first: () => RoleScore | null,
): RoleHolder {
  const declared = context.agreements.roles[role] ?? [];
  if (declared.length > 0) return { role, people: declared, basis: 'declared', confidence: 1, unseen: [] };
  const known = new Set(context.history.people.map((person) => person.id));
  const byTracker = context.history.declaredRoles
    .filter((one) => one.role === role && known.has(one.person))
    .map((one) => one.person);
  if (byTracker.length > 0)
    return { role, people: [...new Set(byTracker)].sort(), basis: 'tracker', confidence: 1, unseen: [] };
  const nobody = (codes: readonly ReasonCode[]): RoleHolder => ({
    role,
    people: [],
    basis: 'none',
    confidence: null,
    unseen: inCatalogueOrder(['ROLE_NOT_INFERABLE', ...codes]),
  });
  if (unseenScores().length > 0 || context.window.periods.length < GATES.periods) return nobody([]);
  const score = first();
  if (score === null || score.confidence < USABLE_CONFIDENCE) return nobody([]);
  if (context.facts.roles.sessions < GATES.sessions) return nobody([]);
  if (context.facts.roster.isShared(score.person)) return nobody(['SHARED_ACCOUNT']);
  return { role, people: [score.person], basis: 'inferred', confidence: score.confidence, unseen: [] };
}

export type { Hat };
