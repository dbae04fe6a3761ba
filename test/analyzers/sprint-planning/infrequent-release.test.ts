import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import type { TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'infrequent-release';

function withReleases(daysAgo: readonly number[]): TeamBuilder {
  const builder = sprintsOf(repeated(6, { committed: 4 }));
  builder.header = {
    releases: daysAgo.map((days, index) => ({
      name: `1.${index}`,
      at: builder.asOf - days * DAY,
      notes: null,
    })),
  };
  return builder;
}

describe(RULE, () => {
  it('detects a median of more than 30 calendar days', () => {
    expect(withReleases([10, 50, 90, 130]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 40,
      sample: 4,
    });
  });

  it('counts the running interval where it is longer', () => {
    expect(withReleases([100]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 100,
      sample: 1,
    });
  });

  it('is clear for a release every two weeks', () => {
    expect(withReleases([3, 17, 31, 45, 59]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 14,
    });
  });

  it('guard: an agreed interval replaces the limit', () => {
    const builder = withReleases([10, 50, 90, 130]);
    builder.agree({ releaseIntervalDays: 45 });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('measures by the limit that was applied: two sprints, thirty days, or the agreed one', () => {
    const sprints = withReleases([10, 40, 69, 98]).examine(RULE).outcome;
    expect(sprints).toMatchObject({ state: 'detected', value: 29, threshold: 28 });
    expect(sprints.summary).toContain('the limit is 28 calendar days');
    const long = withReleases([10, 50, 90, 130]);
    long.sprints.length = 0;
    expect(long.examine(RULE).outcome).toMatchObject({ state: 'detected', threshold: 30 });
    const agreed = withReleases([10, 50, 90, 130]);
    agreed.agree({ releaseIntervalDays: 45 });
    expect(agreed.examine(RULE).outcome).toMatchObject({ state: 'clear', threshold: 45 });
  });

  it('is short of data with one release in a short history', () => {
    const builder = sprintsOf(repeated(1, { committed: 4 }));
    builder.asOf = (builder.sprints[0]?.completed as number) + DAY;
    builder.header = { releases: [{ name: '1.0', at: builder.asOf - DAY, notes: null }] };
    expect(builder.examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without any release', () => {
    expect(withReleases([]).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RELEASE_DATA'],
    });
  });
});
