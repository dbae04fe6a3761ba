import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'scrum-master-backlog-ownership';

function build(): TeamBuilder {
  const built = team(day(60));
  for (const sprint of built.closedSprints(4))
    built.item({ created: day(-9) }).addTo(sprint.id, sprint.start! - 1000);
  return built;
}

function rank(built: TeamBuilder, by: string, sessions: number, from = 0): void {
  for (let index = 0; index < sessions; index++)
    built.item({ created: day(-9) }).rank(day(1 + from + index, 10), by);
}

function write(
  built: TeamBuilder,
  by: string,
  items: number,
  at = (index: number): number => day(1 + index, 11),
): void {
  for (let index = 0; index < items; index++) built.item({ creator: by, created: at(index) });
}

describe(RULE, () => {
  it('is detected by ordering', () => {
    const built = build();
    rank(built, 'sm', 14);
    rank(built, 'po', 10, 20);
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 24, value: expect.closeTo(14 / 24) });
  });

  it('is detected by writing, and measures that part', () => {
    const built = build();
    rank(built, 'po', 21);
    write(built, 'sm', 20);
    write(built, 'po', 5, (index) => day(30 + index));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 25, value: 0.8 });
  });

  it('is detected by accepting', () => {
    const built = build().status({
      id: 'accept',
      name: 'PO Review',
      category: 'doing',
      position: 3,
      idea: false,
      dropped: false,
    });
    for (let index = 0; index < 20; index++)
      built
        .item({ created: day(-9), assignee: 'dev1' })
        .move('doing', day(1))
        .move('accept', day(2))
        .move('done', day(3 + index), 'sm');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1, sample: 20 });
  });

  it('is clear when the Product Owner does it', () => {
    const built = build();
    rank(built, 'po', 24);
    write(built, 'po', 30);
    write(built, 'sm', 5);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 24 });
  });

  it('guard: writing down in one go at a refinement counts a quarter', () => {
    const built = build();
    built.event('refinement', day(3, 10));
    write(built, 'sm', 20, (index) => day(3, 10) + index * 60_000);
    write(built, 'po', 5);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.2 });
  });

  it('guard: improvement items are left out', () => {
    const built = build();
    for (let index = 0; index < 25; index++)
      built.item({ creator: 'sm', created: day(1 + index), labels: ['retro'] });
    write(built, 'po', 20);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 20 });
  });

  it('is not observable without a Scrum Master, or when one person is both', () => {
    const built = build();
    rank(built, 'sm', 24);
    expect(built.agree({ roles: { 'product-owner': ['po'] } }).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
    expect(
      built.agree({ roles: { 'product-owner': ['po'], 'scrum-master': ['po'] } }).examine(RULE).outcome,
    ).toMatchObject({ state: 'not-observable', reasons: ['OUTSIDE_SCOPE'] });
  });

  it('needs 20 events in one part', () => {
    const built = build();
    rank(built, 'sm', 19);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 19 });
  });
});
