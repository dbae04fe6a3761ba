import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'externally-set-estimates';

/** Six sprints of five estimated items; the n-th estimate of a sprint is set by `who(n)`, an hour and a half apart. */
function estimated(who: (index: number) => string | null, gap = 1.5 * HOUR, perSprint = 5): TeamBuilder {
  const builder = team().person('manager');
  for (const sprint of builder.closedSprints(6)) {
    const start = sprint.start as number;
    fillSprint(builder, sprint, { committed: perSprint, values: { created: start } }).forEach((item, index) =>
      item.estimate(3, start + DAY + index * gap, who(index)),
    );
  }
  return builder;
}

const developers = (index: number): string => `dev${(index % 4) + 1}`;
const manager = (): string => 'manager';

describe(RULE, () => {
  it('detects sizes set by people who do not do the work', () => {
    const { outcome } = estimated((index) => (index < 3 ? 'manager' : 'dev1')).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.6, sample: 30, roleConfidence: 1 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe(
      'first estimate 3 set by somebody outside the Developers',
    );
    expect(JSON.stringify(outcome)).not.toMatch(/Name|manager/);
  });

  it('counts the Product Owner in full and the Scrum Master by a quarter', () => {
    expect(estimated((index) => (index < 3 ? 'po' : 'dev1')).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.6,
    });
    const { outcome } = estimated((index) => (index < 4 ? 'sm' : 'dev1')).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.2 });
    expect(outcome.summary).toContain('24 of them by the Scrum Master, which count 0.25 each');
  });

  it('is clear where Developers set the sizes', () => {
    expect(estimated(developers).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 30,
    });
  });

  it('reads only the first estimate of an item', () => {
    const builder = estimated(developers);
    for (const item of builder.items) item.estimate(5, builder.asOf - 30 * DAY, 'manager');
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a burst around a refinement is the team’s estimation, typed by one person', () => {
    const builder = estimated(manager, 5 * 60_000);
    for (const sprint of builder.sprints)
      builder.event('refinement', (sprint.start as number) + DAY - HOUR / 2);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
    const elsewhere = estimated(manager, 5 * 60_000);
    for (const sprint of elsewhere.sprints) elsewhere.event('refinement', (sprint.start as number) + 5 * DAY);
    expect(elsewhere.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(estimated(manager, 5 * 60_000, 4).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      sample: 24,
    });
  });

  it('guard: where no refinement is known, any burst is left out', () => {
    expect(estimated(manager, 5 * 60_000).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('guard: a Product Owner or Scrum Master who does the item counts as a Developer', () => {
    const builder = estimated(() => 'po');
    for (const item of builder.items) item.set({ assignee: 'po' });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: estimates without a known author do not count', () => {
    expect(estimated((index) => (index < 3 ? null : 'dev1')).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 12,
    });
  });

  it('needs 20 first estimates, and more than the bare threshold in few', () => {
    expect(estimated(manager, 1.5 * HOUR, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 18,
    });
    const few = estimated((index) => (index < 1 ? 'manager' : 'dev1'), 1.5 * HOUR, 4).examine(RULE, {
      [RULE]: { threshold: 0.25 },
    });
    expect(few.outcome).toMatchObject({ state: 'insufficient-sample', value: 0.25, sample: 24 });
  });

  it('is not observable where the team does not estimate', () => {
    const builder = team();
    for (const sprint of builder.closedSprints(6)) fillSprint(builder, sprint, { committed: 5 });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ESTIMATES'],
    });
  });

  it('is not observable where it is unknown who the Developers are, or without changes', () => {
    const unknown = estimated(manager).agree({ roles: {}, members: null });
    expect(unknown.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
    const flat = estimated(manager);
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(flat.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_CHANGELOG'] });
  });
});
