import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { drawCharts } from '../../src/reports/charts/draw.ts';
import { renderCsv, renderRecommendationsCsv } from '../../src/reports/csv.ts';
import { renderHtml } from '../../src/reports/html.ts';
import { renderJson } from '../../src/reports/json.ts';
import { renderMarkdown } from '../../src/reports/markdown.ts';
import type { Report, ReportKind } from '../../src/reports/report.ts';
import { templates } from '../../src/reports/templates.ts';
import { renderTerminal } from '../../src/reports/terminal.ts';
import { showFirstTo } from '../../src/reports/view/words.ts';
import { hostileReport } from '../fixtures/reports/hostile.ts';
import { withPoints } from '../fixtures/reports/many.ts';
import { auditTeams, blank, finding, fixtureReport, harbour } from '../fixtures/reports/report.ts';

const KINDS: ReportKind[] = ['weekly', 'audit', 'backlog'];
const reportOf = (kind: ReportKind): Report =>
  fixtureReport(kind, kind === 'audit' ? auditTeams() : [harbour()]);

const schema = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe('golden reports', () => {
  it.each(KINDS)('%s stays as it is', async (kind) => {
    const report = reportOf(kind);
    const charts = await drawCharts(report);
    const golden = `../golden/reports/${kind}`;
    await expect(renderJson(report)).toMatchFileSnapshot(`${golden}.json`);
    await expect(renderMarkdown(report, { charts })).toMatchFileSnapshot(`${golden}.md`);
    await expect(withoutAssets(renderHtml(report, { charts }))).toMatchFileSnapshot(`${golden}.html`);
    await expect(renderTerminal(report, { width: 90 })).toMatchFileSnapshot(`${golden}.txt`);
    await expect(renderCsv(report).findings).toMatchFileSnapshot(`${golden}.findings.csv`);
    await expect(renderCsv(report).items).toMatchFileSnapshot(`${golden}.items.csv`);
  });

  it('recommendations of the audit stay as they are', async () => {
    await expect(renderRecommendationsCsv(reportOf('audit'))).toMatchFileSnapshot(
      '../golden/reports/audit.recommendations.csv',
    );
  });

  it('are valid documents', () => {
    for (const kind of KINDS)
      expect(validate(reportOf(kind)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });
});

describe('every format', () => {
  it.each(KINDS)('of a %s report is the same twice', async (kind) => {
    const report = reportOf(kind);
    const charts = await drawCharts(report);
    const all = () => [
      renderJson(report),
      renderMarkdown(report),
      renderHtml(report, { charts }),
      renderTerminal(report),
      JSON.stringify(renderCsv(report)),
    ];
    expect(all()).toEqual(all());
  });

  it.each(KINDS)('of a %s report begins with what could be judged, the purpose and what is kept', (kind) => {
    const report = reportOf(kind);
    for (const text of [renderMarkdown(report), renderHtml(report), renderTerminal(report)]) {
      expect(text).toContain('9 of 14 rules could be judged');
      expect(text).toContain('For the team’s own retrospective');
      expect(text.indexOf('9 of 14 rules')).toBeLessThan(text.search(/Sprints run without|HRB-417/));
    }
    for (const text of [renderMarkdown(report), renderHtml(report)]) {
      expect(text).toContain('400 days');
      expect(text).toContain('388 items');
    }
  });

  it('says for every finding what, evidence, why, a question, a step and the owner', () => {
    const report = fixtureReport();
    const detected = report.teams[0]!.findings.filter((f) => f.state === 'detected');
    const html = renderHtml(report);
    for (const f of detected) {
      const article =
        html.split('<article').find((part) => part.includes(`hatcheck explain ${f.rule}`)) ?? '';
      for (const text of [
        f.title,
        f.coaching!.question,
        f.coaching!.next,
        'Owner: the',
        'Why it matters',
        'What we saw',
        `${f.evidence[0]!.key}`,
      ]) {
        expect(article, `${f.rule}: ${text}`).toContain(text);
      }
    }
  });

  it('marks findings about a role to be shown to its holder first', () => {
    expect(showFirstTo('delayed-acceptance')).toBe('the Product Owner');
    expect(showFirstTo('impediment-ageing')).toBe('the Scrum Master');
    expect(showFirstTo('combined-product-owner-scrum-master')).toBe('the people who hold the two roles');
    expect(showFirstTo('sprint-scope-creep')).toBeNull();
    for (const text of [
      renderMarkdown(fixtureReport()),
      renderHtml(fixtureReport()),
      renderTerminal(fixtureReport()),
    ]) {
      expect(text).toContain('Show this to the Scrum Master first');
    }
  });

  it('stands with a team without finding, with everything unseen, and on a document of only the contract', () => {
    const quiet = {
      ...harbour(),
      findings: harbour().findings.filter((f) => f.state === 'clear'),
      experiments: [],
      actToday: [],
    };
    const { series: _, ...bare } = harbour();
    for (const team of [quiet, blank('Lantern'), bare as never]) {
      for (const kind of KINDS) {
        const report = fixtureReport(kind, [team]);
        expect(renderHtml(report)).toContain('</html>');
        expect(renderMarkdown(report).length).toBeGreaterThan(400);
        expect(renderTerminal(report).length).toBeGreaterThan(200);
        renderCsv(report);
      }
    }
  });

  it('takes findings of every rule of the catalogue in every state', () => {
    const states = ['detected', 'clear', 'insufficient-sample', 'not-observable', 'suppressed'] as const;
    for (const state of states) {
      const findings = CATALOGUE.map((rule) =>
        finding({
          rule: rule.id,
          state,
          severity: rule.severity,
          accountability: 'developers',
          title: rule.title.detected,
          summary: 'x',
          measure: { value: null, threshold: 1, unit: 'items', sample: 0 },
        }),
      );
      const report = fixtureReport('audit', [
        { ...harbour(), findings },
        { ...harbour(), name: 'Zeta', findings },
      ]);
      expect(renderHtml(report)).toContain('Zeta');
      renderMarkdown(report);
    }
  });

  it('gives 200 teams a page each reader can open', () => {
    const teams = Array.from({ length: 200 }, (_, i) => ({ ...harbour(), name: `Team ${i}` }));
    for (const kind of KINDS) {
      const html = renderHtml(fixtureReport(kind, teams));
      expect(html).toContain('Team 199');
      expect(new Set(html.match(/ id="[^"]+"/g)).size).toBe(html.match(/ id="[^"]+"/g)?.length);
    }
  });

  it('keeps ids unique where team names come out the same', () => {
    const teams = ['A b', 'a-B', '支付', 'שלום', 'team'].map((name) => ({ ...harbour(), name }));
    const html = renderHtml(fixtureReport('weekly', teams));
    expect(new Set(html.match(/ id="[^"]+"/g)).size).toBe(html.match(/ id="[^"]+"/g)?.length);
  });
});

describe('the audit', () => {
  const view = renderHtml(reportOf('audit'));

  it('lists teams in alphabetical order whatever the order of the document', () => {
    const order = [...view.matchAll(/<tr><th scope="row"><a href="#([a-z]+)">/g)].map((match) => match[1]);
    expect(order).toEqual(['harbour', 'lantern', 'quay']);
  });

  it('has words only in the table, and no number beside a team', () => {
    const table = view.slice(
      view.indexOf('<table class="matrix">'),
      view.indexOf('</table>', view.indexOf('<table class="matrix">')),
    );
    const cells = [...table.matchAll(/<td>(.*?)<\/td>/g)].map((match) =>
      (match[1] ?? '').replace(/<[^>]+>/g, '').replace(/^\S+ /, ''),
    );
    expect(cells).toHaveLength(33);
    expect(new Set(cells)).toEqual(new Set(['seen', 'partly', 'not seen', 'cannot tell']));
    expect(table.replace(/<[^>]+>/g, '')).not.toMatch(/\d/);
  });

  it('gives no figure of one team beside that of another', () => {
    const [, row] = renderRecommendationsCsv(reportOf('audit')).split('\r\n').slice(1);
    expect(row).toContain('Harbour and Quay');
    expect(row).toContain('in each team at the next measurement');
    expect(row).not.toContain('now 67');
  });

  it('says what could not be judged, for which teams and why', () => {
    const appendix = view.slice(view.indexOf('id="unjudged"'), view.indexOf('id="definitions"'));
    expect(appendix).toMatch(/Questions on items in work are answered in time[^]*Harbour and Quay/);
    expect(appendix).toMatch(/too little data <span class="lead">\(<bdi>Harbour and Quay/);
    const [judged] = auditTeams();
    const all = { ...judged!, findings: judged!.findings.filter((f) => f.state === 'clear') };
    expect(renderHtml(fixtureReport('audit', [all]))).toContain('Every rule could be judged for every team.');
  });

  it('stays readable for many teams: names are cut on the page and whole in the file', () => {
    const teams = Array.from({ length: 30 }, (_, i) => ({ ...harbour(), name: `Team ${i + 10}` }));
    const clean = {
      ...harbour(),
      name: 'Zeta',
      findings: harbour().findings.filter((f) => f.state === 'clear'),
    };
    const report = fixtureReport('audit', [...teams, clean]);
    const [summary] = renderHtml(report).split('id="method"');
    expect(summary).toContain('the way 31 teams work with Scrum');
    expect(summary).toContain('all 31 teams');
    expect(summary).toContain('Team 16 and 23 more');
    expect(renderRecommendationsCsv(report)).toContain('Team 38 and Team 39');
  });

  it('gives each recommendation effort, owner and success measure', () => {
    const [, ...rows] = renderRecommendationsCsv(reportOf('audit')).trim().split('\r\n');
    expect(rows).toHaveLength(5);
    for (const row of rows)
      expect(row).toMatch(/^R\d,.*(small|medium|large):? .*(the |management).*(elow|bove|measurement)/);
  });
});

describe('hostile text', () => {
  it.each(KINDS)('stays text in a %s report', (kind) => {
    const report = hostileReport(kind);
    const html = withoutAssets(renderHtml(report));
    // As text the words may stand; as an element, an address or a handler they may not.
    expect(html).not.toMatch(
      /<script>window|<img src=x|<svg|(href|src)=["']?\s*(javascript|data:text)|<[a-z][^>"]* on\w+=/i,
    );
    expect(html.match(/<script/g)).toHaveLength(2);
    const markdown = renderMarkdown(report);
    expect(markdown).not.toMatch(/@everyone|(?<!\\)\]\(javascript|<img|<script|#1 and/);
    expect(markdown.split('\n').filter((line) => line.startsWith('```'))).toEqual([]);
    const terminal = renderTerminal(report, { width: 80 });
    // eslint-disable-next-line no-control-regex
    expect(terminal).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u);
    expect(terminal).not.toMatch(/::error|##\[/);
    const csv = Object.values(renderCsv(report)).join('');
    expect(csv).not.toMatch(/(^|,)"?[=+@\t]/m);
  });

  it('cuts long titles in pages and keeps them in the document', () => {
    const report = hostileReport();
    expect(renderHtml(report)).not.toContain('x'.repeat(1000));
    expect(renderJson(report)).toContain('x'.repeat(5000));
  });
});

describe('templates', () => {
  it('throw where a value is missing, instead of printing it', () => {
    expect(() => templates('html').renderString('<%= it.nothing %>', {})).toThrow('undefined');
    expect(() => templates('md').renderString('<%= it.nothing %>', { nothing: null })).toThrow('null');
  });

  it('print raw only what other templates, fixed words or helpers made', () => {
    for (const target of ['html', 'md'] as const) {
      const folder = new URL(`../../templates/${target}/`, import.meta.url);
      for (const name of files(folder)) {
        const raw = [...readFileSync(new URL(name, folder), 'utf8').matchAll(/<%~\s*(.*?)\s*-?%>/gs)].map(
          (match) => match[1] ?? '',
        );
        for (const expression of raw) expect(expression, `${target}/${name}`).toMatch(RAW);
      }
    }
  });
});

/** What may be printed without escaping: includes, links made safe by a helper, ids, fixed words and the page's own assets. */
const RAW =
  /^(include\(|chart\(|H$|it\.(body|style|script|charts|policy|logo|id|level|h2)$|it\.link\(|picture(\.src)?$|(t|c|d|row|team|it)\.(id|rule)$|h2$|[fs]\.severity$|row\.state$|f\.rule\.replace\(\/\[\^a-z0-9-\]|edit\.items\.map\(\(item\) => it\.link\(|a\.dimensions\.map\()/;

function files(folder: URL): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.eta'));
}

/** Script, style and pictures replaced by a word: golden files hold words, never pixels or libraries. */
function withoutAssets(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '<style>…</style>')
    .replace(/(<\/script>\n)<script>.*<\/script>/s, '$1<script>…</script>')
    .replace(/sha256-[A-Za-z0-9+/=]+/, 'sha256-…')
    .replace(/data:image\/png;base64,[A-Za-z0-9+/=]+/g, 'data:…');
}

it('keeps many points out of the page', () => {
  expect(renderHtml(fixtureReport('weekly', [withPoints(10_000)])).length).toBeLessThan(900_000);
});
