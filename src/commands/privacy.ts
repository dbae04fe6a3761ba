import { UsageError } from '../errors.ts';
import { DAY } from '../history/working-time.ts';
import { shownStore } from '../store/postgres.ts';
import { wrap } from '../terminal/table.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { chooseTeams, type Scope } from './scope.ts';
import { Session } from './session.ts';
import type { TeamConfig } from '../config/schema.ts';

export interface PrivacyOptions extends GlobalOptions {
  readonly purge?: boolean;
  readonly all?: boolean;
}

interface Fact {
  readonly topic: string;
  readonly text: string;
}

const SHOWN = {
  aggregate:
    'Nobody by name: reports, posts, terminal and logs speak of “the Product Owner”, “the Scrum Master” and of work; names, addresses and logins in texts are replaced by [person].',
  pseudonymise:
    'People appear as keyed pseudonyms (Dev-1234). They stay personal data: whoever has the key or knows the team can tell who is who.',
  names:
    'People appear by name where a finding is about a role. Agree on that with the people and their representatives first.',
} as const;

/** `hatcheck privacy`: which data is read, kept, for how long, shown to whom, from the real configuration; `--purge` deletes. */
export async function privacyCommand(host: Host, options: PrivacyOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    if (options.purge === true) return await purge(session, options);
    if (options.all === true)
      throw new UsageError({
        code: 'OPTION_INVALID',
        message: '--all belongs to --purge.',
        next: 'Add --purge, or leave --all away.',
      });
    const facts = [...(await stored(session)), ...factsOf(session)];
    if (options.json === true)
      session.terminal.json({
        schemaVersion: 1,
        privacy: session.config.privacy,
        retentionDays: session.config.retention,
        facts,
      });
    else printFacts(session, facts);
    return 0;
  } finally {
    await session.close();
  }
}

function printFacts(session: Session, facts: readonly Fact[]): void {
  const { style, width } = session.terminal;
  const lines = facts.flatMap(({ topic, text }, index) => [
    ...(facts[index - 1]?.topic === topic ? [] : [...(index === 0 ? [] : ['']), style.bold(topic)]),
    ...wrap(text, width, '  '),
  ]);
  session.terminal.print(...lines);
}

/** The fact sheet: true for this configuration, in words that can be handed to a works council. */
function factsOf({ config }: Session): Fact[] {
  const live = config.teams.filter((team) => team.tracker.kind !== 'file');
  const always: Fact[] = [
    {
      topic: 'Purpose',
      text: 'Helping a Scrum Team to see where its process goes wrong. Not for judging people: hatcheck never ranks, scores or compares anybody, and has no option that does.',
    },
    ...config.teams.map((team) => ({ topic: 'What is read', text: `${team.name}: ${sourcesOf(team)}` })),
    {
      topic: 'What is read',
      text: 'Of people: name, e-mail address where the tracker shows it, login or account id, who changed, wrote, was assigned or invited. Of work: items with their texts, comments and changes, sprints, releases. Of calendars: only entries whose title names a Scrum event; private entries are never looked at.',
    },
    {
      topic: 'What is never read',
      text: 'Messages, mailboxes, presence, working hours, code, personnel data.',
    },
    {
      topic: 'What is never computed',
      text: 'Figures per person: no speed, no counts, no response times, no hours, no mood.',
    },
    {
      topic: 'Where it is kept',
      text: `The store ${shownStore(config.store)}, readable by its owner only (mode 0600 for a file), holds what the trackers delivered. Nothing is sent anywhere unless "hatcheck post" is called. No telemetry, no language model.`,
    },
    {
      topic: 'How long',
      text: `Closed items and their changes: ${config.retention} days${live.length > 0 ? ', deleted with every sync' : ', deleted by "hatcheck privacy --purge"'}. Open items: as long as they are open. Runs keep figures only.`,
    },
    { topic: 'Who sees what', text: SHOWN[config.privacy] },
    {
      topic: 'Who sees what',
      text: 'Findings about the Product Owner or the Scrum Master concern one person each, however they are called: show them to that person first.',
    },
    {
      topic: 'Wanting less',
      text: 'Switch off what the team does not want to be looked at: declared-role-mismatch, scrum-master-backlog-ownership, shared-team-members, absent-product-owner, event-attendance-gap, knowledge-silo; declare the roles, then none is inferred.',
    },
  ];
  return always;
}

function sourcesOf(team: TeamConfig): string {
  const { tracker } = team;
  const place = {
    jira: () =>
      tracker.kind === 'jira' ? `Jira project ${tracker.project} on ${new URL(tracker.site).host}` : '',
    linear: () => (tracker.kind === 'linear' ? `Linear team ${tracker.team}` : ''),
    github: () => (tracker.kind === 'github' ? `GitHub repository ${tracker.repository}` : ''),
    file: () => 'exports given as files',
  }[tracker.kind]();
  const events = (team.events ?? []).map((source) =>
    'calendar' in source ? 'a calendar' : `Confluence space ${source.space}`,
  );
  const texts = team.agreements?.retrospectiveTexts === true || team.agreements?.retrospectiveTexts === 'on';
  return `${[place, ...events].join(', ')}; texts of retrospectives ${texts ? 'are opened by the team' : 'are not read'}.`;
}

async function stored(session: Session): Promise<Fact[]> {
  if (!session.hasStore) return [{ topic: 'What is stored now', text: 'Nothing.' }];
  const store = await session.store({ create: false });
  const teams = await store.teams();
  if (teams.length === 0) return [{ topic: 'What is stored now', text: 'Nothing.' }];
  const facts: Fact[] = [];
  for (const team of teams) {
    const history = await store.load(team.name);
    const runs = await store.runs(team.name);
    session.protect(history === null ? [] : [history]);
    const text = `${team.name}: ${history?.items.length ?? 0} items, ${history?.people.length ?? 0} people, ${history?.events.length ?? 0} events, ${history?.snapshots.length ?? 0} snapshots, ${runs.length} runs.`;
    facts.push({ topic: 'What is stored now', text });
  }
  return facts;
}

/** Deletes what the retention no longer covers, or with `--all` everything of the teams. */
async function purge(session: Session, options: PrivacyOptions): Promise<number> {
  if (!session.hasStore) {
    if (options.json === true) session.terminal.json({ schemaVersion: 1, deleted: [] });
    else session.terminal.print('Nothing is stored, so nothing was deleted.');
    return 0;
  }
  const scope = await chooseTeams(session);
  const store = await session.store({ create: false });
  const deleted: { team: string; items: number | null }[] = [];
  for (const team of await purgeable(session, scope, options)) {
    if (options.all === true) {
      await store.forget(team);
      deleted.push({ team, items: null });
    } else
      deleted.push({
        team,
        items: await store.purge(team, session.host.now() - session.config.retention * DAY),
      });
  }
  if (options.json === true) session.terminal.json({ schemaVersion: 1, deleted });
  else {
    for (const { team, items } of deleted) {
      session.terminal.print(
        items === null
          ? `${team}: everything was deleted.`
          : `${team}: ${items} closed items older than ${session.config.retention} days were deleted.`,
      );
    }
  }
  return 0;
}

async function purgeable(session: Session, scope: Scope, options: PrivacyOptions): Promise<string[]> {
  if ((options.team ?? []).length > 0) return scope.teams.map((team) => team.name);
  // Without --team: also data of teams that are no longer configured.
  return (await (await session.store({ create: false })).teams()).map((team) => team.name);
}
