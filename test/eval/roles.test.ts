import { describe, expect, it } from 'vitest';
import { roleCases } from '../../src/eval/roles/cases.ts';
import { roleTeam } from '../../src/eval/roles/history.ts';
import { calibration, measureCase } from '../../src/eval/roles/measure.ts';
import { combinedShare } from '../../src/eval/roles/section.ts';

const results = (['jira', 'github'] as const).flatMap((source) => roleCases(60, source).map(measureCase));

describe('the inference of roles on generated teams', () => {
  it('never finds one person in both roles where it is not so', () => {
    expect(combinedShare(results, ({ situation }) => situation !== 'combined')).toBe(0);
  });

  it('finds one person in both roles where the evidence is strong or moderate', () => {
    const found = combinedShare(
      results,
      (one) => one.situation === 'combined' && one.strength !== 'weak' && one.calendar,
    );
    expect(found).toBeGreaterThanOrEqual(0.9);
  });

  it('names no Product Owner where a committee or nobody acts', () => {
    const named = results
      .filter(({ one }) => one.situation === 'committee' || one.situation === 'nobody')
      .flatMap(({ roles }) => roles.filter((one) => one.role === 'product-owner' && one.verdict !== 'none'));
    expect(named).toEqual([]);
  });

  it('never states more than 0.90, and states less where less is seen', () => {
    const stated = results.flatMap(({ roles }) => roles.map((one) => one.stated ?? 0));
    expect(Math.max(...stated)).toBeLessThanOrEqual(0.9);
    const strong = calibration(results.filter(({ one }) => one.strength === 'strong'));
    const weak = calibration(results.filter(({ one }) => one.strength === 'weak'));
    const mean = (deciles: typeof strong): number =>
      deciles.reduce((sum, one) => sum + one.stated * one.cases, 0) /
      deciles.reduce((sum, one) => sum + one.cases, 0);
    expect(mean(strong)).toBeGreaterThan(mean(weak) + 0.2);
  });

  it('draws the same team for the same seed', () => {
    const one = roleCases(3, 'linear')[1];
    if (one === undefined) throw new Error('no case');
    expect(roleTeam(one)).toEqual(roleTeam(one));
  });
});
