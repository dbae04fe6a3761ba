import { CredentialsError, TrackerError, UsageError } from '../../errors.ts';
import type { Gap } from '../../history/team-history.ts';
import type { GithubClient } from './client.ts';
import { PROJECT_OF_OWNER, REPOSITORY, type GithubProject, type GithubRepository } from './queries.ts';

/** Owner and name of a repository as the configuration writes it. Throws a `UsageError` when it is none. */
export function splitRepository(repository: string): [string, string] {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(repository);
  if (match !== null) return [match[1] as string, match[2] as string];
  throw new UsageError({
    code: 'GITHUB_REPOSITORY',
    message: `"${repository}" is no GitHub repository.`,
    next: 'Write it as owner/name, like acme/platform.',
  });
}

/** The repository with its small lists. Rejects with a `TrackerError` when it does not exist or the token cannot see it. */
export async function findRepository(
  client: GithubClient,
  owner: string,
  name: string,
  gaps: Gap[],
): Promise<GithubRepository> {
  try {
    const { data, problems } = await client.query<{ repository: GithubRepository | null }>(REPOSITORY, {
      owner,
      name,
    });
    for (const { message, path } of problems)
      gaps.push({ what: `${(path ?? []).join('.')} of ${owner}/${name}`, why: message });
    if (data.repository !== null) return data.repository;
  } catch (error) {
    if (!(error instanceof TrackerError) || error.code !== 'GITHUB_NOT_FOUND') throw error;
  }
  throw new TrackerError({
    code: 'GITHUB_REPOSITORY_NOT_FOUND',
    message: `GitHub has no repository ${owner}/${name} that this token can see.`,
    next: 'Check tracker.repository, and that the token has access to it (private repositories need the scope repo or a grant).',
  });
}

/** The project of the repository's owner. Rejects when the token lacks the scope (`CredentialsError`) or no such number exists. */
export async function findProject(
  client: GithubClient,
  owner: string,
  number: number,
): Promise<GithubProject> {
  const missing = (why: string): TrackerError =>
    new TrackerError({
      code: 'GITHUB_PROJECT_NOT_FOUND',
      message: `${owner} has no project ${number} that this token can see${why === '' ? '' : `: ${why}`}.`,
      next: `tracker.project is the number in the address of a project of ${owner}; projects of other owners cannot be used. GITHUB_TOKEN of an Action cannot read an organisation's projects.`,
    });
  try {
    const { data, problems } = await client.query<{
      repositoryOwner: { projectV2?: GithubProject | null } | null;
    }>(PROJECT_OF_OWNER, { owner, number });
    const project = data.repositoryOwner?.projectV2 ?? null;
    if (project !== null) return project;
    const scope = problems.find(({ type }) => type === 'INSUFFICIENT_SCOPES' || type === 'FORBIDDEN');
    if (scope !== undefined) throw denied(scope.message);
    throw missing(problems[0]?.message ?? '');
  } catch (error) {
    if (error instanceof TrackerError && error.code === 'GITHUB_NOT_FOUND') throw missing('');
    if (error instanceof TrackerError && error.code === 'GITHUB_FORBIDDEN') throw denied(error.message);
    throw error;
  }
}

function denied(said: string): CredentialsError {
  return new CredentialsError({
    code: 'GITHUB_SCOPE_MISSING',
    message: `The GitHub token may not read projects: ${said}`,
    next: 'Give the token the scope read:project (classic) or read access to organization projects (fine-grained).',
  });
}
