import path from 'node:path';
import { CredentialsError } from '../../errors.ts';
import { GITHUB_API, githubRepository } from '../../publish/github/client.ts';
import { refusePublic } from '../../publish/github/issue.ts';
import type { Repository } from '../../publish/github/repository.ts';
import type { Host } from '../host.ts';
import { secondMsOf } from '../post/shared.ts';
import { Session } from '../session.ts';
import { chooseTeams } from '../scope.ts';
import type { ActionInputs } from './inputs.ts';
import { readFolder, restore, stateFile, stateOf, writeFolder, type StateFiles } from './state.ts';

/** Folder into which action.yml downloads an artifact, and from which it uploads one. */
function folderOf(host: Host): string {
  return path.join(host.env['RUNNER_TEMP'] ?? host.cwd, 'hatcheck-state');
}

/** The repository in which the workflow runs: only there a state is kept. */
function repositoryOf(host: Host): Repository {
  const { env, signal } = host;
  const token = env['GITHUB_TOKEN'] ?? '';
  if (token === '') {
    throw new CredentialsError({
      code: 'POST_TOKEN_MISSING',
      message: 'Without a token the state of the last run can be neither read nor kept.',
      next: 'Leave github-token as it is, or set state: none.',
    });
  }
  return githubRepository({
    token,
    repository: env['GITHUB_REPOSITORY'] ?? '',
    api: env['GITHUB_API_URL'] ?? GITHUB_API,
    signal,
    onWait: (text) => void host.stderr.write(`${text}\n`),
    secondMs: secondMsOf(env),
  });
}

/** The run whose artifact holds the state; null where there is none. @throws UsageError on a public repository */
export async function stateRun(host: Host, inputs: ActionInputs): Promise<number | null> {
  const repository = repositoryOf(host);
  await refusePublic(repository, inputs.allowPublic, 'What is kept between runs');
  return repository.findArtifact(inputs.stateName);
}

/** Puts the state of the last run into the store, for the teams that this run is about. */
export async function restoreState(
  host: Host,
  inputs: ActionInputs,
  config: readonly string[],
): Promise<void> {
  const repository = repositoryOf(host);
  await refusePublic(repository, inputs.allowPublic, 'What is kept between runs');
  await withStore(host, inputs, config, async (session, teams) => {
    const files =
      inputs.state === 'branch'
        ? await fromBranch(repository, inputs.stateName, teams)
        : await readFolder(folderOf(host));
    if (files.size === 0) return;
    const store = await session.store({ create: true });
    for (const team of teams) {
      const bytes = files.get(stateFile(team));
      if (bytes !== undefined) await restore(store, bytes, `${inputs.stateName}/${stateFile(team)}`);
    }
  });
}

/** Keeps what the next run needs. */
export async function keepState(host: Host, inputs: ActionInputs, config: readonly string[]): Promise<void> {
  await withStore(host, inputs, config, async (session, teams) => {
    const files = await stateOf(await session.store({ create: false }), teams, host.now());
    if (inputs.state === 'artifact') return writeFolder(folderOf(host), files);
    return repositoryOf(host).commit(inputs.stateName, 'State of hatcheck', files);
  });
}

async function fromBranch(
  repository: Repository,
  branch: string,
  teams: readonly string[],
): Promise<StateFiles> {
  const files = new Map<string, Buffer>();
  for (const team of teams) {
    const bytes = await repository.readFile(branch, stateFile(team));
    if (bytes !== null) files.set(stateFile(team), bytes);
  }
  return files;
}

async function withStore(
  host: Host,
  inputs: ActionInputs,
  config: readonly string[],
  work: (session: Session, teams: readonly string[]) => Promise<void>,
): Promise<void> {
  const [, file] = config;
  const session = await Session.start(host, {
    ...(file === undefined ? {} : { config: file }),
    team: inputs.teams,
    quiet: true,
  });
  try {
    const { teams } = await chooseTeams(session);
    await work(
      session,
      teams.map(({ name }) => name),
    );
  } finally {
    await session.close();
  }
}
