import { isMendable, calendarFiles, LISTERS, type Lister } from './places.ts';
import { SECRETS, TRACKERS, unsetSecrets, type InitOptions, type TrackerName } from './answers.ts';
import { testConnection } from './connection.ts';
import type { Choice, Prompter } from './prompter.ts';
import type { Host } from '../host.ts';

interface Question {
  readonly flag: keyof InitOptions;
  readonly message: string;
  readonly placeholder: string;
  readonly optional?: boolean;
}

/** Before the token is tested: where the tracker is. After it: what can be listed. */
const WHERE: Readonly<Record<TrackerName, readonly Question[]>> = {
  jira: [{ flag: 'site', message: 'Address of your Jira', placeholder: 'https://acme.atlassian.net' }],
  linear: [],
  github: [],
  file: [{ flag: 'path', message: 'Export file or folder', placeholder: './exports' }],
};
const WHICH: Readonly<Record<TrackerName, readonly Question[]>> = {
  jira: [
    { flag: 'project', message: 'Project', placeholder: 'CHK' },
    { flag: 'board', message: 'Board of the team', placeholder: '12', optional: true },
  ],
  linear: [{ flag: 'linearTeam', message: 'Team', placeholder: 'MOB' }],
  github: [
    { flag: 'repository', message: 'Repository', placeholder: 'acme/platform' },
    { flag: 'project', message: 'Project board', placeholder: '7', optional: true },
  ],
  file: [],
};
const LABELS: Readonly<Record<TrackerName, string>> = {
  jira: 'Jira',
  linear: 'Linear',
  github: 'GitHub',
  file: 'Exported files',
};
const BY_HAND = '\u0000by hand';
const NONE = '\u0000none';

/** Asks for what the options leave open, one question at a time; the token is tested as soon as the tracker is known. */
export async function ask(
  options: InitOptions,
  host: Host,
  prompter: Prompter,
  folder: string,
): Promise<InitOptions> {
  let answers: InitOptions = { ...options };
  const keep = (flag: keyof InitOptions, value: string | boolean): void => {
    if (value !== '') answers = { ...answers, [flag]: value };
  };
  if (answers.tracker === undefined) {
    const trackers = TRACKERS.map((value) => ({ value, label: LABELS[value] }));
    keep(
      'tracker',
      await prompter.select({ message: 'Where does the team keep its work?', options: trackers }),
    );
  }
  const tracker = TRACKERS.find((each) => each === answers.tracker) ?? 'file';
  const open = (question: Question): boolean => answers[question.flag] === undefined;
  for (const question of WHERE[tracker].filter(open)) keep(question.flag, await byHand(question, prompter));
  explainToken(tracker, host, prompter);
  for (const question of WHICH[tracker].filter(open)) {
    const lister = unsetSecrets(tracker, host.env).length > 0 ? undefined : LISTERS[tracker][question.flag];
    const choices = await listed(lister, answers, host, prompter);
    keep(question.flag, await pick(question, choices, prompter));
  }
  const name = { flag: 'name', message: 'Name of the team', placeholder: 'Checkout' } as const;
  if (open(name)) keep('name', await byHand(name, prompter));
  await testConnection(tracker, answers, host, prompter);
  return askAboutTeam(answers, prompter, folder);
}

async function askAboutTeam(given: InitOptions, prompter: Prompter, folder: string): Promise<InitOptions> {
  let answers = given;
  if (answers.calendar === undefined) {
    const found = await calendarFiles(folder);
    const question: Question = {
      flag: 'calendar',
      message: 'Calendar with the Scrum events',
      placeholder: './team.ics or https://…',
      optional: true,
    };
    const choices = found.map((value) => ({ value, label: value }));
    const calendar = await pick(question, choices, prompter);
    if (calendar !== '') answers = { ...answers, calendar };
  }
  if (answers.calendar !== undefined && answers.complete === undefined) {
    const complete = await prompter.confirm('Is every Scrum event of the team in that calendar?', false);
    answers = { ...answers, complete };
  }
  if (answers.workflow === undefined) {
    const workflow = await prompter.confirm('Write a GitHub workflow for a report every Monday?', false);
    answers = { ...answers, workflow };
  }
  return answers;
}

/** Says at once where a missing token is made. */
function explainToken(tracker: TrackerName, host: Host, prompter: Prompter): void {
  const unset = unsetSecrets(tracker, host.env);
  if (unset.length === 0) return;
  prompter.warn(
    `${unset.join(' and ')} ${unset.length === 1 ? 'is' : 'are'} not set, so nothing can be listed yet. Make one: ${SECRETS[tracker].where}`,
  );
}

async function listed(
  lister: Lister | undefined,
  answers: InitOptions,
  host: Host,
  prompter: Prompter,
): Promise<Choice[]> {
  if (lister === undefined || answers.offline === true) return [];
  try {
    return await lister(answers, host.env, host.signal);
  } catch (error) {
    if (!isMendable(error)) throw error;
    prompter.warn(`${error.message} ${error.next}`);
    return [];
  }
}

/** One of the choices, or something else by hand; nothing where the question is optional. */
async function pick(question: Question, choices: readonly Choice[], prompter: Prompter): Promise<string> {
  if (choices.length === 0) return byHand(question, prompter);
  const options: Choice[] = [
    ...choices,
    { value: BY_HAND, label: 'Another' },
    ...(question.optional === true ? [{ value: NONE, label: 'None' }] : []),
  ];
  const picked = await prompter.select({ message: question.message, options });
  if (picked === NONE) return '';
  return picked === BY_HAND ? byHand(question, prompter) : picked;
}

function byHand({ message, placeholder, optional }: Question, prompter: Prompter): Promise<string> {
  return prompter.text({ message, placeholder, optional: optional === true });
}
