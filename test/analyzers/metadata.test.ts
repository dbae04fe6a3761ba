import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GROUPS } from '../../src/analyzers/analyzer.ts';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { FACTS, inCatalogueOrder } from '../../src/history/reasons.ts';

const TABLE = '../shared/design/rules-table.json';

interface Row {
  id: string;
  code: string;
  group: string;
  title: object;
  severity: string;
  tier: string;
  accountability: string;
  coachingOwner: string;
  recurrenceGated: boolean;
  primary: { name: string; threshold: number; unit: string; direction: string };
  thresholds: Record<string, number>;
  minSample: object;
  shareTest: boolean;
  reasons: string[];
  needs: string[];
  observable: object;
  window: string;
}

describe('the catalogue', () => {
  it('holds 88 rules in the order of their codes, each in the folder of its group', () => {
    expect(CATALOGUE).toHaveLength(88);
    const order = 'ABCDEFHIJKL';
    const rank = (code: string): number => order.indexOf(code.charAt(0)) * 100 + Number(code.slice(1));
    const codes = CATALOGUE.map((rule) => rule.code);
    expect([...codes].sort((a, b) => rank(a) - rank(b))).toEqual(codes);
    for (const rule of CATALOGUE) {
      expect(GROUPS[rule.group].letter, rule.id).toBe(rule.code.charAt(0));
      expect(existsSync(`src/analyzers/${rule.group}/${rule.id}.ts`), rule.id).toBe(true);
    }
  });

  it('has a file of examples for every rule', () => {
    const tests = new Set(readdirSync('test/analyzers', { recursive: true }).map(String));
    const missing = CATALOGUE.filter((rule) => !tests.has(`${rule.group}/${rule.id}.test.ts`)).map(
      (rule) => rule.id,
    );
    expect(missing).toEqual([]);
  });

  it.each(CATALOGUE.map((rule) => [rule.id, rule] as const))('%s has its words and sources', (_, rule) => {
    for (const text of [
      rule.what,
      rule.why,
      rule.logic,
      rule.coaching.question,
      rule.coaching.next,
      ...rule.guards,
      ...rule.references,
    ]) {
      expect(text.trim().length).toBeGreaterThan(5);
    }
    expect(rule.references.length).toBeGreaterThan(0);
    expect(inCatalogueOrder(rule.reasons)).toEqual(rule.reasons);
    for (const need of rule.needs) expect(FACTS).toContain(need);
    for (const fact of rule.requires) expect(rule.needs).toContain(fact);
    const shown = [
      rule.what,
      rule.why,
      rule.logic,
      rule.coaching.question,
      rule.coaching.next,
      ...rule.guards,
    ].join(' ');
    expect(shown).not.toMatch(/\b(?:PO|SM|AC|DoD|DoR|WIP|PBIs?)\b|SCAFFOLD|≥|≤|→|τ|[|][CKD][|]/);
  });

  it.skipIf(!existsSync(TABLE))('agrees with the rule table', () => {
    const rows = JSON.parse(readFileSync(TABLE, 'utf8')) as Row[];
    const own = CATALOGUE.map((rule) => ({
      id: rule.id,
      code: rule.code,
      group: rule.group,
      title: rule.title,
      severity: rule.severity,
      tier: rule.tier,
      accountability: GROUPS[rule.group].accountability,
      coachingOwner: rule.coachingOwner,
      recurrenceGated: rule.recurrenceGated,
      primary: {
        name: rule.primary.name,
        threshold: rule.primary.threshold,
        unit: rule.primary.unit,
        direction: rule.primary.direction,
      },
      thresholds: Object.fromEntries(
        Object.entries(rule.thresholds).map(([name, threshold]) => [name, threshold.default]),
      ),
      minSample: rule.minSample,
      shareTest: rule.shareTest,
      reasons: rule.reasons,
      needs: rule.needs,
      observable: rule.observable,
      window: rule.window,
    }));
    const expected = rows.map(
      ({
        id,
        code,
        group,
        title,
        severity,
        tier,
        accountability,
        coachingOwner,
        recurrenceGated,
        primary,
        thresholds,
        minSample,
        shareTest,
        reasons,
        needs,
        observable,
        window,
      }) => ({
        id,
        code,
        group,
        title,
        severity,
        tier,
        accountability,
        coachingOwner,
        recurrenceGated,
        primary,
        thresholds,
        minSample,
        shareTest,
        reasons,
        needs,
        observable,
        window,
      }),
    );
    expect(own).toEqual(expected);
  });
});
