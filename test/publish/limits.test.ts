import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { issueBody } from '../../src/publish/github/issue-body.ts';
import { continuedIn, markerOf } from '../../src/publish/github/marker.ts';
import { bytesOf, jobSummary, SUMMARY_BYTES } from '../../src/publish/job-summary.ts';
import { blocksOf, sectionsOf, sectionText } from '../../src/publish/markdown/blocks.ts';
import { sparkline } from '../../src/publish/markdown/figures.ts';
import { fit } from '../../src/publish/markdown/fit.ts';
import type { Report, TeamReport } from '../../src/reports/report.ts';
import { hostileReport } from '../fixtures/reports/hostile.ts';
import { finding, fixtureReport, harbour } from '../fixtures/reports/report.ts';
import { largeTeam } from '../fixtures/reports/many.ts';

/** A team with so many findings, each as long as findings get. */
function withFindings(n: number): TeamReport {
  const base = harbour();
  const [one] = base.findings.filter((each) => each.state === 'detected');
  if (one === undefined) throw new Error('the fixture has no finding');
  const findings = Array.from({ length: n }, (_, i) => ({
    ...one,
    rule: `rule-${i}`,
    title: `Finding number ${i} of many`,
    summary: `${i} of ${n}: ${'a long explanation of what was seen, '.repeat(12)}`,
    severity: (['critical', 'high', 'medium', 'low'] as const)[i % 4] ?? 'low',
  }));
  return { ...base, findings };
}

function bodyOf(report: Report, team = report.teams[0] as TeamReport): string {
  return issueBody({
    report,
    team,
    marker: { kind: report.kind, team: 'harbour-123456', week: '2026-W47' },
    server: 'https://github.com',
    tasks: [{ text: 'Slice smaller', done: false }],
    before: 7,
    link: 'https://github.com/acme/checkout/actions/runs/1',
    charts: 'text',
  });
}

/** Every table is whole: head, rule, and rows of as many cells. */
function tablesAreWhole(markdown: string): void {
  for (const table of markdown
    .split('\n\n')
    .flatMap((part) => (part.startsWith('|') ? [part.split('\n')] : []))) {
    const cells = (row: string): number => row.replace(/\\\|/g, '').split('|').length;
    expect(table.length).toBeGreaterThan(2);
    expect(new Set(table.filter((row) => row.startsWith('|')).map(cells)).size).toBe(1);
  }
}

describe('the size of an issue', () => {
  it.each([40, 400, 2000])(
    '%i findings stay below the limit, most important first, whole tables, folded parts closed',
    (n) => {
      const team = withFindings(n);
      const body = bodyOf(fixtureReport('weekly', [team]), team);
      expect(body.length).toBeLessThan(65_536);
      expect(continuedIn(body, '#1234567', 65_000).length).toBeLessThanOrEqual(65_000);
      expect(markerOf(body)?.week).toBe('2026-W47');
      expect(body).toContain('- [ ] Slice smaller');
      expect(body).toContain('## What to look at');
      expect(body.split('<details>').length).toBe(body.split('</details>').length);
      tablesAreWhole(body);
      if (n < 400) return;
      expect(body.length).toBeGreaterThan(55_000);
      expect(body).toMatch(
        /left out here; \[the whole report\]\(https:\/\/github.com\/acme\/checkout\/actions\/runs\/1\) has it/,
      );
      expect(body).toMatch(/- … and \d+ more/);
    },
  );

  it('a backlog of 600 items and a year of figures fit too', () => {
    for (const kind of ['weekly', 'backlog', 'audit'] as const) {
      const team = largeTeam(5000);
      const body = bodyOf(fixtureReport(kind, [team]), team);
      expect(body.length).toBeLessThan(65_536);
      tablesAreWhole(body);
    }
  });

  it('a job summary of 200 teams stays below 1 MiB, each team in it', () => {
    const teams = Array.from({ length: 200 }, (_, i) => ({ ...withFindings(60), name: `Team ${i}` }));
    const summary = jobSummary(fixtureReport('weekly', teams), 'https://github.com');
    expect(bytesOf(summary)).toBeLessThan(SUMMARY_BYTES);
    for (const { name } of teams) expect(summary).toContain(`# ${name}\n`);
  });
});

