import { beforeAll, describe, expect, it } from 'vitest';
import { call, folder, put } from '../commands/support.ts';
import { cases } from './cases.ts';
import { history, type Json } from './kit.ts';

/** Every team of one configuration is one smallest history; what is expected is taken from `rules.md`. */

let teams: Json[];
let table: Map<string, Json>;

beforeAll(async () => {
  const cwd = folder();
  const lines = cases.map((one, index) => {
    put(cwd, `${index}.json`, JSON.stringify(history(one.plan)));
    const config = one.config === undefined ? '' : `\n    ${one.config}`;
    return `  - name: T${index}\n    tracker: { kind: file, path: ./${index}.json }${config}\n`;
  });
  put(cwd, 'hatcheck.yaml', `teams:\n${lines.join('')}`);
  const outcome = await call(['check', '--json'], { cwd });
  expect(outcome.code, outcome.stdout.slice(0, 2000)).toBe(0);
  teams = (JSON.parse(outcome.stdout) as { teams: Json[] }).teams;
  const rules = await call(['rules', '--json'], { cwd });
  const listed = JSON.parse(rules.stdout) as Json[] | { rules: Json[] };
  table = new Map((Array.isArray(listed) ? listed : listed.rules).map((rule) => [String(rule['id']), rule]));
}, 60_000);

describe.each([...new Set(cases.map((one) => one.rule))])('%s', (rule) => {
  const mine = cases.map((one, index) => ({ ...one, index })).filter((one) => one.rule === rule);
  it.each(mine)('$name', ({ index, expected }) => {
    const found = (teams[index]?.['findings'] as Json[]).find((finding) => finding['rule'] === rule) as Json;
    expect(found, `${found['summary']}`).toMatchObject(expected);
    expect(table.has(rule)).toBe(true);
    const listed = table.get(rule)?.['severity'];
    if (found['state'] !== 'detected') {
      expect(found).toMatchObject({
        severity: listed,
        coaching: null,
        evidence: [],
        evidenceTotal: 0,
        firstDetected: null,
        runs: 0,
      });
      return;
    }
    expect(found['evidence']).not.toHaveLength(0);
    expect((found['evidence'] as Json[]).length).toBeLessThanOrEqual(20);
    expect(found['evidenceTotal']).toBeGreaterThanOrEqual((found['evidence'] as Json[]).length);
    expect(found['coaching']).not.toBeNull();
    expect(found['runs']).toBe(1);
  });
});
