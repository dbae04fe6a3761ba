import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'delayed-acceptance';

/** Items that work three days and then wait `hours(n)` of working time for acceptance, from a Tuesday on. */
function waiting(n: number, hours: (index: number) => number, work = 24): TeamBuilder {
  const built = team(day(84)).status({
    id: 'accept',
    name: 'PO Review',
    category: 'doing',
    position: 5,
    idea: false,
    dropped: false,
  });
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  for (let index = 0; index < n; index++) {
    const ready = day((index % 6) * 14 + 8, 9);
    built
      .item()
      .move('doing', ready - work * HOUR)
      .move('accept', ready)
      .move('done', ready + hours(index) * HOUR, 'po');
  }
  return built;
}

describe(RULE, () => {
  it('detects a median above one day', () => {
    const { outcome } = waiting(12, () => 36).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1.5, sample: 12 });
    expect(outcome.summary).toContain('12 items waited a median of 1.5 days');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe(
      'waited 1.5 working days for acceptance',
    );
  });

  it('detects that one item in seven waits longer than three days', () => {
    const { outcome } = waiting(20, (index) => (index < 4 ? 75 : 1), 200).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected' });
    expect(outcome.state === 'detected' && outcome.value).toBeLessThan(0.1);
  });

  it('detects a quarter of the whole time in the median', () => {
    expect(waiting(12, () => 12, 24).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.5 });
  });

  it('is clear when work is accepted soon', () => {
    expect(waiting(12, () => 4, 48).examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 12 });
  });

  it('guard: weekends do not count', () => {
    const built = waiting(0, () => 0);
    for (let index = 0; index < 12; index++) {
      const friday = day((index % 6) * 14 + 4, 16);
      built
        .item()
        .move('doing', friday - 3 * DAY)
        .move('accept', friday)
        .move('done', friday + 66 * HOUR, 'po');
    }
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.75 });
  });

  it('guard: a queue for the release has a meaning of its own when the configuration names the states', () => {
    const built = waiting(12, () => 36).agree({
      states: { acceptance: ['abnahme'], waiting: [], testing: [], blocked: [], ready: [] },
    });
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ACCEPT_STATE'],
    });
  });

  it('needs 12 items that left the state', () => {
    expect(waiting(11, () => 36).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 11,
      value: 1.5,
    });
  });

  it('is not observable without such a state or a history of states', () => {
    const built = team(day(84));
    for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ACCEPT_STATE'],
    });
    const blind = waiting(12, () => 36);
    blind.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(blind.examine(RULE).outcome.state).toBe('not-observable');
  });
});
