import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'event-timebox-overrun';

/** Lengths in hours of the events of each sprint; null leaves the event out. */
interface Lengths {
  readonly planning?: number | null;
  readonly review?: number | null;
  readonly retrospective?: number | null;
  readonly daily?: number | null;
}

/** Six sprints with the events of a calendar, each of the given length (default: short). */
function calendar(lengths: (n: number) => Lengths, sprints = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(sprints)) builder.item({ sprints: [sprint.id] });
  for (let n = 0; n < sprints; n++) {
    const { planning = 2, review = 1, retrospective = 1, daily = 0.25 } = lengths(n);
    const first = n * 14;
    const add = (kind: 'planning' | 'review' | 'retrospective', at: number, hours: number | null): void => {
      if (hours !== null) builder.event(kind, at, { end: at + hours * HOUR });
    };
    add('planning', day(first, 9), planning);
    add('review', day(first + 11, 10), review);
    add('retrospective', day(first + 11, 14), retrospective);
    for (const weekday of [1, 2, 3, 4, 7, 8, 9, 10])
      if (daily !== null)
        builder.event('daily', day(first + weekday, 9), { end: day(first + weekday, 9) + daily * HOUR });
  }
  return builder;
}

describe(RULE, () => {
  it('detects planning scheduled beyond eight hours in half of the sprints, as medium', () => {
    const { outcome } = calendar((n) => ({ planning: n < 3 ? 9 : 2 })).examine(RULE);
    expect(outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
      sample: 6,
      severity: 'medium',
      strength: 0.8,
    });
    expect(outcome.summary).toContain('3 of 6 Sprint Plannings are scheduled longer than 8 hours (50 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'event',
      text: 'scheduled for 9 hours',
    });
  });

  it.each([
    ['Sprint Reviews', { review: 5 }],
    ['retrospectives', { retrospective: 3.5 }],
  ])('detects %s that are too long', (name, lengths) => {
    const { outcome } = calendar(() => lengths).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, severity: 'medium' });
    expect(outcome.summary).toContain(`6 of 6 ${name} are scheduled longer`);
  });

  it('detects Daily Scrums of more than a quarter of an hour, as low', () => {
    expect(calendar(() => ({ daily: 0.75 })).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
      sample: 48,
      severity: 'low',
    });
  });

  it('is clear within the timeboxes, and where fewer than half are longer', () => {
    expect(calendar(() => ({})).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(calendar((n) => ({ planning: n < 2 ? 9 : 2 })).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2 / 6,
    });
  });

  it('only remarks on what is long for the length of the sprint', () => {
    const { outcome } = calendar(() => ({ planning: 6 })).examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain(
      'Longer than usual for sprints of 2 weeks, and within the Scrum Guide: Sprint Plannings',
    );
  });

  it('guard: a Daily Scrum in a slot of 30 minutes may be a default: the finding asks', () => {
    const { outcome } = calendar(() => ({ daily: 0.5 })).examine(RULE);
    expect(outcome.summary).toContain('may be the calendar’s default: ask');
    expect(calendar(() => ({ daily: 0.75 })).examine(RULE).outcome.summary).not.toContain('default');
  });

  it('guard: only what a calendar schedules is known', () => {
    const builder = calendar(() => ({ planning: null, review: null, retrospective: null, daily: null }));
    for (let n = 0; n < 6; n++)
      builder.event('retrospective', day(n * 14 + 11, 14), { source: 'wiki', end: day(n * 14 + 12, 14) });
    builder.header = { eventSources: [{ kind: 'calendar', name: 'team.ics', complete: true }] };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('needs three occurrences of a kind, ten of the Daily Scrum', () => {
    const few = calendar((n) => ({
      planning: n < 2 ? 9 : null,
      review: null,
      retrospective: null,
      daily: n < 1 ? 1 : null,
    }));
    expect(few.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 8 });
  });

  it('is not observable without a calendar, and without sprints', () => {
    const builder = team();
    for (const sprint of builder.closedSprints(6)) builder.item({ sprints: [sprint.id] });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR'],
    });
    const none = team();
    none.item();
    none.event('daily', day(3));
    expect(none.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
