import type { PersonId, PullRequest } from '../../history/team-history.ts';

/** Authors, co-authors and reviewers of some pull requests; a pair does not show in an assignee. */
export function codeContributors(requests: readonly PullRequest[]): ReadonlySet<PersonId> {
  const people = requests.flatMap((request) => [
    request.author,
    ...request.coAuthors,
    ...request.reviews.map((review) => review.by),
  ]);
  return new Set(people.filter((person) => person !== null));
}
