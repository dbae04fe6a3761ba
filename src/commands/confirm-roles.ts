import { readFile } from 'node:fs/promises';
import { isMap, parseDocument, type YAMLSeq, isSeq } from 'yaml';
import { UsageError } from '../errors.ts';
import type { Person, Role } from '../history/team-history.ts';
import type { TeamResult } from '../run.ts';
import { writeWhole } from './outputs.ts';
import type { Session } from './session.ts';

const ROLES: readonly Role[] = ['product-owner', 'scrum-master'];

/**
 * Writes the roles that were recognised into the configuration, where none is declared yet; comments and order of the file
 * stay. People are named by e-mail address, else by login.
 */
export async function confirmRoles(session: Session, teams: readonly TeamResult[]): Promise<void> {
  const { file } = session.config;
  if (file === null) {
    throw new UsageError({
      code: 'CONFIG_NEEDED',
      message: 'There is no configuration to write the roles into.',
      next: 'Make one with "hatcheck init".',
    });
  }
  const document = parseDocument(await readFile(file, 'utf8'));
  const entries = document.get('teams');
  const written: string[] = [];
  for (const result of teams) {
    const index = isSeq(entries) ? indexOfTeam(entries, result.team.name) : -1;
    if (index === -1) continue;
    for (const role of ROLES) {
      const names = recognised(result, role);
      if (names.length === 0 || declares(result, role)) continue;
      document.setIn(['teams', index, 'roles', role], document.createNode(names, { flow: true }));
      written.push(`${result.team.name}: ${role}`);
    }
  }
  if (written.length === 0) {
    session.terminal.note('Nothing to write: every role is declared, or none could be recognised.');
    return;
  }
  await writeWhole(file, document.toString({ lineWidth: 0 }));
  session.terminal.note(`Written into ${file}: ${written.join('; ')}. Check it with those people.`);
}

function indexOfTeam(entries: YAMLSeq, name: string): number {
  return entries.items.findIndex(
    (entry) => isMap(entry) && String(entry.get('name')).trim().toLowerCase() === name.toLowerCase(),
  );
}

function declares({ team }: TeamResult, role: Role): boolean {
  return (team.config?.roles?.[role] ?? []).length > 0;
}

function recognised({ facts, history }: TeamResult, role: Role): string[] {
  const { productOwner, scrumMaster } = facts().roles;
  const holder = role === 'product-owner' ? productOwner : scrumMaster;
  return holder.people.flatMap((id) => {
    const person = history.people.find((each) => each.id === id);
    return person === undefined ? [] : [addressOf(person)];
  });
}

function addressOf(person: Person): string {
  return person.email ?? person.handles[0] ?? person.id;
}
