import { jiraConnector, type JiraOptions } from '../../../src/connectors/jira/index.ts';
import { JIRA_API_TOKEN, JIRA_EMAIL, JIRA_PAT, type JiraFake } from '../../fakes/jira.ts';
import { collectContext, QuietProgress, type MemorySink } from '../../fakes/memory-sink.ts';

export const CLOUD = { email: JIRA_EMAIL, token: JIRA_API_TOKEN, pat: null };
export const DATA_CENTER = { email: null, token: null, pat: JIRA_PAT };

export type Overrides = Partial<JiraOptions>;

/** A connector that waits for nothing, in a clock that only moves when it sleeps. */
export function connectorOf(fake: JiraFake, overrides: Overrides = {}) {
  const { dataCenter } = fake.world.options;
  return jiraConnector({
    site: fake.url,
    project: fake.world.project,
    credentials: dataCenter ? DATA_CENTER : CLOUD,
    backoff: { baseMs: 1, capMs: 2, floorMs: 1 },
    ...overrides,
  });
}

export interface Pulled {
  readonly requests: number;
  readonly warnings: readonly string[];
}

/** One sync into the sink. */
export async function pull(
  fake: JiraFake,
  sink: MemorySink,
  overrides: Overrides = {},
  now = Date.now(),
): Promise<Pulled> {
  const progress = new QuietProgress();
  const before = fake.seen.length;
  await connectorOf(fake, overrides).collect(collectContext(sink, now, progress));
  return { requests: fake.seen.length - before, warnings: progress.warnings };
}
