import { describe, expect, it } from 'vitest';
import type { PullRequest } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'review-bottleneck';

function reviewed(count: number, waitDays: number, values: Partial<PullRequest> = {}): TeamBuilder {
  const builder = sprintsOf(repeated(6, { committed: 4 }));
  const requests = Array.from({ length: count }, (_, index): PullRequest => {
    const ready = day((index % 6) * 14, 10) + index;
    return {
      id: `pr-${index}`,
      title: 'Change',
      author: 'dev1',
      created: ready,
      ready,
      merged: ready + 5 * DAY,
      closed: ready + 5 * DAY,
      changedLines: 50,
      labels: [],
      items: [],
      reviews: [{ at: ready + waitDays * DAY, by: 'dev2' }],
      comments: 1,
      coAuthors: [],
      checks: 'passed',
      ...values,
    };
  });
  builder.header = { pullRequests: requests };
  return builder;
}

describe(RULE, () => {
  it('detects a median of more than a day', () => {
    expect(reviewed(24, 2).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 2, sample: 24 });
  });

  it('is clear for reviews within hours', () => {
    expect(reviewed(24, 0.2).examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: drafts and contributors from outside are left out', () => {
    expect(reviewed(24, 2, { ready: null }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
    const outside = reviewed(24, 2, { author: 'visitor' });
    outside.person('visitor');
    expect(outside.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('needs twenty pull requests', () => {
    expect(reviewed(10, 2).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without a repository', () => {
    const builder = sprintsOf(repeated(6, { committed: 4 }));
    builder.header = { unrecorded: { pullRequests: ['NO_PR_LINK'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_PR_LINK'] });
  });
});
