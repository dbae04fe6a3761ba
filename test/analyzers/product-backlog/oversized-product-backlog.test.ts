import { describe, expect, it } from 'vitest';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'oversized-product-backlog';

/** Six sprints that finish `perSprint` items each, and `open` items in the backlog. */
function backlog(open: number, perSprint = 5, sprints = 6, created = day(-300)): TeamBuilder {
  const builder = sprintsOf(repeated(sprints, { committed: perSprint }));
  for (let index = 0; index < open; index++) builder.item({ created });
  return builder;
}

describe(RULE, () => {
  it('detects more than eight sprints of work with low severity', () => {
    const { outcome } = backlog(60).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 12, sample: 60, severity: 'low' });
    expect(outcome.summary).toContain('60 open items are 12 sprints of work at 5 finished items a sprint');
  });

  it('is medium beyond thirteen sprints', () => {
    expect(backlog(70).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 14,
      severity: 'medium',
    });
  });

  it('is clear at eight sprints of work', () => {
    expect(backlog(80, 10).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 8 });
  });

  it('names growth as evidence when it lasted for most of the window', () => {
    const builder = backlog(60);
    for (let n = 0; n < 6; n++)
      for (let index = 0; index < 7; index++) builder.item({ created: day(n * 14 + 3) });
    const { outcome } = builder.examine(RULE);
    expect(outcome.summary).toContain('It grew in 6 of 6 periods');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(7);
    expect(backlog(60).examine(RULE).outcome.summary).not.toContain('It grew');
  });

  it('guard: ideas, triage and icebox are not counted', () => {
    const builder = backlog(61);
    builder.status({
      id: 'icebox',
      name: 'Icebox',
      category: 'todo',
      position: -1,
      idea: true,
      dropped: false,
    });
    for (let index = 0; index < 40; index++) builder.item({ status: 'icebox', created: day(-300) });
    expect(builder.examine(RULE).outcome).toMatchObject({ value: 12.2, sample: 61 });
    for (const item of builder.items.slice(-60)) item.set({ status: 'icebox' });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 41 });
  });

  it('needs 60 open items and four periods', () => {
    expect(backlog(59).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 59 });
    expect(backlog(90, 5, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 90,
    });
  });

  it('works without sprints on periods of two weeks', () => {
    const builder = team(day(84));
    for (let index = 0; index < 24; index++)
      builder.item({ created: day(-20) }).doneBetween(day(index * 3), day(index * 3 + 2));
    for (let index = 0; index < 60; index++) builder.item({ created: day(-300) });
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('is not observable where it is not recorded when items were finished', () => {
    const builder = backlog(60);
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
  });
});
