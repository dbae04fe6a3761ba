import type { PullRequestFacts } from '../../facts/facts.ts';
import { groupBy } from '../../facts/lazy.ts';
import type { ItemKey, PersonId, PullRequest } from '../../history/team-history.ts';

/** The pull requests that name each item, oldest first. */
export function requestsByItem(pullRequests: PullRequestFacts): (key: ItemKey) => readonly PullRequest[] {
  const pairs = pullRequests.all.flatMap((request) =>
    [...new Set(request.items)].map((key) => ({ key, request })),
  );
  const byItem = groupBy(pairs, ({ key }) => key);
  return (key) => (byItem.get(key) ?? []).map(({ request }) => request);
}

/** Authors, co-authors and reviewers of some pull requests; a pair does not show in an assignee. */
export function codeContributors(requests: readonly PullRequest[]): ReadonlySet<PersonId> {
  const people = requests.flatMap((request) => [
    request.author,
    ...request.coAuthors,
    ...request.reviews.map((review) => review.by),
  ]);
  return new Set(people.filter((person) => person !== null));
}
