import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapseSessions, SESSION_GAP } from '../../src/history/sessions.ts';

const event = fc.record({
  at: fc.integer({ min: 0, max: 200 }).map((minute) => minute * 60_000),
  by: fc.constantFrom('a', 'b', null),
  what: fc.integer(),
});

describe('sessions', () => {
  it('joins events of one actor within ten minutes of the one before', () => {
    const minutes = [0, 9, 19, 30, 31];
    const sessions = collapseSessions(
      minutes.map((minute) => ({ at: minute * 60_000, by: 'a', what: minute })),
    );
    expect(sessions.map((session) => session.events)).toEqual([
      [0, 9, 19],
      [30, 31],
    ]);
  });

  it('keeps actors apart even when they take turns', () => {
    const sessions = collapseSessions(
      [0, 1, 2, 3].map((minute) => ({ at: minute * 60_000, by: minute % 2 === 0 ? 'a' : 'b', what: minute })),
    );
    expect(sessions.map(({ by, events }) => [by, events])).toEqual([
      ['a', [0, 2]],
      ['b', [1, 3]],
    ]);
  });

  it('loses no event, whatever the order of the input', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const sessions = collapseSessions(events);
        expect(sessions.reduce((sum, session) => sum + session.events.length, 0)).toBe(events.length);
        const times = (list: typeof sessions): unknown =>
          list.map(({ by, from, to, events: inside }) => [by, from, to, inside.length]);
        expect(times(collapseSessions([...events].reverse()))).toEqual(times(sessions));
        for (const a of sessions)
          for (const b of sessions)
            if (a !== b && a.by === b.by && a.to <= b.from)
              expect(b.from - a.to).toBeGreaterThan(SESSION_GAP);
      }),
    );
  });
});
