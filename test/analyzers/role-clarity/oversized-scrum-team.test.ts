import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'oversized-scrum-team';

/** `size` Developers who each finish two items on different days of every sprint. */
function build(size: number, sprints = 3, days = 4): TeamBuilder {
  const built = team(day(sprints * 14 + 4)).agree({ members: null, roles: {} });
  built.closedSprints(sprints);
  for (let person = 0; person < size; person++) {
    built.person(`p${person}`);
    for (let sprint = 0; sprint < sprints; sprint++) {
      const start = sprint * 14;
      for (let index = 0; index < 2; index++)
        built
          .item({ created: day(start - 1) })
          .addTo(`s${sprint + 1}`, day(start, 8))
          .doneBetween(
            day(start + 1 + (index % days), 10),
            day(start + 1 + ((index + 2) % days), 11),
            `p${person}`,
          );
    }
  }
  return built;
}

describe(RULE, () => {
  it('is detected from 11 active members on, medium from 15', () => {
    expect(build(11).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 11, sample: 3 });
    expect(build(11).examine(RULE).outcome).not.toHaveProperty('severity');
    expect(build(15).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 15,
      severity: 'medium',
    });
  });

  it('is clear with ten', () => {
    expect(build(10).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 10 });
  });

  it('is detected by a long list of members', () => {
    const built = build(6);
    built.header = { listedMembers: Array.from({ length: 15 }, (_, index) => `p${index}`) };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 6,
      summary: expect.stringContaining('15 members'),
    });
  });

  it('guard: people who pass by on fewer than three days are left out', () => {
    expect(build(11, 3, 1).examine(RULE).outcome.state).toBe('detected');
    const built = build(11);
    for (const { draft } of built.items.slice(-6))
      draft.changes = draft.changes.map((change) =>
        change.field === 'status'
          ? { ...change, at: change.at > day(14) ? day(16, 10) : day(2, 10) }
          : change,
      );
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 10 });
  });

  it('guard: a board of several teams is not observable unless something tells them apart', () => {
    const built = build(11);
    const source = { ...built.history().team, sharedBoard: true };
    built.header = { team: source };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
    for (const item of built.items) item.set({ teamField: 'Checkout' });
    expect(built.examine(RULE).outcome.state).toBe('detected');
  });

  it('needs three periods', () => {
    expect(build(11, 2).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 2 });
  });
});
