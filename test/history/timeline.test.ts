import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/history/team-history.ts';
import { statusTimeline, valueAt } from '../../src/history/timeline.ts';
import { day, team } from '../support/team-builder.ts';

const category = { todo: 'todo', doing: 'doing', review: 'doing', done: 'done' } as const;
const statusOf = (id: string): Status => ({
  id,
  name: id,
  category: category[id as keyof typeof category] ?? 'todo',
  position: 0,
  idea: false,
  dropped: false,
});

function timelineOf(...moves: readonly (readonly [string, number])[]): ReturnType<typeof statusTimeline> {
  const item = team().item({ created: day(0) });
  for (const [status, n] of moves) item.move(status, day(n));
  return statusTimeline(item.draft, statusOf, true);
}

describe('the status timeline', () => {
  it('takes the first entry into doing as start and the last into Done as finish', () => {
    expect(timelineOf(['doing', 1], ['review', 2], ['done', 3])).toMatchObject({
      start: day(1),
      finish: day(3),
    });
    expect(timelineOf(['doing', 1], ['done', 2], ['doing', 3], ['done', 4])).toMatchObject({
      start: day(1),
      finish: day(4),
    });
  });

  it('resets the start once when the item goes back to to do', () => {
    expect(timelineOf(['doing', 1], ['todo', 2], ['doing', 3])).toMatchObject({ start: day(3) });
    expect(timelineOf(['doing', 1], ['todo', 2], ['doing', 3], ['todo', 4], ['doing', 5])).toMatchObject({
      start: day(3),
    });
  });

  it('knows no start for a flow that skips doing, and no finish for an open item', () => {
    expect(timelineOf(['done', 2])).toMatchObject({ start: null, finish: day(2) });
    expect(timelineOf(['doing', 1])).toMatchObject({ finish: null });
  });

  it('takes the stated completion where changes are not recorded', () => {
    const item = team().item({ status: 'done', finished: day(9) }).draft;
    expect(statusTimeline(item, statusOf, false)).toMatchObject({ start: null, finish: day(9), moves: [] });
  });
});

describe('a value at a past time', () => {
  const changes = [
    { at: 10, by: null, field: 'priority', from: 'Low', to: 'High' },
    { at: 20, by: null, field: 'priority', from: 'High', to: 'Medium' },
  ] as const;

  it('is what the last change before set, or what the first later one started from', () => {
    expect(valueAt(changes, 5, 'Medium')).toBe('Low');
    expect(valueAt(changes, 10, 'Medium')).toBe('High');
    expect(valueAt(changes, 25, 'Medium')).toBe('Medium');
    expect(valueAt([], 5, 'Medium')).toBe('Medium');
  });
});
