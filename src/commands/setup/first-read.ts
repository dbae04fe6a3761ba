import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { run, type TeamResult } from '../../run.ts';
import { confirmRoles } from '../confirm-roles.ts';
import type { Host } from '../host.ts';
import { writeWhole } from '../outputs.ts';
import { roleLines } from '../roles.ts';
import { chooseTeams } from '../scope.ts';
import { Session } from '../session.ts';
import type { InitOptions } from './answers.ts';
import type { Prompter } from './prompter.ts';

/** More labels than this are no help in a list. */
const MOST_LABELS = 20;
const NONE = '\u0000none';

/**
 * Reads the team's data for the first time and settles what only the data can tell: states and labels that no well-known
 * name gives away, and who seems to hold which role. What is agreed to is written into the configuration.
 */
export async function firstRead(
  file: string,
  options: InitOptions,
  host: Host,
  prompter: Prompter | null,
): Promise<void> {
  const session = await Session.start(host, { config: file, quiet: options.quiet === true });
  try {
    const scope = await chooseTeams(session);
    const outcome = await run(session, { scope, kind: 'weekly', sync: true, full: false, record: false });
    for (const { error } of outcome.failures)
      session.terminal.error(`Error: ${error.message}\nNext: ${error.next}`);
    const [team] = outcome.teams;
    if (team === undefined) return;
    const { items, sprints, events } = team.history;
    session.terminal.note(
      `Read: ${items.length} items, ${sprints.length} Sprints, ${events.length} Scrum events.`,
    );
    if (prompter !== null) await askMeanings(file, team, prompter);
    if (await rolesAgreed(session, team, options, prompter)) await confirmRoles(session, [team]);
  } finally {
    await session.close();
  }
}

/** Asks only about what well-known names did not give away. */
async function askMeanings(file: string, team: TeamResult, prompter: Prompter): Promise<void> {
  const { boardStates, improvementItems } = team.facts();
  if (boardStates.unseenAcceptance.length > 0) {
    const states = team.history.statuses.filter((status) => status.category === 'doing');
    const names = states.map((status) => status.name);
    await settle(file, ['states', 'acceptance'], names, prompter, {
      message: 'In which state does the Product Owner accept?',
      none: 'There is none',
    });
  }
  if (improvementItems.unseen.length > 0)
    await settle(file, ['labels', 'improvement'], labelsOf(team), prompter, {
      message: 'Which label do improvements from the Retrospective carry?',
      none: 'None',
    });
}

async function settle(
  file: string,
  key: readonly [string, string],
  names: readonly string[],
  prompter: Prompter,
  words: { readonly message: string; readonly none: string },
): Promise<void> {
  if (names.length === 0) return;
  const options = [
    ...[...new Set(names)].map((value) => ({ value, label: value })),
    { value: NONE, label: words.none },
  ];
  const picked = await prompter.select({ message: words.message, options });
  if (picked === NONE) return;
  const document = parseDocument(await readFile(file, 'utf8'));
  document.setIn(['teams', 0, ...key], document.createNode([picked], { flow: true }));
  await writeWhole(file, document.toString({ lineWidth: 0 }));
}

/** The labels in use, the most used first. */
function labelsOf({ history }: TeamResult): string[] {
  const counts = new Map<string, number>();
  for (const item of history.items)
    for (const label of item.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .slice(0, MOST_LABELS)
    .map(([label]) => label);
}

/** Shows who seems to hold which role and from what evidence; asks, or takes `--confirm-roles` for the answer. */
async function rolesAgreed(
  session: Session,
  team: TeamResult,
  options: InitOptions,
  prompter: Prompter | null,
): Promise<boolean> {
  if (options.confirmRoles !== undefined || prompter === null) return options.confirmRoles === true;
  const { productOwner, scrumMaster } = team.facts().roles;
  const inferred = [productOwner, scrumMaster].some(
    ({ basis }) => basis === 'inferred' || basis === 'tracker',
  );
  session.terminal.document(roleLines(session, team, true).join('\n'));
  if (!inferred) return false;
  return prompter.confirm('Is that right? Then it is written into the configuration', false);
}
