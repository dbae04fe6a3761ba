import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'scrum-master-task-assignment';

/** `n` items assigned on days of six sprints; `by` decides who assigns the n-th. */
function assigned(
  n: number,
  by: (index: number, to: string) => string,
  at: (index: number) => number = (index) => day((index % 6) * 14 + 1 + Math.floor(index / 6), 10),
  prepare: (item: ItemBuilder, at: number, to: string) => void = () => undefined,
): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  for (let index = 0; index < n; index++) {
    const to = `dev${(index % 4) + 1}`;
    const item = built.item();
    prepare(item, at(index), to);
    item.assign(to, at(index), by(index, to)).doneBetween(at(index) + HOUR, at(index) + 48 * HOUR, to);
  }
  return built;
}

const half = (index: number, to: string): string => (index < 15 ? 'sm' : to);

describe(RULE, () => {
  it('detects a Scrum Master who distributes the work', () => {
    const { outcome } = assigned(30, half).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 30 });
    expect(outcome.summary).toContain('15 of 30 assignments');
    expect(JSON.stringify(outcome)).not.toMatch(/Name |dev1/);
  });

  it('is clear when Developers take their work', () => {
    expect(assigned(30, (_, to) => to).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs three people who were given work', () => {
    const built = assigned(30, (index, to) => (index % 4 < 2 ? 'sm' : to));
    expect(built.examine(RULE).outcome.state).toBe('clear');
  });

  it('detects sub-tasks written for others, from 15 on', () => {
    const withSubs = (count: number): TeamBuilder => {
      const built = assigned(30, (_, to) => to);
      for (let index = 0; index < count; index++)
        built.item({
          level: 'sub',
          type: 'Sub-task',
          parent: 'T-7',
          created: day(20 + index),
          creator: index % 2 === 0 ? 'sm' : 'dev4',
          assignee: 'dev1',
        });
      return built;
    };
    const { outcome } = withSubs(16).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0 });
    expect(outcome.summary).toContain('8 of 16 sub-tasks given to others (50 %)');
    expect(withSubs(14).examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: typing for the team around a Daily Scrum counts a quarter', () => {
    const daily = day(15, 9);
    const built = assigned(
      40,
      (index, to) => (index < 12 ? 'sm' : to),
      (index) => (index < 12 ? daily + index * 60_000 : day(16 + index)),
    );
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.3 });
    built.event('daily', daily, { end: daily + HOUR / 4 });
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.075 });
    expect(outcome.summary).toContain('12 of them around a planning or Daily Scrum, which count 0.25 each');
  });

  it('guard: several items taken from one person at once are a hand-over', () => {
    const built = assigned(30, (_, to) => to);
    for (const [index, item] of built.items.slice(6, 18).entries())
      item
        .set({ assignee: 'dev4' })
        .change('assignee', `dev${(index % 3) + 1}`, day(79, 10) + index * 1000, 'sm', 'dev4');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 30 });
  });

  it('guard: automation and offers do not count', () => {
    const automated = assigned(30, (_, to) => to);
    for (const item of automated.items.slice(6)) item.change('assignee', 'dev1', day(78), 'sm', null, true);
    expect(automated.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 30 });
    const offered = assigned(
      40,
      (index, to) => (index < 15 ? 'sm' : to),
      undefined,
      (item, at, to) => item.comment('I can take this', at - HOUR / 12, to),
    );
    expect(offered.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('says that a share just over the limit may be chance, and needs 20 assignments', () => {
    expect(assigned(20, (index, to) => (index < 4 ? 'sm' : to)).examine(RULE).outcome.state).toBe(
      'insufficient-sample',
    );
    expect(assigned(19, half).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 19,
    });
  });

  it('is not observable without assignees, without a Scrum Master, or when both roles are one', () => {
    const unused = team(day(84));
    unused.closedSprints(6);
    for (let index = 0; index < 20; index++) unused.item().doneBetween(day(15), day(17));
    expect(unused.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ASSIGNEES'],
    });
    const nobody = assigned(30, half).agree({ roles: { 'product-owner': ['po'] } });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
    const both = assigned(30, half).agree({ roles: { 'product-owner': ['sm'], 'scrum-master': ['sm'] } });
    expect(both.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['OUTSIDE_SCOPE'] });
  });
});