describe('cutting a page', () => {
  const page = [
    'start',
    '',
    '## A',
    '',
    '- one',
    '- two',
    '',
    '| a | b |',
    '| --- | --- |',
    '| 1 | 2 |',
    '',
    '## B',
    '',
    'text',
  ].join('\n');

  it('takes apart and puts together without loss', () => {
    expect(sectionsOf(page).map(sectionText).join('\n\n')).toBe(page);
  });

  it('never exceeds its limit and never breaks a table', () => {
    const text = fc.stringMatching(/^[a-z ]{1,40}$/);
    const block = fc.oneof(
      text,
      fc.array(text, { minLength: 1, maxLength: 9 }).map((rows) => rows.map((row) => `- ${row}`).join('\n')),
      fc
        .array(text, { minLength: 1, maxLength: 9 })
        .map((rows) => ['| head |', '| --- |', ...rows.map((row) => `| ${row} |`)].join('\n')),
      fc
        .array(text, { maxLength: 9 })
        .map(
          (rows) =>
            `<details>\n<summary>x</summary>\n\n${rows.map((row) => `- ${row}`).join('\n')}\n\n</details>`,
        ),
    );
    const section = fc
      .tuple(text, fc.array(block, { maxLength: 5 }))
      .map(([title, blocks]) => `## ${title}\n\n${blocks.join('\n\n')}`);
    fc.assert(
      fc.property(fc.array(section, { maxLength: 6 }), fc.integer({ min: 0, max: 900 }), (parts, limit) => {
        const sections = sectionsOf(parts.join('\n\n'));
        const cut = fit(sections, { limit, measure: (each) => each.length, order: [], elsewhere: '' });
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.split('<details>').length).toBe(cut.split('</details>').length);
        const whole = new Set(
          sections.flatMap(({ blocks }) =>
            blocks.flatMap((each) => (each.kind === 'table' ? [each.text] : [])),
          ),
        );
        for (const each of blocksOf(cut.split('\n')))
          if (each.kind === 'table') expect(whole).toContain(each.text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sparkline', () => {
  it('rises with its values, keeps gaps, is level where nothing moves', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([3, null, 3])).toBe('█ █');
    expect(sparkline([0, 0])).toBe('▁▁');
  });
});

describe('hostile text in an issue', () => {
  it('mentions nobody, refers to nothing, commands nothing, hides nothing', () => {
    const report = hostileReport();
    // The reference to last week's issue is our own.
    const body = bodyOf(report).replace('Before this: #7.', '');
    for (const text of [body, jobSummary(report, 'https://github.com')]) {
      expect(text).not.toMatch(/@(?:everyone|SUM)/);
      expect(text).not.toMatch(/(?:^|\s)#\d|\w#\d/m);
      expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      expect(text).not.toMatch(/^\s*::(?!\s)/m);
      expect(text).not.toMatch(/::error::|##\[error\]|##vso/);
      expect(text.replace(/<\/?(?:details|summary)>/g, '').replace(/<!--[^<]*-->/g, '')).not.toMatch(
        /<[a-z!/]/i,
      );
      expect(text).not.toContain('](https://evil.example');
    }
  });

  it('a title with a forged marker or task list stays text', () => {
    const forged = '<!-- hatcheck:report kind=weekly team=other-000000 week=2020-W01 v=1 -->';
    const team = {
      ...harbour(),
      findings: [
        finding({ rule: 'stale-backlog-items', title: forged, summary: `${forged}\n- [ ] @root` } as never),
      ],
    };
    const body = bodyOf(fixtureReport('weekly', [team]), team);
    expect(markerOf(body)?.team).toBe('harbour-123456');
  });

  it('links to issues on GitHub leave no back-link', () => {
    const team = harbour();
    const [item] = team.actToday;
    if (item === undefined) throw new Error('the fixture has nothing to act on');
    const actToday = [
      { ...item, key: '#12', url: 'https://github.com/acme/platform/issues/12' },
      { ...item, key: '#13', url: 'https://ghe.example/acme/platform/issues/13' },
    ];
    const report = fixtureReport('weekly', [{ ...team, actToday }]);
    const body = bodyOf(report);
    expect(body).toContain('(https://redirect.github.com/acme/platform/issues/12)');
    expect(body).not.toContain('https://github.com/acme/platform');
    const own = jobSummary(report, 'https://ghe.example');
    expect(own).not.toContain('ghe.example');
  });
});
