import { describe, expect, it } from 'vitest';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'incoherent-sprint-scope';

function withParents(
  sprints: number,
  parentOf: (index: number) => string | null,
  type = 'Story',
): TeamBuilder {
  const builder = team();
  for (let n = 1; n <= sprints; n++) {
    const items = fillSprint(builder, builder.sprint(n), { committed: 10, values: { type } });
    items.forEach((item, index) => item.set({ parent: parentOf(index) }));
  }
  return builder;
}

describe(RULE, () => {
  it('detects sprints that spread evenly over five or more parents', () => {
    expect(withParents(4, (index) => `E-${index % 6}`).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
      sample: 4,
    });
  });

  it('is clear when one parent holds 30 %', () => {
    expect(withParents(4, (index) => (index < 3 ? 'E-1' : `E-${index}`)).examine(RULE).outcome).toMatchObject(
      { state: 'clear', value: 0 },
    );
  });

  it('needs three sprints of eight items', () => {
    expect(withParents(2, (index) => `E-${index % 6}`).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 2,
    });
  });

  it('guard: bugs are left out', () => {
    const builder = withParents(4, (index) => `E-${index % 6}`, 'Bug');
    expect(builder.examine(RULE).outcome.state).not.toBe('detected');
  });

  it('is not observable when fewer than 60 % have a parent', () => {
    expect(withParents(4, (index) => (index < 5 ? `E-${index}` : null)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_HIERARCHY'],
    });
  });
});
