import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingState } from '../../src/reports/report.ts';
import { detectionSeries, runsBefore, type PastRun } from '../../src/assessment/runs.ts';

const seriesOf = (runs: readonly PastRun[], rule: string, asOf: number) =>
  detectionSeries(runsBefore(runs, asOf), rule, asOf);

function run(asOf: number, state: FindingState | null): PastRun {
  const findings = state === null ? [] : [{ rule: 'r', state, severity: 'low' as const, value: null }];
  return { asOf, score: null, parts: null, findings };
}

describe('the unbroken series of detections', () => {
  it('starts with this run when there is none before', () => {
    expect(seriesOf([], 'r', 10)).toEqual({ firstDetected: 10, runs: 1 });
  });

  it.each<[FindingState | null]>([['clear'], ['insufficient-sample'], ['not-observable'], [null]])(
    'is ended by %s',
    (state) => {
      const past = [run(1, 'detected'), run(2, state), run(3, 'detected')];
      expect(seriesOf(past, 'r', 4)).toEqual({ firstDetected: 3, runs: 2 });
    },
  );

  it('goes on while the finding is suppressed', () => {
    expect(seriesOf([run(1, 'detected'), run(2, 'suppressed')], 'r', 3)).toEqual({
      firstDetected: 1,
      runs: 3,
    });
  });

  it('ignores this and later runs: a report of the past does not know the future', () => {
    expect(seriesOf([run(1, 'detected'), run(5, 'detected'), run(9, 'clear')], 'r', 5)).toEqual({
      firstDetected: 1,
      runs: 2,
    });
  });

  it('does not depend on the order in which the runs are given', () => {
    const states = fc.constantFrom<FindingState>('detected', 'clear', 'suppressed', 'not-observable');
    const runs = fc.uniqueArray(fc.tuple(fc.nat(50), states), { selector: ([at]) => at });
    fc.assert(
      fc.property(runs, fc.nat(50), (list, asOf) => {
        const past = list.map(([at, state]) => run(at, state));
        const result = seriesOf(past, 'r', asOf);
        expect(seriesOf([...past].reverse(), 'r', asOf)).toEqual(result);
        const between = past.filter((each) => each.asOf >= result.firstDetected && each.asOf < asOf);
        expect(between).toHaveLength(result.runs - 1);
        expect(
          between.every((each) => ['detected', 'suppressed'].includes(each.findings[0]?.state ?? '')),
        ).toBe(true);
      }),
    );
  });
});
