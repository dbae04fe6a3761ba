import { examiner } from '../../analyzers/examine.ts';
import { NO_AGREEMENTS } from '../../facts/agreements.ts';
import { buildFacts } from '../../facts/build.ts';
import { GATES } from '../../roles/observe.ts';
import type { Role, TeamHistory } from '../../history/team-history.ts';
import type { RoleCase } from './cases.ts';
import { roleTeam } from './history.ts';

const ROLES: readonly Role[] = ['product-owner', 'scrum-master'];
const COMBINED = 'combined-product-owner-scrum-master';

export type Verdict = 'right' | 'wrong' | 'none';

export interface RoleResult {
  readonly role: Role;
  /** Whether somebody holds the role by design. */
  readonly held: boolean;
  /** What an inferred holder (confidence 0.6 or more) is; `none`: nobody is inferred. */
  readonly verdict: Verdict;
  /** Confidence of whoever stands first, below 0.6 too; null where the gates leave nobody. */
  readonly stated: number | null;
  /** Whoever stands first truly holds the role. */
  readonly firstIsRight: boolean;
}

export interface CaseResult {
  readonly one: RoleCase;
  readonly roles: readonly RoleResult[];
  readonly combined: 'detected' | 'clear' | 'insufficient-sample' | 'not-observable';
  /** Roles for which a change of hands was told. */
  readonly handovers: readonly Role[];
}

/** Infers the roles of one generated team and holds them against who truly holds them. */
export function measureCase(one: RoleCase): CaseResult {
  const { history, holdings } = roleTeam(one);
  const { facts } = buildFacts({ history, agreements: NO_AGREEMENTS, asOf: asOfOf(history), neighbours: [] });
  const { roles } = facts;
  const results = ROLES.map((role): RoleResult => {
    const { holder } = holdings[role];
    const seat = role === 'product-owner' ? roles.productOwner : roles.scrumMaster;
    const first = roles.candidate(role);
    const inferred = seat.people[0];
    return {
      role,
      held: holder !== null,
      verdict: inferred === undefined ? 'none' : inferred === holder ? 'right' : 'wrong',
      stated:
        first === null || first.confidence === 0 || roles.sessions < GATES.sessions ? null : first.confidence,
      firstIsRight: first !== null && first.person === holder,
    };
  });
  const { state } = examiner(facts).examine(COMBINED).outcome;
  return {
    one,
    roles: results,
    combined: state,
    handovers: [...new Set(roles.handovers.map(({ role }) => role))].sort(),
  };
}

function asOfOf(history: TeamHistory): number {
  return history.readAt;
}

export interface Decile {
  readonly from: number;
  readonly cases: number;
  /** Means, 0–1. */
  readonly stated: number;
  readonly right: number;
}

/** Stated confidence against how often the first person was right, by tenths of the stated confidence. */
export function calibration(results: readonly CaseResult[]): Decile[] {
  const stated = results.flatMap(({ roles }) =>
    roles.flatMap((one) => (one.stated === null ? [] : [{ stated: one.stated, right: one.firstIsRight }])),
  );
  return Array.from({ length: 10 }, (_, tenth) => {
    const inTenth = stated.filter((one) => Math.min(9, Math.floor(one.stated * 10 + 1e-9)) === tenth);
    const n = Math.max(1, inTenth.length);
    return {
      from: tenth / 10,
      cases: inTenth.length,
      stated: inTenth.reduce((sum, one) => sum + one.stated, 0) / n,
      right: inTenth.filter((one) => one.right).length / n,
    };
  }).filter(({ cases }) => cases > 0);
}
