import type { RoleFacts, RoleHolder, RoleScore } from '../../facts/facts.ts';
import { inCatalogueOrder, type ReasonCode } from '../../history/reasons.ts';
import type { PersonId, Role } from '../../history/team-history.ts';
import { defineAnalyzer, type EvidenceNote, type Outcome } from '../analyzer.ts';
import { clear, insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, oneDecimal, percent } from '../shared/words.ts';

export const combinedProductOwnerScrumMaster = defineAnalyzer({
  id: 'combined-product-owner-scrum-master',
  code: 'A1',
  group: 'role-clarity',
  title: {
    detected: 'One person holds both the Product Owner and the Scrum Master accountability',
    clear: 'The two accountabilities are held by different people',
    unknown: 'Cannot tell whether one person holds both accountabilities',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'peopleHoldingBoth',
    threshold: 1,
    unit: 'people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    score: {
      default: 0.45,
      source: 'own simulation: a genuine Product Owner with 60 % of the acts scores 0.42 to 0.52',
    },
    roleConfidence: { default: 0.6, source: 'own simulation (docs/accuracy.md)' },
    minPeriods: { default: 3, source: 'design default' },
    smallTeam: { default: 4, source: 'design default' },
  },
  minSample: { n: 30, of: 'sessions' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'SHARED_ACCOUNT', 'PERMISSION_DENIED'],
  needs: ['roles', 'changes', 'events', 'wiki'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'One person acts as both Product Owner and Scrum Master, so nobody challenges the order of the backlog from the side of the process.',
  why: 'The Product Owner wants the most value soon, the Scrum Master protects how the team works; one person cannot argue both sides of that conflict. The Scrum Guide does not forbid it: it is a risk to talk about, not a breach of a rule.',
  logic:
    'Declared: somebody stands in both lists. Inferred: the same person is first for both accountabilities by behaviour, with scores of at least 0.45 and confidence of at least 0.6 each, from 30 sessions and three periods on.',
  guards: [
    'An inferred finding asks whether it is so, because a Scrum Master may enter data for the Product Owner.',
    'In teams of four people or fewer the finding is medium.',
    'An account that several people share proves nothing.',
  ],
  coaching: {
    question: 'When ordering and team capacity conflict, who argues each side?',
    next: 'Name one owner for each accountability in the team charter; if staffing forbids it, let a Developer take over the Scrum Master’s duties and look again in three sprints.',
  },
  references: [
    'S1: “can [a product owner] also be the scrum master the simple answer is no … it creates a conflict of interest”; S12',
    'The Scrum Guide 2020: one Scrum Master, one Product Owner; it does not forbid one person holding both',
    'Anti-pattern deck: “Product Owner == Scrum Master”',
    'Fragile (Leanpub): “ScrumMasterProductOwnerManager”',
  ],
  analyze({ roles, words, window, changes }, limits) {
    const size = words.teamSize;
    const holders = [roles.productOwner, roles.scrumMaster] as const;
    const given = holders.filter((holder) => holder.basis === 'declared' || holder.basis === 'tracker');
    if (given.length === 2) return ofDeclared(holders, roles, size, limits);
    const sessions = roles.sessions;
    const periods = window.periods.length;
    if (changes.unseen.length > 0) return unseen(holders, changes.unseen);
    if (sessions < 30 || periods < limits.minPeriods)
      return insufficientSample(
        null,
        sessions,
        `${count(sessions, 'session')} of role-relevant work in ${count(periods, 'period')} could be seen; 30 in ${limits.minPeriods} are needed to infer a role.`,
      );
    const seats = holders.map((holder) => seatOf(holder, roles, limits.roleConfidence));
    const [owner, master] = seats;
    if (
      owner === undefined ||
      master === undefined ||
      owner.people.length === 0 ||
      master.people.length === 0
    )
      return unseen(holders, []);
    const both = owner.people.filter(
      (person) => master.people.includes(person) && isStrong(person, seats, limits.score),
    );
    if (both.some((person) => roles.isShared(person)))
      return notObservable(
        ['SHARED_ACCOUNT'],
        'The account that acts in both roles is shared by several people.',
      );
    const confidence = Math.min(owner.confidence, master.confidence);
    const figures = seats.map((seat) => seat.words).join('; ');
    const seen = { value: both.length, sample: sessions, strength: 0.7, roleConfidence: confidence };
    if (both.length < limits.peopleHoldingBoth)
      return clear({
        ...seen,
        summary: `The accountabilities show with different people or too weakly for both: ${figures} (${count(sessions, 'session')}).`,
      });
    return judged(true, {
      ...seen,
      ...smallTeam(size, limits.smallTeam),
      summary: `It looks as if ${count(both.length, 'person', 'people')} acted in both roles: ${figures}, from ${count(sessions, 'session')}. Is that how it is meant?${smallTeamNote(size, limits.smallTeam)}`,
      evidence: holders.flatMap((holder) => evidenceOf(holder.role, both, roles)),
    });
  },
});

