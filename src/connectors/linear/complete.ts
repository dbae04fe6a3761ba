import type { Gap } from '../../history/team-history.ts';
import type { LinearClient } from './client.ts';
import { hasHole } from './map-history.ts';
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

/**
 * Fetches the rest of lists that were longer than a page brings, many issues to a request, then the spans of states of issues
 * whose history has a hole. Parts that fail are gaps.
 */
export async function completeLists(
  client: LinearClient,
  issues: readonly LinearIssue[],
  note: (gap: Gap) => void,
): Promise<LinearIssue[]> {
  const drafts = new Map(issues.map((issue): [string, Draft] => [issue.id, withoutHoles(issue)]));
  const longer = [...drafts.values()]
    .flatMap((issue) => NESTED_NAMES.map((list) => nextOf(issue, list, null)))
    .filter((next) => next !== null);
  await fetchAll(client, drafts, longer, note);
  const spans = [...drafts.values()]
    .filter(hasHole)
    .map(({ id }): TopUp => ({ id, list: 'stateHistory', after: null, first: topUpFirst(null) }));
  await fetchAll(client, drafts, spans, note);
  return [...drafts.values()];
}

async function fetchAll(
  client: LinearClient,
  drafts: ReadonlyMap<string, Draft>,
  wanted: readonly TopUp[],
  note: (gap: Gap) => void,
): Promise<void> {
  let waiting = [...wanted];
  while (waiting.length > 0) {
    const batch = waiting.slice(0, topUpBatch(waiting));
    const again = await fetchBatch(client, drafts, batch, note);
    waiting = [...again, ...waiting.slice(batch.length)];
  }
}

/** One request; gives what of its lists still goes on. */
async function fetchBatch(
  client: LinearClient,
  drafts: ReadonlyMap<string, Draft>,
  batch: readonly TopUp[],
  note: (gap: Gap) => void,
): Promise<TopUp[]> {
  const { query, variables } = topUpQuery(batch);
  const { data, missing } = await client.query<Record<string, Record<string, Connection<unknown>> | null>>(
    'TopUp',
    query,
    variables,
  );
  const again: TopUp[] = [];
  batch.forEach(({ id, list, first }, index) => {
    const draft = drafts.get(id) as Draft;
    const more = data[`t${index}`]?.[list];
    if (more === undefined || more === null) {
      const why = missing.find(({ path }) => path.startsWith(`t${index}`))?.why ?? 'Linear did not give it';
      note({ what: `${list} of ${draft.identifier}, after the first part`, why });
      return;
    }
    append(draft, list, more);
    const next = nextOf(draft, list, first);
    if (next !== null) again.push(next);
  });
  return again;
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
