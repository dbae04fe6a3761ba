import * as prompts from '@clack/prompts';
import { parseConfig } from '../config/config.ts';
import { configurationText } from './config-text.ts';
import type { Host } from './host.ts';
import { isMendable, SECRETS, trackerEntry, TRACKERS, type InitOptions, type TrackerName } from './init.ts';
import { ruleNames } from './session.ts';
import { connectorFor } from './sources.ts';

type Question = {
  readonly flag: keyof InitOptions;
  readonly message: string;
  readonly placeholder: string;
  readonly optional?: boolean;
};

const QUESTIONS: Readonly<Record<TrackerName, readonly Question[]>> = {
  jira: [
    { flag: 'site', message: 'Address of your Jira', placeholder: 'https://acme.atlassian.net' },
    { flag: 'project', message: 'Key of the project', placeholder: 'CHK' },
    {
      flag: 'board',
      message: 'Number of the board (in its address, behind boards/)',
      placeholder: '12',
      optional: true,
    },
  ],
  linear: [
    { flag: 'linearTeam', message: 'Key of the team (in front of its issue numbers)', placeholder: 'MOB' },
  ],
  github: [
    { flag: 'repository', message: 'Repository', placeholder: 'acme/platform' },
    {
      flag: 'project',
      message: 'Number of the project board (in its address)',
      placeholder: '7',
      optional: true,
    },
  ],
  file: [{ flag: 'path', message: 'Export file or folder', placeholder: './exports' }],
};

/** Asks for what the flags leave open, one question at a time; the token is tested as soon as the tracker is known. */
export async function ask(options: InitOptions, host: Host): Promise<InitOptions> {
  prompts.intro('hatcheck: connect a team');
  const answers: Record<string, string | boolean | undefined> = { ...options } as Record<
    string,
    string | boolean | undefined
  >;
  const text = async ({ flag, message, placeholder, optional }: Question): Promise<void> => {
    if (answers[flag] !== undefined) return;
    const given = kept(
      await prompts.text({
        message: optional === true ? `${message} (may stay empty)` : message,
        placeholder,
        validate: (value) => (optional === true || (value ?? '').trim() !== '' ? undefined : 'Please answer'),
      }),
    );
    if ((given ?? '').trim() !== '') answers[flag] = given.trim();
  };
  answers['tracker'] ??= kept(
    await prompts.select({
      message: 'Where does the team keep its work?',
      options: TRACKERS.map((value) => ({
        value,
        label: { jira: 'Jira', linear: 'Linear', github: 'GitHub', file: 'Exported files' }[value],
      })),
    }),
  );
  const tracker = answers['tracker'] as TrackerName;
  for (const question of QUESTIONS[tracker]) await text(question);
  await text({ flag: 'name', message: 'Name of the team', placeholder: 'Checkout' });
  await testToken(tracker, answers as InitOptions, host);
  await text({
    flag: 'calendar',
    message: 'Calendar with the Scrum events: file or address',
    placeholder: './team.ics',
    optional: true,
  });
  await text({
    flag: 'productOwner',
    message: 'Product Owner: e-mail, login or name',
    placeholder: 'ana@example.com',
    optional: true,
  });
  await text({
    flag: 'scrumMaster',
    message: 'Scrum Master: e-mail, login or name',
    placeholder: 'ben@example.com',
    optional: true,
  });
  answers['workflow'] ??= kept(
    await prompts.confirm({
      message: 'Write a GitHub workflow for a report every Monday?',
      initialValue: false,
    }),
  );
  prompts.outro('Thank you.');
  return answers as InitOptions;
}

/** Says at once whether the token works, with what the tracker answers; a missing one is explained. */
async function testToken(tracker: TrackerName, answers: InitOptions, host: Host): Promise<void> {
  const { names, where } = SECRETS[tracker];
  if (names.length === 0) return;
  const entry = trackerEntry(tracker, answers);
  const text = configurationText(
    {
      name: answers.name ?? 'team',
      tracker: entry,
      timezone: 'UTC',
      calendar: null,
      productOwner: null,
      scrumMaster: null,
    },
    '',
  );
  try {
    const [team] = parseConfig(text, 'hatcheck.yaml', { env: host.env, rules: ruleNames() }).teams ?? [];
    const connector = team === undefined ? null : await connectorFor(team, host.env);
    const lines = (await connector?.diagnose?.({ signal: host.signal, now: host.now() })) ?? [];
    for (const { ok, what } of lines) {
      if (ok === false) prompts.log.warn(what);
      else prompts.log.info(what);
    }
  } catch (error) {
    if (!isMendable(error)) throw error;
    prompts.log.warn(`${error.message}\nMake one: ${where}`);
  }
}

/** The answer; whoever cancels leaves everything as it was. */
function kept<T>(answer: T): Exclude<T, symbol> {
  if (!prompts.isCancel(answer)) return answer as Exclude<T, symbol>;
  prompts.cancel('Nothing was written.');
  process.exit(130);
}