type Limits = Record<'peopleHoldingBoth' | 'score' | 'roleConfidence' | 'minPeriods' | 'smallTeam', number>;

/** (a) Both roles are declared, by the team or the tracker: certain, without a minimum. */
function ofDeclared(
  holders: readonly [RoleHolder, RoleHolder],
  roles: RoleFacts,
  size: number | null,
  limits: Limits,
): Outcome {
  const [owner, master] = holders;
  const both = owner.people.filter((person) => master.people.includes(person));
  if (both.some((person) => roles.isShared(person)))
    return notObservable(
      ['SHARED_ACCOUNT'],
      'The account that is declared for both roles is shared by several people.',
    );
  const declared = `${count(owner.people.length, 'Product Owner')} and ${count(master.people.length, 'Scrum Master')} are declared`;
  // Twice the minimum: a declaration needs no sessions and is certain.
  const seen = { value: both.length, sample: roles.sessions, confidenceSample: 60, roleConfidence: 1 };
  if (both.length < limits.peopleHoldingBoth)
    return clear({
      ...seen,
      summary: `${declared}; ${both.length === 0 ? 'nobody holds' : `${both.length} hold`} both.`,
    });
  return judged(true, {
    ...seen,
    ...smallTeam(size, limits.smallTeam),
    summary: `${declared}; ${count(both.length, 'person holds', 'people hold')} both.${smallTeamNote(size, limits.smallTeam)}`,
    evidence: [
      {
        kind: 'role',
        text: `${count(both.length, 'person is', 'people are')} declared as Product Owner and as Scrum Master`,
        key: null,
        at: null,
      },
    ],
  });
}

function unseen(holders: readonly RoleHolder[], codes: readonly ReasonCode[]): Outcome {
  const missing = holders.filter((holder) => holder.basis === 'none');
  const names = missing.map((holder) => NAMES[holder.role]).join(' and ');
  return notObservable(
    inCatalogueOrder([...codes, ...missing.flatMap((holder) => holder.unseen)]),
    `The ${names} is neither declared nor recognisable from behaviour.`,
  );
}

const NAMES: Readonly<Record<Role, string>> = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
};

/** Who sits in a role: declared people, or the first by behaviour where the confidence suffices. */
interface Seat {
  readonly people: readonly PersonId[];
  readonly confidence: number;
  /** Null where the role is declared. */
  readonly score: RoleScore | null;
  readonly words: string;
}

function seatOf(holder: RoleHolder, roles: RoleFacts, confidence: number): Seat {
  if (holder.basis !== 'inferred')
    return {
      people: holder.people,
      confidence: holder.confidence ?? 0,
      score: null,
      words: `${NAMES[holder.role]} declared`,
    };
  const score = roles.candidate(holder.role);
  const usable = score !== null && score.confidence >= confidence;
  return {
    people: usable ? holder.people : [],
    confidence: score?.confidence ?? 0,
    score,
    words: `${NAMES[holder.role]} ${oneDecimal((score?.score ?? 0) * 100)} % of the evidence, confidence ${percent(score?.confidence ?? 0)}`,
  };
}

function isStrong(person: PersonId, seats: readonly Seat[], least: number): boolean {
  return seats.every(
    (seat) => seat.score === null || (seat.score.person === person && seat.score.score >= least),
  );
}

/** A size that is not known is not small. */
function isSmall(size: number | null, limit: number): size is number {
  return size !== null && size <= limit;
}

function smallTeam(size: number | null, limit: number): { readonly atMost?: 'medium' } {
  return isSmall(size, limit) ? { atMost: 'medium' } : {};
}

function smallTeamNote(size: number | null, limit: number): string {
  return isSmall(size, limit) ? ` This is a small team of ${size}.` : '';
}

/** What the person was seen doing, in shares of the team's sessions; never who. */
function evidenceOf(role: Role, both: readonly PersonId[], roles: RoleFacts): readonly EvidenceNote[] {
  const titles = new Map(roles.signals(role).map((signal) => [signal.id, signal.title]));
  return roles
    .scores(role)
    .filter((score) => both.includes(score.person))
    .flatMap((score) => score.signals.filter((signal) => signal.count > 0))
    .map((signal) => ({
      kind: 'role' as const,
      text: `${NAMES[role]}: ${titles.get(signal.id) ?? signal.id}, ${percent(signal.share)} of the team’s sessions`,
      key: null,
      at: null,
    }));
}
