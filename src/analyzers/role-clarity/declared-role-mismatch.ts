import type {
  ChangeFacts,
  EventFacts,
  Frame,
  Period,
  RoleFacts,
  RoleHolder,
  RoleScore,
} from '../../facts/facts.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import type { PersonId, Role } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { type Absence, silences } from '../shared/absence.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable, reaches } from '../outcome.ts';
import { count, listing, percent } from '../shared/words.ts';

const EVENT_KINDS = ['planning', 'daily', 'review', 'retrospective', 'refinement'] as const;

export const declaredRoleMismatch = defineAnalyzer({
  id: 'declared-role-mismatch',
  code: 'A5',
  group: 'role-clarity',
  title: {
    detected: 'The declared role holders are not the ones who act as such',
    clear: 'The declared role holders act as such',
    unknown: 'Cannot tell whether the declared roles match what happens',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'declaredScore',
    threshold: 0.2,
    unit: 'score',
    inPercent: true,
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    otherScore: {
      default: 0.45,
      source: 'own simulation: a genuine Product Owner with 60 % of the acts scores 0.42 to 0.52',
    },
    otherConfidence: { default: 0.7, source: 'own simulation (docs/accuracy.md)' },
    minPeriods: { default: 3, source: 'design default' },
    leaveDays: { default: 10, source: 'design default' },
  },
  minSample: { n: 30, of: 'sessions' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ROLE_MAP',
    'ROLE_NOT_INFERABLE',
    'SHARED_ACCOUNT',
    'PERMISSION_DENIED',
  ],
  needs: ['roles', 'changes', 'events'],
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
  what: 'The declared Product Owner or Scrum Master is not the one who acts as such.',
  why: 'When the map and the territory differ, people ask the wrong person, and the one who does the work has no mandate for it.',
  logic:
    'For each declared role: the declared people together score less than 0.2 by behaviour while somebody else scores 0.45 or more with a confidence of at least 0.7. From 30 sessions and three periods on.',
  guards: [
    'Periods in which the declared person was away for ten working days or more do not count.',
    'Delegates count as the declared person.',
    'A Product Owner who works by voice leaves few traces: the finding asks and does not assert.',
  ],
  coaching: {
    question: 'The tracker suggests that somebody else does this work: is that the agreement?',
    next: 'Confirm or correct `roles:` in the configuration, and name delegates.',
  },
  references: [
    'Seed: “blur the lines between who is supposed to do what”',
    'The Scrum Guide 2020: the accountabilities of the Scrum Team',
    'Talpová, Čtvrtníková: Scrum anti-patterns, team performance and responsibility, International Journal of Agile Systems and Management 14(1)',
  ],
  analyze(facts, limits) {
    const { roles } = facts;
    const declared = [roles.productOwner, roles.scrumMaster].filter(
      (holder) => holder.basis === 'declared' || holder.basis === 'tracker',
    );
    const sessions = roles.sessions;
    const unseen: ReasonCode[] = [
      ...facts.changes.unseen,
      ...(declared.length === 0 ? (['NO_ROLE_MAP'] as const) : []),
    ];
    if (unseen.length > 0)
      return notObservable(unseen, 'No declared role holder can be compared with what happens.');
    const compared = declared.map((holder) => compare(holder, facts, limits.leaveDays));
    const periods = Math.max(0, ...compared.map((one) => one.periods));
    const lowest = compared.map((one) => one.declared).sort((a, b) => a - b)[0] ?? null;
    if (sessions < 30 || periods < limits.minPeriods)
      return insufficientSample(
        lowest,
        sessions,
        `${count(sessions, 'session')} of role-relevant work in ${count(periods, 'period')} could be judged; 30 in ${limits.minPeriods} are needed.`,
      );
    const usable = compared.filter(
      (one) => one.periods >= limits.minPeriods && one.evidence >= EVIDENCE_GATE,
    );
    const shared = usable.some((one) => one.other !== null && roles.isShared(one.other.person));
    const reasons: ReasonCode[] = [
      ...(usable.length === 0 || roles.unseenScores.length > 0 ? (['ROLE_NOT_INFERABLE'] as const) : []),
      ...(shared ? (['SHARED_ACCOUNT'] as const) : []),
    ];
    if (reasons.length > 0)
      return notObservable(
        reasons,
        'Behaviour gives too little evidence to compare with the declared roles.',
      );
    const mismatched = usable.filter((one) => isMismatch(one, limits));
    const shown = mismatched.length > 0 ? mismatched : usable;
    return judged(mismatched.length > 0, {
      value: Math.min(...shown.map((one) => one.declared)),
      sample: sessions,
      strength: 0.7,
      roleConfidence:
        mismatched.length > 0 ? Math.min(...mismatched.map((one) => one.other?.confidence ?? 1)) : 1,
      summary: `${asSentence(listing(shown.map(wordsOf)))}, from ${count(sessions, 'session')}.${mismatched.length > 0 ? ' Is that the agreement?' : ''}`,
      evidence: mismatched.map((one) => ({ kind: 'role' as const, text: wordsOf(one), key: null, at: null })),
    });
  },
});

