import { readdir } from 'node:fs/promises';
import { ExpectedError } from '../../errors.ts';
import { jiraCredentials, type Env } from '../sources.ts';
import type { InitOptions, TrackerName } from './answers.ts';
import type { Choice } from './prompter.ts';

/** What can be picked, by the option that it answers. Rejects with an `ExpectedError` when the tracker does not tell. */
export type Lister = (answers: InitOptions, env: Env, signal: AbortSignal) => Promise<Choice[]>;

type Listers = Partial<Record<keyof InitOptions, Lister>>;

/** Of each tracker what it can list; other questions are answered by hand. */
export const LISTERS: Readonly<Record<TrackerName, Listers>> = {
  jira: { project: jiraProjects, board: jiraBoards },
  linear: { linearTeam: linearTeams },
  github: { repository: githubRepositories, project: githubProjects },
  file: {},
};

async function jiraProjects(answers: InitOptions, env: Env, signal: AbortSignal): Promise<Choice[]> {
  const places = await jira(answers, env, signal);
  return (await places.projects()).flatMap(({ key, name }) =>
    typeof key === 'string' ? [{ value: key, label: key, hint: String(name ?? '') }] : [],
  );
}

async function jiraBoards(answers: InitOptions, env: Env, signal: AbortSignal): Promise<Choice[]> {
  const places = await jira(answers, env, signal);
  return (await places.boards(answers.project ?? '')).map(({ id, name, type }) => ({
    value: String(id),
    label: `${String(id)}: ${String(name ?? '')}`,
    hint: String(type ?? ''),
  }));
}

async function jira(answers: InitOptions, env: Env, signal: AbortSignal) {
  const { jiraPlaces } = await import('../../connectors/jira/index.ts');
  return jiraPlaces({ site: answers.site ?? '', credentials: jiraCredentials({}, env) }, signal);
}

async function linearTeams(answers: InitOptions, env: Env, signal: AbortSignal): Promise<Choice[]> {
  const { LinearClient } = await import('../../connectors/linear/client.ts');
  const token = env['LINEAR_API_KEY']?.trim() ?? '';
  if (token === '') return [];
  const client = new LinearClient({
    token,
    signal,
    ...(answers.api === undefined ? {} : { api: answers.api }),
  });
  const { data } = await client.query<{ teams: { nodes: readonly { key: string; name: string }[] } }>(
    'Teams',
    'query Teams { teams(first: 100) { nodes { key name } } }',
  );
  return data.teams.nodes.map(({ key, name }) => ({ value: key, label: key, hint: name }));
}

async function githubRepositories(answers: InitOptions, env: Env, signal: AbortSignal): Promise<Choice[]> {
  const { REPOSITORIES } = await import('../../connectors/github/queries.ts');
  const client = await github(answers, env, signal);
  if (client === null) return [];
  const { data } = await client.query<{
    viewer: { repositories: { nodes: readonly ({ nameWithOwner: string } | null)[] } };
  }>(REPOSITORIES);
  return data.viewer.repositories.nodes.flatMap((node) =>
    node === null ? [] : [{ value: node.nameWithOwner, label: node.nameWithOwner }],
  );
}

async function githubProjects(answers: InitOptions, env: Env, signal: AbortSignal): Promise<Choice[]> {
  const { PROJECTS } = await import('../../connectors/github/queries.ts');
  const client = await github(answers, env, signal);
  const owner = answers.repository?.split('/')[0];
  if (client === null || owner === undefined) return [];
  type Project = { number: number; title: string; closed: boolean } | null;
  const { data } = await client.query<{
    repositoryOwner: { projectsV2?: { nodes: readonly Project[] } } | null;
  }>(PROJECTS, { owner });
  return (data.repositoryOwner?.projectsV2?.nodes ?? []).flatMap((project) =>
    project === null || project.closed
      ? []
      : [{ value: String(project.number), label: `${project.number}: ${project.title}` }],
  );
}

async function github(answers: InitOptions, env: Env, signal: AbortSignal) {
  const { GithubClient } = await import('../../connectors/github/client.ts');
  const token = env['GITHUB_TOKEN']?.trim() ?? '';
  if (token === '') return null;
  return new GithubClient({ token, signal, ...(answers.api === undefined ? {} : { api: answers.api }) });
}

/** Calendar files that lie in the folder. */
export async function calendarFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return [];
    throw error;
  });
  return names
    .filter((name) => /\.ics$/i.test(name))
    .sort()
    .map((name) => `./${name}`);
}

/** Whether an error is the user's to mend: the wizard says it and goes on. */
export function isMendable(error: unknown): error is ExpectedError {
  return error instanceof ExpectedError;
}
