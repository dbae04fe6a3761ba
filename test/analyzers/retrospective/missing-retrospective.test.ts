import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const END = (n: number): number => (n - 1) * 14 + 11;

function retros(held: readonly number[], n = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(n)) builder.item({ sprints: [sprint.id] });
  for (const sprint of held) builder.event('retrospective', day(END(sprint), 15));
  return builder;
}

describe('missing-retrospective (I1)', () => {
  it('is detected when half of the sprints have none', () => {
    expect(retros([1, 3, 5]).examine('missing-retrospective').outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
      sample: 6,
      strength: 0.8,
    });
  });

  it('is detected when two sprints in a row have none, however few', () => {
    const { outcome } = retros([1, 2, 3, 6]).examine('missing-retrospective');
    expect(outcome).toMatchObject({ state: 'detected', value: 2 / 6 });
    expect(outcome.summary).toContain('2 sprints');
  });

  it('is clear when single sprints have none, and names them', () => {
    const { outcome } = retros([1, 3, 4, 6]).examine('missing-retrospective');
    expect(outcome).toMatchObject({ state: 'clear', value: 2 / 6 });
    expect(outcome.summary).toContain('Sprint 2 and Sprint 5');
  });

  it('needs four sprints', () => {
    expect(retros([1], 3).examine('missing-retrospective').outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable where nothing could show one', () => {
    expect(retros([]).examine('missing-retrospective').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR', 'NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'],
    });
  });

  it('is not observable in a team without sprints', () => {
    const builder = team();
    builder.item();
    expect(builder.examine('missing-retrospective').outcome).toMatchObject({ state: 'not-observable' });
    expect(builder.examine('missing-retrospective').outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['NOT_SCRUM']),
    );
  });

  it('is judged in a calendar that holds another event of the team, or is declared complete', () => {
    const other = retros([]).event('review', day(END(2)));
    expect(other.examine('missing-retrospective').outcome).toMatchObject({ state: 'detected', value: 1 });
    const complete = retros([]);
    complete.header = { eventSources: [{ kind: 'calendar', name: 'a.ics', complete: true }] };
    expect(complete.examine('missing-retrospective').outcome).toMatchObject({ state: 'detected', value: 1 });
    const refinementOnly = retros([]).event('refinement', day(END(2)));
    expect(refinementOnly.examine('missing-retrospective').outcome).toMatchObject({
      state: 'not-observable',
    });
  });

  it('takes an improvement item created after the sprint for its retrospective', () => {
    const builder = retros([]);
    for (const n of [1, 2, 4, 6])
      builder.item({ created: day(END(n) + 3), labels: ['retro'], title: 'Pair on reviews' });
    expect(builder.examine('missing-retrospective').outcome).toMatchObject({
      state: 'clear',
      value: 2 / 6,
      strength: 1,
    });
  });

  it('names a retrospective that is dropped under pressure', () => {
    const builder = retros([1, 2, 3, 4]);
    for (const n of [5, 6]) builder.event('retrospective', day(END(n), 15), { cancelled: true });
    for (let n = 1; n <= 6; n++) {
      const item = builder.item().addTo(`s${n}`, day((n - 1) * 14, 8));
      if (n < 5) item.doneBetween(day((n - 1) * 14 + 1), day((n - 1) * 14 + 5));
    }
    const { outcome } = builder.examine('missing-retrospective');
    expect(outcome).toMatchObject({ state: 'detected' });
    expect(outcome).toHaveProperty(
      'evidence.0.text',
      expect.stringContaining('dispensable retrospective: cancelled or moved in 2 sprints'),
    );
  });

  it('does not say that it is dispensable when those sprints finished as much', () => {
    const builder = retros([1, 2, 3, 4]);
    for (const n of [5, 6]) builder.event('retrospective', day(END(n), 15), { cancelled: true });
    expect(JSON.stringify(builder.examine('missing-retrospective').outcome)).not.toContain('dispensable');
  });

  it('gives a retrospective to the sprint with the nearest end only', () => {
    const builder = retros([1, 2, 3, 4, 5]);
    builder.event('retrospective', day(END(5) + 3, 12));
    expect(builder.examine('missing-retrospective').outcome).toMatchObject({ state: 'clear', value: 1 / 6 });
  });
});
