import type { Gap } from '../../history/team-history.ts';
import type { LinearClient } from './client.ts';
import {
  NESTED_NAMES,
  topUpBatch,
  topUpFirst,
  topUpQuery,
  type Connection,
  type LinearIssue,
  type NestedName,
  type TopUp,
} from './queries.ts';

type Draft = { -readonly [K in keyof LinearIssue]: LinearIssue[K] };

const EMPTY: Connection<never> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Fetches the rest of lists that were longer than a page brings, many issues to a request. Parts that fail are gaps. */
export async function completeLists(
  client: LinearClient,
  issues: readonly LinearIssue[],
  note: (gap: Gap) => void,
): Promise<LinearIssue[]> {
  const drafts = new Map(issues.map((issue): [string, Draft] => [issue.id, withoutHoles(issue)]));
  let waiting = [...drafts.values()]
    .flatMap((issue) => NESTED_NAMES.map((list) => nextOf(issue, list, null)))
    .filter((next) => next !== null);
  while (waiting.length > 0) {
    const batch = waiting.slice(0, topUpBatch(waiting));
    const { query, variables } = topUpQuery(batch);
    const { data, missing } = await client.query<Record<string, Record<string, Connection<unknown>> | null>>(
      'TopUp',
      query,
      variables,
    );
    const again: TopUp[] = [];
    batch.forEach((wanted, index) => {
      const draft = drafts.get(wanted.id) as Draft;
      const more = data[`t${index}`]?.[wanted.list];
      if (more === undefined || more === null) {
        const why = missing.find(({ path }) => path.startsWith(`t${index}`))?.why ?? 'Linear did not give it';
        note({ what: `${wanted.list} of ${draft.identifier}, after the first part`, why });
        return;
      }
      append(draft, wanted.list, more);
      const next = nextOf(draft, wanted.list, wanted.first);
      if (next !== null) again.push(next);
    });
    waiting = [...again, ...waiting.slice(batch.length)];
  }
  return [...drafts.values()];
}

/** Lists that a partial error left out are empty lists. */
function withoutHoles(issue: LinearIssue): Draft {
  const draft: Draft = { ...issue };
  for (const list of NESTED_NAMES)
    (draft as Record<NestedName, Connection<unknown>>)[list] = issue[list] ?? EMPTY;
  return draft;
}

function nextOf(issue: LinearIssue, list: NestedName, before: number | null): TopUp | null {
  const { pageInfo } = issue[list];
  return pageInfo.hasNextPage
    ? { id: issue.id, list, after: pageInfo.endCursor, first: topUpFirst(before) }
    : null;
}

function append(draft: Draft, list: NestedName, more: Connection<unknown>): void {
  const known = draft[list] as Connection<unknown>;
  (draft as Record<NestedName, Connection<unknown>>)[list] = {
    nodes: [...known.nodes, ...more.nodes],
    pageInfo: more.pageInfo,
  };
}
