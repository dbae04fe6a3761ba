/**
 * Reports: the weekly report of a large team and the audit of many teams, with all their charts.
 * Run by `npm run bench -- reports`.
 */
import { join } from 'node:path';
import { bundle, measured, withFolder } from './shared.mjs';

export const name = 'reports';
export const title = 'Reports with all their charts';
export const about =
  'The report documents are made up (`test/fixtures/reports/many.ts`): a team of 10,000 done and open items with every chart drawn as PNG and live, and 50 such teams of 400 items. Measured is everything beyond the analysis, in a process of its own: drawing, rendering, writing html, md and json (the audit: csv as well, and one page per team).';

const MODULES = ['src/reports/index.ts', 'test/fixtures/reports/many.ts', 'test/fixtures/reports/report.ts'];

export async function run({ quick, say }) {
  return withFolder(async (folder) => {
    const module = await bundle(folder, 'reports', MODULES);
    const items = quick ? 2000 : 10_000;
    const teams = quick ? 10 : 50;
    say(`weekly report of ${items} items`);
    const weekly = measured(
      written(module, join(folder, 'weekly'), 'weekly', `[largeTeam(${items})]`, ['html', 'md', 'json']),
    );
    say(`audit of ${teams} teams`);
    const many = `Array.from({ length: ${teams} }, (_, i) => largeTeam(400, 'Team ' + (i + 1)))`;
    const audit = measured(
      written(module, join(folder, 'audit'), 'audit', many, ['html', 'md', 'json', 'csv']),
    );
    const [one, all] = [`weekly, ${items.toLocaleString('en')} items`, `audit, ${teams} teams`];
    return [
      { case: one, measure: 'charts, html, md, json', value: weekly.seconds, unit: 's', limit: 1.5 },
      { case: one, measure: 'report.html', value: weekly.result.html / 1e6, unit: 'MB', limit: 1.5 },
      { case: one, measure: 'charts drawn', value: weekly.result.charts },
      { case: one, measure: 'peak memory', value: weekly.memory, unit: 'MB' },
      {
        case: all,
        measure: 'charts, html, md, json, csv, a page per team',
        value: audit.seconds,
        unit: 's',
        limit: 20,
      },
      { case: all, measure: 'peak memory', value: audit.memory, unit: 'MB', limit: 600 },
      { case: all, measure: 'report.html', value: audit.result.html / 1e6, unit: 'MB' },
      { case: all, measure: 'files', value: audit.result.files },
    ];
  });
}

/** The clock starts when the document is made: loading the program and the charts' library is part of what is measured. */
function written(module, out, kind, teams, formats) {
  return `import { statSync } from 'node:fs';
    import { writeReports, fixtureReport, largeTeam } from ${JSON.stringify(module)};
    const report = fixtureReport(${JSON.stringify(kind)}, ${teams});
    started = performance.now();
    const files = await writeReports(report, { out: ${JSON.stringify(out)}, formats: ${JSON.stringify(formats)} });
    result = {
      files: files.length,
      html: statSync(files.find((file) => file.endsWith('report.html'))).size,
      charts: files.filter((file) => file.endsWith('.png')).length,
    };`;
}
