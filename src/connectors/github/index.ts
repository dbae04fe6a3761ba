import type { Connector } from '../connector.ts';
import type { FieldNames } from './board.ts';
import { GithubClient } from './client.ts';
import { GithubRun } from './collect.ts';
import { diagnoseGithub } from './diagnose.ts';

export interface GithubOptions {
  /** owner/name. */
  readonly repository: string;
  /** Number of a project of the repository's owner. */
  readonly project?: number;
  /** Without it: iterations where the project has them, else milestones that are named like sprints. */
  readonly sprintsFrom?: 'iterations' | 'milestones';
  /** From the environment; never logged. */
  readonly token: string;
  /** Default https://api.github.com; GitHub Enterprise Server: https://HOST/api/v3. */
  readonly api?: string;
  /** Names of fields; without them well-known names are recognised. */
  readonly fields?: FieldNames;
  /** Sets of logins and e-mails that are one person each. */
  readonly samePeople?: readonly (readonly string[])[];
  /** Milliseconds that stand for a second of waiting: 1000, in tests less. */
  readonly secondMs?: number;
}

/** Reads one repository of GitHub with the project in which its team plans. */
export function githubConnector(options: GithubOptions): Connector {
  const client = (signal: AbortSignal, onWait?: (text: string) => void): GithubClient =>
    new GithubClient({
      token: options.token,
      signal,
      ...(options.api === undefined ? {} : { api: options.api }),
      ...(options.secondMs === undefined ? {} : { secondMs: options.secondMs }),
      ...(onWait === undefined ? {} : { onWait }),
    });
  const scope = {
    repository: options.repository,
    project: options.project ?? null,
    sprintsFrom: options.sprintsFrom ?? null,
    names: options.fields ?? {},
    samePeople: options.samePeople ?? [],
  };
  return {
    id: 'github',
    collect: async (context) =>
      new GithubRun(
        client(context.signal, (text) => context.progress.warn(text)),
        scope,
        context,
      ).collect(),
    diagnose: (context) => diagnoseGithub(client(context.signal), scope, context),
  };
}
