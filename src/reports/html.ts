import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawnChart } from './charts/draw.ts';
import type { ChartResult, ChartSpec } from './charts/spec.ts';
import { escapeScriptJson } from './escape/html.ts';
import { safeUrl } from './escape/url.ts';
import type { Report } from './report.ts';
import { packageFile, packageFolder, templates } from './templates.ts';
import { reportView, type ReportView } from './view/report.ts';

export interface HtmlOptions {
  title?: string | null;
  /** `data:` address of an image (`readLogo`). */
  logo?: string | null;
  /** `#rrggbb`: the coloured edge at the top; never behind text. */
  colour?: string | null;
  /** Pictures for readers without JavaScript and for paper (`drawCharts`). */
  charts?: readonly DrawnChart[];
}

/** Teams up to which pictures lie inside the page; above, the tables alone serve readers without JavaScript. */
const MOST_PICTURED_TEAMS = 12;

/**
 * One self-contained file: styles, script, data and pictures inside; nothing is fetched. The content security policy
 * lets only this script run, so that even text that got past the escapes could not.
 */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  const view = reportView(report, options.title);
  const script = pageScript();
  const pictures = pictureIndex(report, options.charts ?? []);
  const engine = templates('html');
  const shared = {
    ...view,
    safeUrl,
    picture: (team: string, chart: ChartResult) => pictures.get(`${team}-${chart.id}`) ?? null,
  };
  const body = engine.render(`./${report.kind}`, shared);
  return engine.render('./layout', {
    ...shared,
    body,
    script,
    policy: contentPolicy(script),
    style: pageStyle(options.colour ?? null),
    logo: logoAddress(options.logo ?? null),
    charts: escapeScriptJson(specsOf(view)),
  });
}

interface Picture {
  src: string;
  width: number;
  height: number;
}

function pictureIndex(report: Report, charts: readonly DrawnChart[]): Map<string, Picture> {
  if (report.teams.length > MOST_PICTURED_TEAMS) return new Map();
  return new Map(
    charts.map(({ name, png, width, height }) => [
      name,
      { src: `data:image/png;base64,${png.toString('base64')}`, width, height },
    ]),
  );
}

/** What the live charts draw, without the tables, which the page holds already. */
function specsOf(view: ReportView): Record<string, Omit<ChartSpec, 'table'>> {
  const specs: Record<string, Omit<ChartSpec, 'table'>> = {};
  for (const team of view.teams) {
    for (const id of team.chartIds) {
      const { spec } = team.charts[id];
      if (spec === null) continue;
      const { table: _, ...drawn } = spec;
      specs[`chart-${team.id}-${id}`] = drawn;
    }
  }
  return specs;
}

function contentPolicy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

let cachedScript: string | undefined;

/** The bundled page script; made by `npm run build`, also for work on the sources. */
function pageScript(): string {
  if (cachedScript !== undefined) return cachedScript;
  if (!existsSync(join(packageFolder(), 'dist', 'report-page.js'))) {
    throw new Error('dist/report-page.js is missing: run "npm run build" once.');
  }
  const script = packageFile('dist', 'report-page.js').trim();
  if (/<\/script|<!--/i.test(script)) throw new Error('The page script would end its own element.');
  cachedScript = script;
  return script;
}

function pageStyle(colour: string | null): string {
  const style = packageFile('templates', 'html', 'style.css');
  const brand = colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? `:root{--brand:${colour}}` : '';
  return brand + style;
}

function logoAddress(logo: string | null): string | null {
  return logo !== null && /^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(logo)
    ? logo
    : null;
}
