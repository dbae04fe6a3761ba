import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/analyzers/catalogue.ts';
import { amount, measureLine } from '../../../src/reports/view/figures.ts';
import { commonMeasure, successMeasure } from '../../../src/reports/view/findings.ts';
import type { Finding } from '../../../src/reports/report.ts';
import { renderHtml } from '../../../src/reports/html.ts';
import { renderMarkdown } from '../../../src/reports/markdown.ts';
import { fixtureReport } from '../../fixtures/reports/report.ts';

function finding(rule: string, measure: Finding['measure']): Finding {
  return { rule, measure } as Finding;
}

const creep = finding('sprint-scope-creep', { value: 0.36, threshold: 0.25, unit: 'ratio', sample: 5 });

describe('what is a part of a whole', () => {
  it('is shown in percent, whatever its unit is called', () => {
    expect(measureLine(creep.measure!, true)).toBe('36 %; the limit is 25 %; sample 5');
    expect(successMeasure(creep)).toBe('Below 25 % (now 36 %) at the next measurement.');
    expect(commonMeasure(creep)).toMatch(/^Below 25 % in each team/);
    const share = finding('missing-sprint-goal', {
      value: 0.5,
      threshold: 0.25,
      unit: 'share of sprints',
      sample: 6,
    });
    expect(successMeasure(share)).toContain('25 % of sprints (now 50 % of sprints)');
  });

  it('stays a number where it is none', () => {
    const spread = finding('throughput-volatility', {
      value: 0.61,
      threshold: 0.4,
      unit: 'ratio',
      sample: 6,
    });
    expect(successMeasure(spread)).toBe('At or below 0.4 (now 0.61) at the next measurement.');
    expect(amount(1, 'people')).toBe('1 person');
    expect(amount(0.36, 'ratio')).toBe('0.36');
  });

  it('is said of every rule: a limit below 1 without percent is a ratio of two different things', () => {
    const bare = CATALOGUE.filter(
      ({ primary: { threshold, unit, inPercent } }) =>
        threshold > 0 && threshold < 1 && inPercent !== true && !unit.startsWith('share of '),
    );
    expect(bare.map(({ id }) => id)).toEqual(['throughput-volatility']);
  });

  it('is so for experiments too, in every format', () => {
    const report = fixtureReport('weekly');
    expect(renderMarkdown(report)).toContain('31 %');
    expect(renderMarkdown(report)).not.toMatch(/0\.31/);
    expect(renderHtml(report).replace(/<[^>]+>/g, ' ')).not.toMatch(/\b0\.31\b/);
  });
});
