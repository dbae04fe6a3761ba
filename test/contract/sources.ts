import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFiles } from '../../src/connectors/file/index.ts';
import { githubConnector } from '../../src/connectors/github/index.ts';
import { jiraConnector } from '../../src/connectors/jira/index.ts';
import { linearConnector } from '../../src/connectors/linear/index.ts';
import { encodeHistory } from '../../src/history/saved-history.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { writeJiraExport } from '../../src/sample/jira-export.ts';
import { githubFake } from '../fakes/github.ts';
import { JIRA_API_TOKEN, JIRA_EMAIL, JIRA_PAT, jiraFake } from '../fakes/jira.ts';
import { linearFake } from '../fakes/linear.ts';
import { collectContext, MemorySink } from '../fakes/memory-sink.ts';
import { quiet } from '../connectors/file/quiet.ts';

/** One team read back from a tracker that serves it. */
export type Read = (team: TeamHistory) => Promise<TeamHistory>;

export const throughLinear: Read = async (team) => {
  const fake = await linearFake(team);
  try {
    const sink = new MemorySink();
    const key = team.team.project as string;
    await linearConnector({ team: key, token: 'lin_api_test', api: fake.url }).collect(
      collectContext(sink, team.readAt),
    );
    return sink.history();
  } finally {
    await fake.close();
  }
};

export const throughGithub =
  (sprints: 'milestones' | 'iterations'): Read =>
  async (team) => {
    const fake = await githubFake(team, { sprints });
    try {
      const sink = new MemorySink();
      const connector = githubConnector({
        repository: 'acme/app',
        project: 7,
        sprintsFrom: sprints,
        token: 'ghp_test',
        api: fake.api,
        secondMs: 1,
      });
      await connector.collect(collectContext(sink, team.readAt));
      return sink.history();
    } finally {
      await fake.close();
    }
  };

export const throughJira =
  (deployment: 'cloud' | 'data-center'): Read =>
  async (team) => {
    const dataCenter = deployment === 'data-center';
    const fake = await jiraFake(team, { dataCenter });
    try {
      const sink = new MemorySink();
      const credentials = dataCenter
        ? { email: null, token: null, pat: JIRA_PAT }
        : { email: JIRA_EMAIL, token: JIRA_API_TOKEN, pat: null };
      const project = team.team.project as string;
      await jiraConnector({ site: fake.url, project, credentials }).collect(
        collectContext(sink, team.readAt),
      );
      return sink.history();
    } finally {
      await fake.close();
    }
  };

export const throughSavedHistory: Read = (team) =>
  inFolder(async (folder) => {
    const path = join(folder, 'team.json');
    writeFileSync(path, JSON.stringify(encodeHistory(team)));
    return only(await readFiles([path], {}, quiet));
  });

export const throughJiraJson: Read = (team) =>
  inFolder(async (folder) => {
    const path = join(folder, 'jira.json');
    await writeJiraExport(team, path);
    return only(await readFiles([path], { now: team.readAt }, quiet));
  });

async function inFolder(use: (folder: string) => Promise<TeamHistory>): Promise<TeamHistory> {
  const folder = mkdtempSync(join(tmpdir(), 'hatcheck-contract-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function only(histories: readonly TeamHistory[]): TeamHistory {
  if (histories.length !== 1) throw new Error(`${histories.length} histories were read.`);
  return histories[0] as TeamHistory;
}
