import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreRole, type SignalSessions } from '../../src/roles/score.ts';
import { SIGNALS } from '../../src/roles/signals.ts';

const [orders, , writes] = SIGNALS['product-owner'];
const TEAM = ['ana', 'ben', 'cem', 'dia', 'eva', 'flo'];

function sessions(
  signal: SignalSessions['signal'],
  counts: Record<string, number>,
  observable = true,
): SignalSessions {
  const list = Object.entries(counts).flatMap(([person, n]) =>
    Array.from({ length: n }, (_, index) => ({ person, week: index % 12 })),
  );
  return { signal, observable, sessions: list };
}

describe('score of a role (rules §2.2)', () => {
  it('is the smoothed, saturated, weighted share', () => {
    const scores = scoreRole(
      [sessions(orders, { ana: 12 }), sessions(writes, { ana: 5, ben: 5 })],
      TEAM,
      12,
      'seed',
    );
    const order = 0.3 * 1;
    const write = 0.2 * (10 / 20);
    const share = (own: number, all: number): number => (own + 5 / 6) / (all + 5);
    expect(scores[0]?.person).toBe('ana');
    expect(scores[0]?.score).toBeCloseTo(
      (order * share(12, 12) + write * share(5, 10)) / (order + write),
      10,
    );
    expect(scores.find((one) => one.person === 'ben')?.score).toBeCloseTo(
      (order * share(0, 12) + write * share(5, 10)) / (order + write),
      10,
    );
    expect(scores[0]?.evidence).toBeCloseTo((order + write) / (0.3 + 0.2), 10);
  });

  it('drops a signal that the source cannot record from the score and keeps it in the evidence', () => {
    const seen = scoreRole([sessions(writes, { ana: 20 })], TEAM, 12, 'seed');
    const dropped = scoreRole([sessions(writes, { ana: 20 }), sessions(orders, {}, false)], TEAM, 12, 'seed');
    expect(dropped[0]?.score).toBeCloseTo(seen[0]?.score ?? 0, 10);
    expect(dropped[0]?.evidence).toBeCloseTo(0.4, 10);
    expect(dropped[0]?.confidence).toBeLessThan(seen[0]?.confidence ?? 0);
  });

  it('is never more certain than 0.9, and gives nobody confidence where two share the work', () => {
    const clear = scoreRole([sessions(orders, { ana: 60 })], TEAM, 12, 'seed');
    expect(clear[0]?.confidence).toBe(0.9);
    const shared = scoreRole([sessions(orders, { ana: 30, ben: 30 })], TEAM, 12, 'seed');
    expect(shared.map((one) => one.confidence)).toEqual(shared.map(() => 0));
  });

  it('gives nothing for nobody, and low stability where a single week decides', () => {
    expect(scoreRole([], [], 12, 'seed')).toEqual([]);
    const once = {
      signal: orders,
      observable: true,
      sessions: [
        ...Array.from({ length: 8 }, () => ({ person: 'ana', week: 3 })),
        ...Array.from({ length: 6 }, (_, week) => ({ person: 'ben', week })),
      ],
    };
    expect(scoreRole([once], TEAM, 12, 'seed').find((one) => one.person === 'ana')?.stability).toBeLessThan(
      0.75,
    );
  });

  it('keeps its bounds and does not depend on the order of the input', () => {
    const session = fc.record({
      person: fc.constantFrom(...TEAM, 'outsider'),
      week: fc.integer({ min: 0, max: 11 }),
    });
    fc.assert(
      fc.property(
        fc.array(session, { maxLength: 60 }),
        fc.array(session, { maxLength: 60 }),
        (first, second) => {
          const input = [
            { signal: orders, observable: true, sessions: first },
            { signal: writes, observable: true, sessions: second },
          ];
          const scores = scoreRole(input, TEAM, 12, 'seed');
          const reversed = scoreRole(
            input.map((one) => ({ ...one, sessions: [...one.sessions].reverse() })),
            [...TEAM].reverse(),
            12,
            'seed',
          );
          expect(reversed).toEqual(scores);
          const sum = scores.reduce((total, one) => total + one.score, 0);
          expect(sum).toBeLessThanOrEqual(1 + 1e-9);
          expect(scores.reduce((total, one) => total + one.stability, 0)).toBeLessThanOrEqual(1 + 1e-9);
          for (const one of scores) {
            expect(one.score).toBeGreaterThanOrEqual(0);
            expect(one.confidence).toBeGreaterThanOrEqual(0);
            expect(one.confidence).toBeLessThanOrEqual(0.9);
          }
          expect(scores.filter((one) => one.confidence > 0).length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
