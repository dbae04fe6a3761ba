import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'hidden-impediments';

/**
 * 24 sprint items worked on from Tuesday of a sprint; the first `stalled` rest until Tuesday of the next week, the others
 * are commented daily. Some other item moves every day, so that the board is alive.
 */
function working(
  stalled: number,
  during: (item: ItemBuilder, start: number) => void = () => undefined,
  perSprint = 4,
): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) {
    for (let index = 0; index < perSprint; index++) {
      const n = built.items.length;
      const start = sprint.start! + DAY;
      const item = built
        .item({ created: sprint.start! - 9 * DAY })
        .addTo(sprint.id, sprint.start! - HOUR)
        .move('doing', start, `dev${(n % 4) + 1}`);
      if (n < stalled) during(item, start);
      else for (let at = 1; at < 9; at++) item.comment('going on', start + at * DAY, 'dev1');
      item.move('done', start + 9 * DAY + index * HOUR, `dev${(n % 4) + 1}`);
    }
  }
  return built;
}

describe(RULE, () => {
  it('detects work that stalls without a mark', () => {
    const { outcome } = working(12).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 24 });
    expect(outcome.summary).toContain('12 of 24 items in progress (50 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe(
      '7.1 working days without any event',
    );
  });

  it('is clear when work keeps moving', () => {
    expect(working(0).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('is clear when pauses are marked', () => {
    const built = working(12, (item, start) =>
      item.change('flagged', 'true', start + HOUR, 'dev1').change('flagged', null, start + 8 * DAY, 'dev1'),
    );
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.5 });
    expect(outcome.summary).toContain('12 of 12 such pauses were marked');
  });

  it('guard: activity in linked pull requests is movement', () => {
    const built = working(12);
    const request = (key: string, at: number) => ({
      id: `pr-${key}`,
      title: 'x',
      author: 'dev1',
      created: at,
      ready: at,
      merged: null,
      closed: null,
      changedLines: 10,
      labels: [],
      items: [key],
      reviews: [{ at: at + DAY, by: 'dev2' }],
      comments: 0,
      coAuthors: [],
      checks: null,
    });
    built.header = {
      pullRequests: built.items
        .slice(0, 12)
        .map((item) =>
          request(item.key, item.draft.changes.find((change) => change.to === 'doing')!.at + 4 * DAY),
        ),
    };
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: holidays do not count', () => {
    const built = working(12);
    const holidays = built.sprints.flatMap((sprint) =>
      [2, 3, 4].map((offset) => new Date(sprint.start! + offset * DAY).toISOString().slice(0, 10)),
    );
    expect(built.agree({ holidays }).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: where the board is stale a pause cannot be told from it', () => {
    const built = working(48, undefined, 8);
    const { outcome } = built.examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('updated in batches');
  });

  it('needs 20 items in progress and a history of states', () => {
    const few = team(day(84));
    for (const sprint of few.closedSprints(6))
      few
        .item()
        .addTo(sprint.id, sprint.start! - HOUR)
        .move('doing', sprint.start! + HOUR);
    expect(few.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 6 });
    const blind = working(12);
    blind.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(blind.examine(RULE).outcome).toMatchObject({ state: 'not-observable' });
  });
});
