import { describe, expect, it } from 'vitest';
import { assessTeam } from '../../src/assessment/assess.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import type { Experiment } from '../../src/reports/report.ts';
import { demoTeam } from '../../src/sample/demo-team.ts';

const { history, agreements } = demoTeam();

function experimentsOf(of: TeamHistory): Experiment[] {
  return assessTeam({
    name: 'Checkout',
    history: of,
    agreements: { ...NO_AGREEMENTS, ...agreements },
    asOf: of.readAt,
    settings: {},
    suppressions: [],
    experiments: [],
    pastRuns: [],
    neighbours: [],
  }).report.experiments;
}

describe('improvement items as experiments', () => {
  const plain = experimentsOf(history);

  it('are the newest that were begun, five at most, each an item of the team', () => {
    expect(plain.length).toBeGreaterThan(0);
    expect(plain.length).toBeLessThanOrEqual(5);
    for (const experiment of plain) {
      expect(experiment.text).toMatch(/^CHK-\d+: \S/);
      expect(experiment.from).not.toBeNull();
      if (experiment.rule === null) expect(experiment).toMatchObject({ before: null, after: null });
      if (experiment.until !== null) expect(experiment.until >= experiment.from!).toBe(true);
    }
  });

  it('show the sample team one that is measured: the limit for work in progress moved it', () => {
    const measured = plain.filter(({ rule }) => rule !== null);
    expect(measured).toMatchObject([{ rule: 'excessive-work-in-progress' }]);
    expect(measured[0]?.text).toContain('Set a limit for items in progress');
    expect(measured[0]?.before).toBeGreaterThan(0);
    expect(measured[0]?.after).not.toBe(measured[0]?.before);
  });

  it('are measured by the rule whose name they carry as a label', () => {
    const key = plain[0]!.text.split(':')[0];
    const labelled: TeamHistory = {
      ...history,
      items: history.items.map((item) =>
        item.key === key ? { ...item, labels: [...item.labels, 'sprint-scope-creep'] } : item,
      ),
    };
    const [measured] = experimentsOf(labelled);
    expect(measured).toMatchObject({ rule: 'sprint-scope-creep', text: plain[0]!.text });
    expect(measured!.before).toBeGreaterThan(0);
    expect(measured!.after).toBeGreaterThan(0);
  });
});
