import { UsageError } from '../../errors.ts';
import { oneOf, type GlobalOptions } from '../options.ts';
import type { Answers } from './config-text.ts';

/** What `init` asks: every answer is an option too. */
export interface InitOptions extends GlobalOptions {
  readonly yes?: boolean;
  readonly tracker?: string;
  readonly name?: string;
  readonly site?: string;
  readonly project?: string;
  readonly board?: string;
  readonly linearTeam?: string;
  readonly repository?: string;
  readonly sprintsFrom?: string;
  readonly api?: string;
  readonly path?: string;
  readonly calendar?: string;
  readonly complete?: boolean;
  readonly timezone?: string;
  readonly productOwner?: string;
  readonly scrumMaster?: string;
  readonly estimate?: string;
  readonly acceptanceCriteria?: string;
  readonly acceptanceState?: string;
  readonly improvementLabel?: string;
  readonly privacy?: string;
  readonly read?: boolean;
  readonly confirmRoles?: boolean;
  readonly workflow?: boolean;
  readonly force?: boolean;
}

export const TRACKERS = ['jira', 'linear', 'github', 'file'] as const;
export type TrackerName = (typeof TRACKERS)[number];

/** Variables that hold the secrets of a tracker, and where to make them. */
export const SECRETS: Readonly<
  Record<TrackerName, { readonly names: readonly string[]; readonly where: string }>
> = {
  jira: {
    names: ['JIRA_EMAIL', 'JIRA_API_TOKEN'],
    where:
      'https://id.atlassian.com/manage-profile/security/api-tokens (scopes read:jira-work, read:jira-user, read:board-scope:jira-software, read:sprint:jira-software; Data Center: a personal access token in JIRA_PAT)',
  },
  linear: {
    names: ['LINEAR_API_KEY'],
    where: 'Linear, Settings, Security & access, Personal API keys (read only)',
  },
  github: {
    names: ['GITHUB_TOKEN'],
    where:
      'https://github.com/settings/personal-access-tokens (Issues, Pull requests, Discussions, Contents, Metadata: read; of the organisation Projects: read)',
  },
  file: { names: [], where: '' },
};

/** The secrets that are not set; Data Center has one of its own. */
export function unsetSecrets(
  tracker: TrackerName,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const isSet = (name: string): boolean => (env[name]?.trim() ?? '') !== '';
  if (tracker === 'jira' && isSet('JIRA_PAT')) return [];
  return SECRETS[tracker].names.filter((name) => !isSet(name));
}

/** @throws UsageError when it is missing or none of the four */
export function trackerOf(options: InitOptions): TrackerName {
  return oneOf('--tracker', required(options.tracker, '--tracker'), TRACKERS);
}

/** @throws UsageError that names the option which is missing */
export function answersOf(options: InitOptions): Answers {
  const tracker = trackerOf(options);
  const or = (value: string | undefined): string | null => value?.trim() || null;
  return {
    name: options.name ?? defaultName(options),
    tracker: trackerEntry(tracker, options),
    timezone: options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    privacy: options.privacy ?? 'aggregate',
    calendar: or(options.calendar),
    complete: options.complete === true,
    productOwner: or(options.productOwner),
    scrumMaster: or(options.scrumMaster),
    estimate: or(options.estimate),
    acceptanceCriteria: or(options.acceptanceCriteria),
    acceptanceState: or(options.acceptanceState),
    improvementLabel: or(options.improvementLabel),
  };
}

function defaultName(options: InitOptions): string {
  const repository = options.repository?.split('/')[1];
  const file = options.path
    ?.split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')
    .at(-1)
    ?.replace(/(?:\.history)?\.\w+$/, '');
  return required(repository ?? options.project ?? options.linearTeam ?? file, '--name');
}

/** The entry `tracker:` of the configuration. */
export function trackerEntry(kind: TrackerName, options: InitOptions): Answers['tracker'] {
  const number = (value: string): string | number => (/^\d+$/.test(value) ? Number(value) : value);
  const given = (name: string, value: string | undefined): Record<string, string> =>
    value === undefined || value === '' ? {} : { [name]: value };
  switch (kind) {
    case 'jira':
      return {
        kind,
        site: required(options.site, '--site'),
        project: required(options.project, '--project'),
        ...(options.board === undefined || options.board === '' ? {} : { board: number(options.board) }),
      };
    case 'linear':
      return { kind, team: required(options.linearTeam, '--linear-team'), ...given('api', options.api) };
    case 'github':
      return {
        kind,
        repository: required(options.repository, '--repository'),
        ...(options.project === undefined || options.project === ''
          ? {}
          : { project: number(options.project) }),
        ...given('sprintsFrom', options.sprintsFrom),
        ...given('api', options.api),
      };
    case 'file':
      return { kind, path: required(options.path, '--path') };
  }
}

function required(value: string | undefined, flag: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new UsageError({
    code: 'ANSWER_MISSING',
    message: `init needs ${flag}.`,
    next: `Add ${flag}, or run "hatcheck init" in a terminal to be asked.`,
  });
}
