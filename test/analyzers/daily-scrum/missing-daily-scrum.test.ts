import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const MINUTE = 60_000;

/** Sprints of ten working days; dailies on the first `held` of them. */
function dailies(held: number, n = 2, minutes = 15): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(n)) builder.item({ sprints: [sprint.id] });
  for (let sprint = 0; sprint < n; sprint++) {
    const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].slice(0, held);
    for (const d of days)
      builder.event('daily', day(sprint * 14 + d, 9), { end: day(sprint * 14 + d, 9) + minutes * MINUTE });
  }
  return builder;
}

describe('missing-daily-scrum (F1)', () => {
  it('is detected below 80 % of the working days', () => {
    expect(dailies(7).examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'detected',
      value: 0.7,
      sample: 2,
      strength: 0.8,
    });
  });

  it('is clear from 80 % on', () => {
    expect(dailies(8).examine('missing-daily-scrum').outcome).toMatchObject({ state: 'clear', value: 0.8 });
  });

  it('does not count meetings of more than 30 minutes, cancelled ones and those on a weekend', () => {
    expect(dailies(10, 2, 45).examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'detected',
      value: 0,
    });
    const builder = dailies(7);
    builder.event('daily', day(5, 9)).event('daily', day(8, 9), { cancelled: true });
    expect(builder.examine('missing-daily-scrum').outcome).toMatchObject({ value: 0.7 });
  });

  it('counts two meetings on one day once, and leaves holidays out', () => {
    const builder = dailies(8);
    builder.event('daily', day(0, 15));
    expect(builder.examine('missing-daily-scrum').outcome).toMatchObject({ value: 0.8 });
    builder.agree({ holidays: ['2026-01-15', '2026-01-16'] });
    expect(builder.examine('missing-daily-scrum').outcome).toMatchObject({ state: 'clear', value: 16 / 18 });
  });

  it('counts none as none only in a calendar that could hold it', () => {
    const builder = dailies(0);
    builder.header = { eventSources: [{ kind: 'calendar', name: 'a.ics', complete: false }] };
    expect(builder.examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR'],
    });
    builder.event('review', day(11));
    expect(builder.examine('missing-daily-scrum').outcome).toMatchObject({ state: 'detected', value: 0 });
    const declared = dailies(0);
    declared.header = { eventSources: [{ kind: 'calendar', name: 'a.ics', complete: true }] };
    expect(declared.examine('missing-daily-scrum').outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it('is not observable without a calendar, and where the team meets in writing', () => {
    expect(dailies(0).examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR'],
    });
    expect(dailies(8).agree({ dailyMode: 'async' }).examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
    expect(dailies(0).agree({ dailyMode: 'async' }).examine('missing-daily-scrum').outcome).toMatchObject({
      reasons: ['NO_CALENDAR', 'KEPT_ELSEWHERE'],
    });
  });

  it('needs two sprints', () => {
    expect(dailies(10, 1).examine('missing-daily-scrum').outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 1,
    });
  });
});
