import { describe, expect, it } from 'vitest';
import type { Sprint } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'irregular-sprint-cadence';

function withSprints(values: readonly Partial<Sprint>[]): TeamBuilder {
  const builder = team();
  values.forEach((sprint, index) => fillSprint(builder, builder.sprint(index + 1, sprint), { committed: 4 }));
  return builder;
}

const plain = (n: number): Partial<Sprint>[] => Array.from({ length: n }, () => ({}));

describe(RULE, () => {
  it('is clear for a steady rhythm', () => {
    expect(withSprints(plain(6)).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 6,
    });
  });

  it('detects two sprints of another length', () => {
    const short = (n: number): Partial<Sprint> => ({
      end: day((n - 1) * 14 + 7, 17),
      completed: day((n - 1) * 14 + 7, 17),
    });
    const values = plain(6);
    values[2] = short(3);
    values[4] = short(5);
    const { outcome } = withSprints(values).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected' });
    expect(
      outcome.state === 'detected' && outcome.evidence?.some((note) => note.text.includes('planned for')),
    ).toBe(true);
  });

  it('detects sprints closed late while work went on', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const end = day((n - 1) * 21 + 11, 17);
      const sprint = builder.sprint(n, { start: day((n - 1) * 21, 9), end, completed: end + 4 * DAY });
      fillSprint(builder, sprint, { committed: 8, finishDay: (index) => 8 + index });
    }
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: closed late by oversight does not count', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const end = day((n - 1) * 14 + 7, 17);
      fillSprint(builder, builder.sprint(n, { end, completed: end + 4 * DAY }), {
        committed: 8,
        finishDay: () => 4,
      });
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: holidays are no gap, and neither is a planned pause', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++)
      fillSprint(
        builder,
        builder.sprint(n, {
          start: day((n - 1) * 21, 9),
          end: day((n - 1) * 21 + 11, 17),
          completed: day((n - 1) * 21 + 11, 17),
        }),
        { committed: 4 },
      );
    expect(builder.examine(RULE).outcome.state).toBe('detected');
    const weekOff = [14, 15, 16, 17, 18].flatMap((offset) =>
      [0, 21, 42].map((base) => new Date(day(base + offset)).toISOString().slice(0, 10)),
    );
    builder.agree({ holidays: weekOff });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
    builder.agree({ holidays: [] });
    builder.header = { team: { ...builder.history().team, cooldownDays: 7 } };
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: a board that several teams share is not checked for overlaps', () => {
    const overlapping = (n: number): Partial<Sprint> => ({
      start: day((n - 1) * 7, 9),
      end: day((n - 1) * 7 + 11, 17),
      completed: day((n - 1) * 7 + 11, 17),
    });
    const builder = withSprints([1, 2, 3, 4].map(overlapping));
    expect(builder.examine(RULE).outcome.state).toBe('detected');
    builder.header = { team: { ...builder.history().team, sharedBoard: true } };
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('is high for a sprint longer than a month', () => {
    const long = (n: number): Partial<Sprint> => ({
      start: day((n - 1) * 42, 9),
      end: day((n - 1) * 42 + 39, 17),
      completed: day((n - 1) * 42 + 39, 17),
    });
    expect(withSprints([1, 2, 3].map(long)).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      severity: 'high',
      value: 3,
    });
  });

  it('needs three closed sprints', () => {
    expect(withSprints(plain(2)).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without dated sprints', () => {
    const builder = withSprints(plain(3));
    builder.header = { unrecorded: { sprints: ['NO_SPRINTS'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_SPRINTS'] });
  });
});