/** Rules §2.2: below it a role cannot be told from behaviour. */
const EVIDENCE_GATE = 0.35;
const NAMES: Readonly<Record<Role, string>> = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
};

interface Comparison {
  readonly role: Role;
  /** Score of the declared people and their delegates together. */
  readonly declared: number;
  /** The strongest other person. */
  readonly other: RoleScore | null;
  readonly evidence: number;
  readonly periods: number;
}

type Seen = { readonly roles: RoleFacts; readonly changes: ChangeFacts; readonly events: EventFacts } & Frame;

function compare(holder: RoleHolder, facts: Seen, leaveDays: number): Comparison {
  const { roles, window, agreements } = facts;
  const own = new Set([...holder.people, ...(agreements.delegates[holder.role] ?? [])]);
  const away = absences(own, facts, leaveDays);
  const present = window.periods.filter((period) => !isAway(period, away, facts.clock));
  const scores =
    present.length === 0
      ? []
      : roles.scores(holder.role, present.length === window.periods.length ? undefined : present);
  return {
    role: holder.role,
    declared: scores.filter((score) => own.has(score.person)).reduce((sum, score) => sum + score.score, 0),
    other: scores.find((score) => !own.has(score.person)) ?? null,
    evidence: scores[0]?.evidence ?? 0,
    periods: present.length,
  };
}

/** Stretches of working days without any trace of the declared people; none at all in W is no leave. */
function absences(
  people: ReadonlySet<PersonId>,
  { changes, events, window, clock }: Seen,
  leaveDays: number,
): readonly Absence[] {
  const { from, to } = window;
  if (from === null || to === null) return [];
  const own = changes.between(from, to).filter((change) => change.by !== null && people.has(change.by));
  const records = EVENT_KINDS.flatMap((kind) => events.occurrences(kind, from, to))
    .filter((event) => event.source !== 'calendar' && event.organiser !== null && people.has(event.organiser))
    .map((event) => ({ at: event.start }));
  return silences(own, records, { from, to, clock, leaveDays });
}

/** Away for at least half of the period. */
function isAway(period: Period, away: readonly Absence[], clock: WorkingTime): boolean {
  const missed = away.reduce(
    (sum, one) => sum + clock.days(Math.max(one.from, period.from), Math.min(one.to, period.to)),
    0,
  );
  return missed > 0 && missed >= clock.days(period.from, period.to) / 2;
}

function isMismatch(
  { declared, other }: Comparison,
  limits: Record<'declaredScore' | 'otherScore' | 'otherConfidence', number>,
): boolean {
  return (
    reaches(declared, '<', limits.declaredScore) &&
    other !== null &&
    other.score >= limits.otherScore &&
    other.confidence >= limits.otherConfidence
  );
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function wordsOf({ role, declared, other }: Comparison): string {
  const rest =
    other === null
      ? ''
      : `, the strongest other person for ${percent(other.score)} (confidence ${percent(other.confidence)})`;
  return `those declared for ${NAMES[role]} stand for ${percent(declared)} of the evidence${rest}`;
}
