import { describe, expect, it } from 'vitest';
import type { PullRequest } from '../../../src/history/team-history.ts';
import { HOUR } from '../../../src/history/working-time.ts';
import { pullRequests } from '../../support/pull-requests.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'untracked-work';

/** 40 merged pull requests; the first `untracked` of them belong to no item. */
function merged(untracked: number, values: Partial<PullRequest> = {}, count = 40): TeamBuilder {
  const builder = sprintsOf(repeated(6, { committed: 6 }));
  builder.header = {
    pullRequests: pullRequests(count, (index) => (index < untracked ? values : { items: ['T-1'] })),
  };
  return builder;
}

/** Items that somebody created and closed within hours. */
function sameDay(builder: TeamBuilder, count: number, by = 'dev1', hours = 3): TeamBuilder {
  for (let index = 0; index < count; index++) {
    const created = day((index % 6) * 14 + 2, 9) + index;
    builder.item({ created, creator: 'dev1' }).doneBetween(created + HOUR, created + hours * HOUR, by);
  }
  return builder;
}

describe(RULE, () => {
  it('detects a quarter of the merged pull requests without an item', () => {
    const { outcome } = merged(14).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.35, sample: 40 });
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(14);
  });

  it('is clear where most belong to one', () => {
    expect(merged(4).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.1 });
  });

  it('detects many items created and closed by the same person within a day', () => {
    const { outcome } = sameDay(merged(0), 20).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0 });
    expect(outcome.summary).toContain('20 of 56 Done items (36 %)');
    expect(sameDay(merged(0), 20, 'dev2').examine(RULE).outcome.state).toBe('clear');
    expect(sameDay(merged(0), 20, 'dev1', 30).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs 30 pull requests, and more than the bare threshold in few of them', () => {
    expect(merged(20, {}, 29).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 29,
    });
    expect(merged(8, {}, 30).examine(RULE, { [RULE]: { threshold: 0.26 } }).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 30,
    });
  });

  it.each([
    ['an unknown author or a bot', { author: null }],
    ['an update of dependencies', { title: 'Bump lodash from 4.17.20 to 4.17.21' }],
    ['a conventional commit for dependencies', { title: 'chore(deps): update vitest' }],
    ['a label for dependencies', { labels: ['dependencies'] }],
    ['documentation', { title: 'docs: explain the basket' }],
    ['a label for documentation', { labels: ['documentation'] }],
    ['a correction of spelling', { title: 'Fix typo in the checkout' }],
    ['a revert', { title: 'Revert "Keep the basket"' }],
    ['a release', { title: 'Release 2.4.0' }],
    ['a small change', { changedLines: 10 }],
    ['a change of unknown size', { changedLines: null }],
  ] as const)('guard: %s does not count', (_, values) => {
    expect(merged(14, values as Partial<PullRequest>, 50).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 36,
    });
  });

  it('counts ordinary work whose title only resembles upkeep', () => {
    expect(merged(14, { title: 'Released items stay in the basket' }).examine(RULE).outcome.state).toBe(
      'detected',
    );
    expect(merged(14, { title: 'Documents can be uploaded' }).examine(RULE).outcome.state).toBe('detected');
  });

  it('is not observable without a repository', () => {
    const builder = sprintsOf(repeated(6, { committed: 6 }));
    builder.header = { unrecorded: { pullRequests: ['NO_PR_LINK'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_PR_LINK'] });
  });
});
