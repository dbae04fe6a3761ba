import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { drawCharts, type DrawnChart } from './charts/draw.ts';
import { renderCsv, renderRecommendationsCsv } from './csv.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { writePdf } from './pdf/write-pdf.ts';
import type { Report } from './report.ts';
import { fileNames } from './view/names.ts';

export const REPORT_FORMATS = ['html', 'md', 'json', 'csv', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface WriteOptions {
  /** Folder; made where it does not exist. */
  out: string;
  formats: readonly ReportFormat[];
  title?: string | null;
  /** Image file: PNG, JPEG, WebP or SVG, at most 500 KB. */
  logo?: string | null;
  /** `#rrggbb`. */
  colour?: string | null;
  /** Told of each step that takes time. */
  progress?: (step: string) => void;
}

interface Output {
  path: string;
  content: string | Buffer;
}

const LOGO_TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};
const LOGO_BYTES = 500_000;

/**
 * Writes the report in the formats asked for and returns the files' paths, in a fixed order. Everything is rendered
 * before the first byte is written, and each file appears under its name only when it is whole.
 * @throws UsageError where the folder cannot be written or the logo cannot be read.
 */
export async function writeReports(report: Report, options: WriteOptions): Promise<string[]> {
  const { out, formats } = options;
  await makeFolder(out);
  const pictured = formats.some((format) => format === 'html' || format === 'md' || format === 'pdf');
  if (pictured) options.progress?.('Drawing charts');
  const charts = pictured ? await drawCharts(report) : [];
  const outputs = await renderAll(report, options, charts);
  const temporary = join(out, `.hatcheck-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    const files = await writeAll(report, options, outputs, temporary);
    return files;
  } catch (error) {
    throw folderError(out, error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function renderAll(
  report: Report,
  options: WriteOptions,
  charts: readonly DrawnChart[],
): Promise<Output[]> {
  const { formats, title = null, colour = null } = options;
  const wants = (format: ReportFormat) => formats.includes(format);
  const look = { title, colour, logo: options.logo ? await readLogo(options.logo) : null };
  const outputs: Output[] = [];
  if (wants('html') || wants('pdf')) {
    options.progress?.('Rendering the page');
    outputs.push({ path: 'report.html', content: renderHtml(report, { ...look, charts }) });
    if (report.kind === 'audit') outputs.push(...teamSheets(report, look, charts));
  }
  if (wants('md')) outputs.push({ path: 'report.md', content: renderMarkdown(report, { title, charts }) });
  if (wants('json')) outputs.push({ path: 'report.json', content: renderJson(report) });
  if (wants('csv')) {
    const { findings, items } = renderCsv(report);
    outputs.push({ path: 'findings.csv', content: findings }, { path: 'items.csv', content: items });
    if (report.kind === 'audit')
      outputs.push({ path: 'recommendations.csv', content: renderRecommendationsCsv(report) });
  }
  outputs.push(...charts.map(({ name, png }) => ({ path: join('charts', `${name}.png`), content: png })));
  return outputs;
}

/** One page per team, so that a team can see its own first and alone. */
function teamSheets(
  report: Report,
  look: { title: string | null; colour: string | null; logo: string | null },
  charts: readonly DrawnChart[],
): Output[] {
  if (report.teams.length < 2) return [];
  const names = fileNames(report.teams.map((team) => team.name));
  return report.teams.map((team, place) => {
    const own = charts.filter((chart) => chart.team === place);
    const [alone = 'team'] = fileNames([team.name]);
    const pictures = own.map((chart) => ({ ...chart, team: 0, name: `${alone}-${chart.chart}` }));
    const title = `${look.title ?? 'Scrum audit'}: ${team.name}`;
    const content = renderHtml({ ...report, teams: [team] }, { ...look, title, charts: pictures });
    return { path: join('teams', `${names[place]}.html`), content };
  });
}

/** Into a folder beside the target first, then each file by renaming: a reader never sees half a file. */
async function writeAll(
  report: Report,
  options: WriteOptions,
  outputs: readonly Output[],
  temporary: string,
): Promise<string[]> {
  const { out, formats } = options;
  for (const { path, content } of outputs) {
    await mkdir(dirname(join(temporary, path)), { recursive: true });
    await writeFile(join(temporary, path), content);
  }
  const paths = outputs.map(({ path }) => path);
  if (formats.includes('pdf')) {
    options.progress?.('Printing the PDF');
    await writePdf(join(temporary, 'report.html'), join(temporary, 'report.pdf'), { asOf: report.asOf });
    paths.push('report.pdf');
  }
  const kept = formats.includes('html') ? paths : paths.filter((path) => !path.endsWith('.html'));
  for (const path of kept) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await rename(join(temporary, path), join(out, path));
  }
  return kept.map((path) => join(out, path));
}

/** An image file as `data:` address. */
export async function readLogo(path: string): Promise<string> {
  const type = LOGO_TYPES[extname(path).toLowerCase()];
  const bad = (message: string) =>
    new UsageError({
      code: 'LOGO',
      message,
      next: 'Give a PNG, JPEG, WebP or SVG file of at most 500 KB as report.logo.',
    });
  if (type === undefined) throw bad(`The logo ${path} is no image of a known kind.`);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : -1),
    () => -1,
  );
  if (size < 0) throw bad(`The logo ${path} cannot be read.`);
  if (size > LOGO_BYTES) throw bad(`The logo ${path} has ${Math.round(size / 1000)} KB.`);
  return `data:${type};base64,${(await readFile(path)).toString('base64')}`;
}

async function makeFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true }).catch((error: unknown) => {
    throw folderError(out, error);
  });
}

/** What the file system refuses is the user's to mend; everything else is passed on as it is. */
function folderError(out: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const known = ['EACCES', 'EPERM', 'EEXIST', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EISDIR', 'ENAMETOOLONG'];
  if (code === undefined || !known.includes(code)) return error;
  return new UsageError(
    {
      code: 'OUT_NOT_WRITABLE',
      message: `The report folder ${out} cannot be written (${code}).`,
      next: 'Choose another folder with --out, or make this one writable.',
    },
    { cause: error },
  );
}
