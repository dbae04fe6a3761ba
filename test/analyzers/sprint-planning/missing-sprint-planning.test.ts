import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

/** Six sprints, each with an item so that it is not empty. */
function sprints(n = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(n)) builder.item({ sprints: [sprint.id] });
  return builder;
}

const START = (n: number): number => (n - 1) * 14;

describe('missing-sprint-planning (E6)', () => {
  it('is detected when half of the sprints start without one', () => {
    const builder = sprints();
    for (const n of [1, 2, 3]) builder.event('planning', day(START(n), 10));
    const { outcome } = builder.examine('missing-sprint-planning');
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6, strength: 0.8 });
    expect(outcome.summary).toContain('Sprint 4, Sprint 5 and Sprint 6');
  });

  it('is clear when most have one in the calendar', () => {
    const builder = sprints();
    for (const n of [1, 2, 3, 4]) builder.event('planning', day(START(n), 10));
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({ state: 'clear' });
  });

  it('takes a session that plans five items in one go, by the configured numbers', () => {
    const builder = sprints();
    builder.event('daily', day(20));
    for (let n = 1; n <= 6; n++)
      for (let i = 0; i < 5; i++) builder.item().addTo(`s${n}`, day(START(n), 9) + i * 60_000, 'po');
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({ state: 'clear', value: 0 });
    const strict = builder.examine('missing-sprint-planning', {
      'missing-sprint-planning': { thresholds: { burstEvents: 6 } },
    });
    expect(strict.outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('does not take items that roll over from a closing sprint for planning', () => {
    const builder = sprints();
    builder.event('daily', day(20));
    for (let n = 2; n <= 6; n++) {
      const close = builder.sprints[n - 2]?.completed ?? 0;
      for (let i = 0; i < 6; i++) builder.item().change('sprint', `s${n}`, close, 'sm', `s${n - 1}`);
    }
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('needs four sprints', () => {
    expect(sprints(3).event('review', day(11)).examine('missing-sprint-planning').outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable without calendar and wiki where items enter by themselves', () => {
    const builder = sprints();
    for (let n = 1; n <= 6; n++) builder.item().change('sprint', `s${n}`, day(START(n), 9), null, null, true);
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR', 'NO_WIKI', 'AUTOMATED'],
    });
  });

  it('is not observable without calendar, wiki and history of membership', () => {
    const builder = sprints();
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY', 'NO_CALENDAR', 'NO_WIKI'],
    });
  });

  it('counts a cancelled planning as missing', () => {
    const builder = sprints();
    for (let n = 1; n <= 6; n++) builder.event('planning', day(START(n), 10), { cancelled: n > 3 });
    expect(builder.examine('missing-sprint-planning').outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
    });
  });
});
