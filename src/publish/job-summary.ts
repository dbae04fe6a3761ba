import { appendFile, stat } from 'node:fs/promises';
import { escapeMarkdown } from '../reports/escape/markdown.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import type { Report } from '../reports/report.ts';
import { withoutBackLinks } from './defuse.ts';
import { sectionsOf } from './markdown/blocks.ts';
import { chartInText } from './markdown/figures.ts';
import { fit } from './markdown/fit.ts';

/** GitHub drops the whole summary of a step above 1 MiB. */
export const SUMMARY_BYTES = 1_048_576;
/** So much is kept free for what other parts of the step write. */
const RESERVE = 65_536;

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The report as a job summary of at most so many bytes: every team gets its share, cut by section. */
export function jobSummary(report: Report, server: string, bytes = SUMMARY_BYTES - RESERVE): string {
  const safe = withoutBackLinks(report, server);
  const share = Math.floor(bytes / safe.teams.length);
  const parts = safe.teams.map((team, place) => {
    const page = renderMarkdown({ ...safe, teams: [team] }, { picture: (_, chart) => chartInText(chart) });
    const head = `# ${escapeMarkdown(team.name)}`;
    const body = fit(sectionsOf(page.replace(/^# .*\n+/, '')), {
      limit: share - bytesOf(head) - 8,
      measure: bytesOf,
      order: ['', 'What to look at', 'What went well', 'Act today'],
      elsewhere: '; the report’s files hold it',
    });
    return { place, text: `${head}\n\n${body}` };
  });
  return `${parts.map(({ text }) => text).join('\n\n')}\n`;
}

/** Adds the summary to the file that the runner reads (`GITHUB_STEP_SUMMARY`), within what is left of its limit. */
export async function writeJobSummary(file: string, report: Report, server: string): Promise<void> {
  const used = await stat(file).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0;
      throw error;
    },
  );
  await appendFile(file, jobSummary(report, server, Math.max(10_000, SUMMARY_BYTES - RESERVE - used)));
}
