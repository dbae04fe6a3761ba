import type { Instant, ItemKey, PullRequest } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { PullRequestFacts } from './facts.ts';
import { compareText } from './items.ts';
import { between } from './in-time.ts';
import { lazy } from './lazy.ts';

interface Merged {
  readonly at: Instant;
  readonly request: PullRequest;
}

/** Pull requests, oldest first. `NO_PR_LINK`: no repository is connected. */
export function pullRequestFacts(context: Context): PullRequestFacts {
  const all = lazy(() =>
    [...context.history.pullRequests].sort((a, b) => a.created - b.created || compareText(a.id, b.id)),
  );
  const merged = lazy((): readonly Merged[] =>
    all()
      .filter((request) => request.merged !== null)
      .map((request) => ({ at: request.merged as Instant, request }))
      .sort((a, b) => a.at - b.at),
  );
  const byItem = lazy(() => requestsByItem(all()));
  return {
    unseen: context.unrecorded('pullRequests'),
    naming: (key) => byItem().get(key) ?? [],
    get all() {
      return all();
    },
    mergedBetween: (from, to) => between(merged(), from, to).map((entry) => entry.request),
  };
}

function requestsByItem(requests: readonly PullRequest[]): ReadonlyMap<ItemKey, readonly PullRequest[]> {
  const byItem = new Map<ItemKey, PullRequest[]>();
  for (const request of requests) {
    for (const key of new Set(request.items)) {
      const known = byItem.get(key);
      if (known === undefined) byItem.set(key, [request]);
      else known.push(request);
    }
  }
  return byItem;
}
