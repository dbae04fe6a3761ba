import type { Instant } from '../history/team-history.ts';
import { MINUTE, officeHoursAfter } from './hours.ts';
import type { Card, MutablePullRequest, World } from './world.ts';

/** The code of an item goes to review. */
export function openPullRequest(world: World, card: Card, time: Instant): void {
  const random = world.random('pull-requests');
  const pull = newPullRequest(world, `${card.item.key}: ${card.item.title}`, time, card.assignee);
  if (random.chance(world.options.tracked)) {
    pull.items = [card.item.key];
    card.item.pullRequests = [...card.item.pullRequests, pull.id];
  } else
    pull.title = random.pick([
      'Tidy up the build',
      'Small change for the depot',
      'Try another cache',
      'Change for marketing',
    ]);
  card.pullRequest = pull;
}

export function newPullRequest(
  world: World,
  title: string,
  ready: Instant,
  author: string | null,
): MutablePullRequest {
  const random = world.random('pull-requests');
  const pull: MutablePullRequest = {
    id: `checkout#${300 + world.pullRequests.length}`,
    title,
    author,
    created: ready - random.int(5, 200) * MINUTE,
    ready,
    merged: null,
    closed: null,
    changedLines: random.int(20, 420),
    labels: [],
    items: [],
    reviews: [],
    comments: random.int(1, 6),
    coAuthors: [],
    checks: 'passed',
  };
  world.pullRequests.push(pull);
  return pull;
}

/** Reviewed by somebody else within the day, then merged. */
export function mergePullRequest(world: World, card: Card, merged: Instant): void {
  const pull = card.pullRequest;
  if (pull === null || pull.ready === null) return;
  const random = world.random('pull-requests');
  const reviewers = world.cast.developers.filter(({ id }) => id !== pull.author);
  const first = Math.min(officeHoursAfter(pull.ready, random.between(0.5, 3)), merged - MINUTE);
  const at = Math.max(pull.ready + MINUTE, first);
  const by = reviewers.length === 0 ? null : random.pick(reviewers).id;
  pull.reviews = by === null ? [] : [{ at, by }];
  pull.merged = Math.max(merged, at + MINUTE / 2);
  pull.closed = pull.merged;
  if (random.chance(0.15) && by !== null) pull.coAuthors = [by];
  card.pullRequest = null;
}
