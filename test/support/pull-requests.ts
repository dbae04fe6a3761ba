import type { PullRequest } from '../../src/history/team-history.ts';
import { DAY } from '../../src/history/working-time.ts';
import { day } from './team-builder.ts';

/** A reviewed pull request of some size by dev1, merged a day after it was opened on day `at` (default 3). */
export function pullRequest(index: number, values: Partial<PullRequest> = {}, at = 3): PullRequest {
  const created = day(at) + index;
  return {
    id: `pr-${index}`,
    title: `Keep the basket ${index}`,
    author: 'dev1',
    created,
    ready: created,
    merged: created + DAY,
    closed: created + DAY,
    changedLines: 50,
    labels: [],
    items: [],
    reviews: [{ at: created + DAY / 2, by: 'dev2' }],
    comments: 1,
    coAuthors: [],
    checks: 'passed',
    ...values,
  };
}

/** `count` pull requests, each made by its index, spread over six sprints. */
export function pullRequests(
  count: number,
  make: (index: number) => Partial<PullRequest> = () => ({}),
): PullRequest[] {
  return Array.from({ length: count }, (_, index) => pullRequest(index, make(index), (index % 6) * 14 + 3));
}
