import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const END = (n: number): number => (n - 1) * 14 + 11;

function reviews(held: readonly number[], n = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(n)) builder.item({ sprints: [sprint.id] });
  for (const sprint of held) builder.event('review', day(END(sprint), 14));
  return builder;
}

describe('missing-sprint-review (H1)', () => {
  it('is detected and high when two sprints in a row have none', () => {
    const examined = reviews([1, 2, 3]).examine('missing-sprint-review');
    expect(examined.outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6, severity: 'high' });
  });

  it('is detected and medium when no two in a row have none', () => {
    expect(reviews([1, 3, 5]).examine('missing-sprint-review').outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
      severity: 'medium',
    });
  });

  it('is clear when fewer than half have none', () => {
    expect(reviews([1, 2, 5, 6]).examine('missing-sprint-review').outcome).toMatchObject({ state: 'clear' });
  });

  it('needs four sprints', () => {
    expect(reviews([1], 3).examine('missing-sprint-review').outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable where nothing could show a review', () => {
    expect(reviews([]).examine('missing-sprint-review').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR', 'NO_WIKI'],
    });
    const empty = reviews([]);
    empty.header = {
      eventSources: [
        { kind: 'wiki', name: 'CHK', complete: false },
        { kind: 'calendar', name: 'a.ics', complete: false },
      ],
    };
    expect(empty.examine('missing-sprint-review').outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR', 'NO_WIKI'],
    });
  });

  it('reads pages and items of the tracker, but not a release as a review', () => {
    const pages = reviews([]);
    for (let n = 1; n <= 6; n++) pages.event('review', day(END(n), 16), { source: 'wiki', end: null });
    pages.header = { eventSources: [{ kind: 'wiki', name: 'CHK', complete: false }] };
    expect(pages.examine('missing-sprint-review').outcome).toMatchObject({ state: 'clear', strength: 1 });
    const items = reviews([]);
    for (const n of [1, 2, 3, 4])
      items
        .item({ title: `Sprint ${n} Review`, created: day(END(n) - 5), type: 'Task' })
        .move('done', day(END(n), 15));
    expect(items.examine('missing-sprint-review').outcome).toMatchObject({ state: 'clear', value: 2 / 6 });
    const released = reviews([1]);
    released.header = {
      releases: [2, 3, 4, 5, 6].map((n) => ({ name: `v${n}`, at: day(END(n)), notes: null })),
    };
    expect(released.examine('missing-sprint-review').outcome).toMatchObject({
      state: 'detected',
      value: 5 / 6,
    });
  });
});
