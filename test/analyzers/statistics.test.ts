import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateByRecurrence } from '../../src/analyzers/shared/recurrence.ts';
import {
  kendallTau,
  kthHighest,
  median,
  normalisedEntropy,
  quantile,
  robustCv,
  shareTest,
  wilsonLower,
} from '../../src/analyzers/shared/statistics.ts';

describe('medians and quantiles', () => {
  it('agree with known values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.85)).toBeCloseTo(3.55);
    expect(Number.isNaN(median([]))).toBe(true);
  });

  it('lie inside the range and grow with q', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const [low, high] = p < q ? [p, q] : [q, p];
          expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high) + 1e-9);
          expect(quantile(values, 0)).toBe(Math.min(...values));
          expect(quantile(values, 1)).toBe(Math.max(...values));
          expect(quantile(values, 0.5)).toBeCloseTo(median(values));
        },
      ),
    );
  });
});

describe('the share test', () => {
  it('agrees with Wilson’s interval', () => {
    // 10 of 20 at z = 1.28: centre 0.5, half width 0.1376 after Wilson's correction.
    expect(wilsonLower(10, 20)).toBeCloseTo(0.3625, 3);
    expect(wilsonLower(0, 0)).toBe(0);
  });

  it('stops findings on two of three', () => {
    expect(shareTest(2, 3, 0.5)).toBe('uncertain');
    expect(shareTest(20, 30, 0.5)).toBe('over');
    expect(shareTest(9, 20, 0.5)).toBe('under');
    expect(shareTest(5, 24, 0.2)).toBe('uncertain');
  });
});

describe('Kendall’s tau', () => {
  const naive = (x: readonly number[], y: readonly number[]): number => {
    let [sum, tx, ty] = [0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [
          Math.sign((x[i] as number) - (x[j] as number)),
          Math.sign((y[i] as number) - (y[j] as number)),
        ];
        sum += a * b;
        tx += a * a;
        ty += b * b;
      }
    }
    return sum / Math.sqrt(tx * ty);
  };

  it('agrees with its definition', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, (values) => {
        const [x, y] = [values.map(([a]) => a), values.map(([, b]) => b)];
        const expected = naive(x, y);
        if (Number.isFinite(expected)) expect(kendallTau(x, y)).toBeCloseTo(expected, 9);
        else expect(Number.isNaN(kendallTau(x, y))).toBe(true);
      }),
    );
  });
});

describe('the recurrence gate', () => {
  const limits = { share: 0.5, recentHits: 2, recentSprints: 3, fullSeveritySprints: 4 };
  const gate = (hits: readonly number[]): unknown => {
    const { state, atMostMedium, share } = gateByRecurrence(hits, (hit) => hit === 1, limits);
    return [state, atMostMedium, share];
  };

  it('detects half of four or more, and two of the last three at most medium', () => {
    expect(gate([1, 1, 0, 0])).toEqual(['detected', false, 0.5]);
    expect(gate([0, 0, 0, 0, 1, 1])).toEqual(['detected', true, 1 / 3]);
    expect(gate([1, 0, 1])).toEqual(['detected', true, 2 / 3]);
    expect(gate([1, 0, 0, 0])).toEqual(['clear', false, 0.25]);
    expect(gate([])).toEqual(['clear', false, 0]);
  });
});

describe('the other families', () => {
  it('give known values', () => {
    expect(kthHighest([0.1, 0.5, 0.3], 3)).toBe(0.1);
    expect(Number.isNaN(kthHighest([1], 3))).toBe(true);
    expect(normalisedEntropy([5, 5, 5, 5])).toBeCloseTo(1);
    expect(normalisedEntropy([9])).toBe(0);
    expect(robustCv([10, 10, 10])).toBe(0);
    expect(robustCv([5, 10, 15])).toBeCloseTo(0.7413);
    expect(Number.isNaN(robustCv([0, 0, 5]))).toBe(true);
  });
});
