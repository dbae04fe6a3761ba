import type { RoleFacts, RoleHolder } from '../facts/facts.ts';
import type { Role, TeamHistory } from '../history/team-history.ts';
import { SOMEBODY } from '../privacy/scrubber.ts';
import { percent } from '../reports/view/figures.ts';
import { run, type TeamResult } from '../run.ts';
import { signalsOf } from '../roles/signals.ts';
import { table, wrap } from '../terminal/table.ts';
import { confirmRoles } from './confirm-roles.ts';
import { finishFailures } from './failures.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { requestOf } from './report.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

export interface RolesOptions extends GlobalOptions {
  readonly confirm?: boolean;
  readonly names?: boolean;
}

const MOST_CANDIDATES = 3;
const TITLES: Readonly<Record<Role, string>> = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
};

/** `hatcheck roles`: who seems to hold which accountability and from what evidence. Names on a terminal or with `--names` only. */
export async function rolesCommand(host: Host, options: RolesOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const outcome = await run(session, { ...requestOf(options, scope, 'weekly'), record: false });
    const showNames = options.names === true || (session.terminal.interactive && options.json !== true);
    const teams = outcome.teams.map((result) => roleEvidence(session, result, showNames));
    const code = finishFailures(session, outcome.failures, outcome.complete, options);
    if (options.json === true && code !== 3 && code !== 4) {
      session.terminal.json({ schemaVersion: 1, asOf: outcome.report.asOf, teams });
    }
    if (options.json !== true)
      for (const team of teams) session.terminal.document(linesOf(session, team).join('\n'));
    if (options.confirm === true) await confirmRoles(session, outcome.teams);
    return code;
  } finally {
    await session.close();
  }
}

interface Candidate {
  readonly person: string;
  readonly score: number;
  readonly confidence: number;
  readonly signals: readonly {
    readonly id: string;
    readonly title: string;
    readonly count: number;
    readonly share: number;
  }[];
}

interface RoleEvidence {
  readonly role: Role;
  readonly people: readonly string[];
  readonly basis: RoleHolder['basis'];
  readonly confidence: number | null;
  readonly reasons: readonly string[];
  /** By strength of evidence for this accountability, not by worth: at most three. */
  readonly candidates: readonly Candidate[];
}

interface TeamEvidence {
  readonly name: string;
  readonly sessions: number;
  readonly roles: readonly RoleEvidence[];
}

function roleEvidence(
  session: Session,
  { team, history, facts }: TeamResult,
  showNames: boolean,
): TeamEvidence {
  const { roles } = facts();
  const call = callerOf(session, history, showNames);
  return {
    name: team.name,
    sessions: roles.sessions,
    roles: [roles.productOwner, roles.scrumMaster].map((holder) => ({
      role: holder.role,
      people: holder.people.map(call),
      basis: holder.basis,
      confidence: holder.confidence,
      reasons: [...new Set([...holder.unseen, ...roles.unseenScores])],
      candidates: candidatesOf(roles, holder.role, call),
    })),
  };
}

function callerOf(session: Session, history: TeamHistory, showNames: boolean): (id: string) => string {
  const { privacy, pseudonym } = session.boundary;
  if (!showNames && privacy === 'aggregate') return () => SOMEBODY;
  if (!showNames && privacy === 'pseudonymise') return pseudonym;
  return (id) => history.people.find((person) => person.id === id)?.name ?? id;
}

function candidatesOf(roles: RoleFacts, role: Role, call: (id: string) => string): Candidate[] {
  return roles
    .scores(role)
    .slice(0, MOST_CANDIDATES)
    .map(({ person, score, confidence, signals }) => ({
      person: call(person),
      score: round(score),
      confidence: round(confidence),
      signals: signals
        .filter((signal) => signal.count > 0)
        .map(({ id, count, share }) => ({
          id,
          title: signalsOf(role).find((each) => each.id === id)?.title ?? id,
          count,
          share: round(share),
        })),
    }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Who seems to hold which role in one team, for the terminal. */
export function roleLines(session: Session, result: TeamResult, showNames: boolean): string[] {
  return linesOf(session, roleEvidence(session, result, showNames));
}

function linesOf(session: Session, team: TeamEvidence): string[] {
  const { style, width } = session.terminal;
  const lines = [style.bold(team.name), `${team.sessions} sessions of role-relevant work were seen.`];
  for (const role of team.roles) {
    const holders =
      role.people.length === 0 ? 'nobody is known' : `${role.people.join(', ')} (${role.basis})`;
    lines.push('', `${style.bold(TITLES[role.role])}: ${holders}`);
    const rows = role.candidates.flatMap((candidate) => [
      [candidate.person, percent(candidate.score), percent(candidate.confidence), ''],
      ...candidate.signals.map((signal) => [
        '',
        '',
        '',
        `${signal.title}: ${signal.count} sessions, ${percent(signal.share)} of the team’s`,
      ]),
    ]);
    const columns = [
      { title: 'SEEMS TO BE', shrink: true },
      { title: 'SCORE' },
      { title: 'SURE' },
      { title: 'EVIDENCE', shrink: true },
    ];
    if (rows.length > 0) lines.push(...table(columns, rows, width));
    else
      lines.push(
        ...wrap(`No evidence: ${role.reasons.join(', ') || 'nothing of it was seen'}.`, width, '  '),
      );
  }
  return [
    ...lines,
    '',
    ...wrap(
      'Scores tell how much of an accountability’s work was seen, never how well somebody does it. Declare the roles with "hatcheck roles --confirm" or in hatcheck.yaml.',
      width,
    ),
    '',
  ];
}
