import type { Gap } from '../../history/team-history.ts';
import type { GithubClient } from './client.ts';
import {
  NESTED_NAMES,
  TOP_UP_BATCH,
  topUpQuery,
  type Connection,
  type GithubIssue,
  type Level,
  type NestedName,
  type TopUp,
} from './queries.ts';

type Draft = { -readonly [K in keyof GithubIssue]: GithubIssue[K] };

const EMPTY: Connection<never> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Fetches the rest of lists that were longer than a page brings, many issues to a request. Parts that fail are gaps. */
export async function completeLists(
  client: GithubClient,
  issues: readonly GithubIssue[],
  level: Level,
  note: (gap: Gap) => void,
): Promise<GithubIssue[]> {
  const drafts = new Map(issues.map((issue): [string, Draft] => [issue.id, withoutHoles(issue)]));
  let waiting = [...drafts.values()]
    .flatMap((issue) => NESTED_NAMES.map((list) => nextOf(issue, list)))
    .filter((next) => next !== null);
  while (waiting.length > 0) {
    const batch = waiting.slice(0, TOP_UP_BATCH);
    const { query, variables } = topUpQuery(batch, level);
    const { data, problems } = await client.query<Record<string, Record<string, Connection<unknown>> | null>>(
      query,
      variables,
    );
    const again: TopUp[] = [];
    batch.forEach((wanted, index) => {
      const draft = drafts.get(wanted.id) as Draft;
      const more = data[`t${index}`]?.[wanted.list];
      if (more === undefined || more === null) {
        const why =
          problems.find(({ path }) => path?.[0] === `t${index}`)?.message ?? 'GitHub did not give it';
        note({ what: `${wanted.list} of #${draft.number}, after the first part`, why });
        return;
      }
      append(draft, wanted.list, more);
      const next = nextOf(draft, wanted.list);
      if (next !== null) again.push(next);
    });
    waiting = [...again, ...waiting.slice(batch.length)];
  }
  return [...drafts.values()];
}

/** Lists that an error or an older server left out are empty lists. */
function withoutHoles(issue: GithubIssue): Draft {
  const draft: Draft = { ...issue };
  for (const list of NESTED_NAMES)
    (draft as Record<NestedName, Connection<unknown>>)[list] = issue[list] ?? EMPTY;
  return draft;
}

function nextOf(issue: GithubIssue, list: NestedName): TopUp | null {
  const connection = issue[list];
  if (connection === null || connection === undefined || !connection.pageInfo.hasNextPage) return null;
  return { id: issue.id, list, after: connection.pageInfo.endCursor };
}

function append(draft: Draft, list: NestedName, more: Connection<unknown>): void {
  const known = draft[list] as Connection<unknown>;
  (draft as Record<NestedName, Connection<unknown>>)[list] = {
    nodes: [...known.nodes, ...more.nodes],
    pageInfo: more.pageInfo,
  };
}
