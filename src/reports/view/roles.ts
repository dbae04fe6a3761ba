import { shorten } from '../escape/text.ts';
import type { TeamReport } from '../report.ts';
import { confidenceWord, list, percent } from './figures.ts';
import { BASIS_WORDS, REASON_WORDS, ROLE_WORDS, SEEN_SIGNS, SEEN_WORDS } from './words.ts';

export interface RolesView {
  role: string;
  holder: string;
  basis: string;
  note: string | null;
  rows: { title: string; sign: string; word: string; state: string; evidence: string }[];
}

/** Both accountabilities with what the team's data shows of each of their responsibilities. */
export function rolesView(team: TeamReport): RolesView[] {
  return team.roles.map((role) => ({
    role: ROLE_WORDS[role.role],
    holder: holderText(role),
    basis: BASIS_WORDS[role.basis],
    note:
      role.sameAs.length > 0
        ? `The same person also holds: ${list(role.sameAs.map((other) => ROLE_WORDS[other]))}.`
        : role.reason === null
          ? null
          : `${REASON_WORDS[role.reason].replace(/^./, (letter) => letter.toUpperCase())}.`,
    rows: team.responsibilities
      .filter((row) => row.role === role.role)
      .map((row) => ({
        title: row.title,
        sign: SEEN_SIGNS[row.state],
        word: SEEN_WORDS[row.state],
        state: row.state,
        evidence: shorten(row.evidence, 400),
      })),
  }));
}

function holderText(role: TeamReport['roles'][number]): string {
  if (role.count === 0) return 'Nobody is known to hold it';
  const people = list(role.people.slice(0, 6).map((person) => shorten(person, 80)));
  const held = role.count === 1 ? 'Held by one person' : `Held by ${role.count} people`;
  const named = role.people.length === 0 || people === `the ${ROLE_WORDS[role.role]}` ? '' : ` (${people})`;
  const sure =
    role.confidence === null || role.basis === 'declared'
      ? ''
      : `, ${confidenceWord(role.confidence)} confidence (${percent(role.confidence)})`;
  return `${held}${named}${sure}`;
}
