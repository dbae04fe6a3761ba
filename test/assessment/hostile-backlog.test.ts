import { expect, it } from 'vitest';
import { assessTeam } from '../../src/assessment/assess.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { nearTeam } from '../support/near-items.ts';

const HOSTILE = [
  { title: '', description: null },
  { title: '   ', description: '' },
  { title: 'Long', description: 'shoppers and (carts, '.repeat(50_000) },
  { title: '🚀🔥👩‍👩‍👧', description: '🎉'.repeat(500) },
  { title: 'כמשתמש אני רוצה לשלם', description: '\u202eمرحبا بالعالم\u202c' },
  { title: 'Code', description: '```\nfor (;;) {}\n```\n{code}\nx\n' },
  { title: 'As a <role>, I want <goal>, so that <benefit>', description: 'Given …\nWhen …\nThen …' },
];

it('hostile texts in one history are scored with finite figures', { timeout: 30_000 }, () => {
  const backlog = Array.from({ length: 28 }, (_, index) => HOSTILE[index % HOSTILE.length] ?? {});
  const history = nearTeam(backlog).history();
  const { report } = assessTeam({
    name: 'Hostile',
    history,
    agreements: NO_AGREEMENTS,
    asOf: history.readAt,
    settings: {},
    suppressions: [],
    experiments: [],
    pastRuns: [],
    neighbours: [],
  });
  const { score, parts, items } = report.backlog;
  expect(items.length).toBeGreaterThan(0);
  for (const figure of [score, ...Object.values(parts), ...items.map(({ readiness }) => readiness)])
    if (figure !== null) expect(Number.isFinite(figure)).toBe(true);
});
