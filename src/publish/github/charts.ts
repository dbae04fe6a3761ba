import { createHash } from 'node:crypto';
import type { DrawnChart } from '../../reports/charts/draw.ts';
import type { ChartResult } from '../../reports/charts/spec.ts';
import { escapeMarkdown } from '../../reports/escape/markdown.ts';
import type { Report, TeamReport } from '../../reports/report.ts';
import { teamSlug } from '../week.ts';

export interface ChartFiles {
  /** Path in the branch → PNG. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The picture in Markdown; '' where there is none. */
  readonly picture: (team: TeamReport, chart: ChartResult) => string;
}

/**
 * Charts as files of a branch. A path holds the hash of its picture, so that an older issue keeps showing what it showed.
 * The link goes through the repository's page: unlike raw.githubusercontent.com it also renders in private repositories.
 */
export function chartFiles(
  report: Report,
  drawn: readonly DrawnChart[],
  place: {
    readonly server: string;
    readonly repository: string;
    readonly branch: string;
    readonly week: string;
  },
): ChartFiles {
  const files = new Map<string, Buffer>();
  const paths = new Map<string, string>();
  for (const { team, chart, png } of drawn) {
    const name = report.teams[team]?.name;
    if (name === undefined) continue;
    const hash = createHash('sha256').update(png).digest('hex').slice(0, 10);
    const path = `${teamSlug(name)}/${place.week}/${chart}-${hash}.png`;
    files.set(path, png);
    paths.set(`${name} ${chart}`, path);
  }
  const root = `${place.server}/${place.repository}/blob/${place.branch.split('/').map(encodeURIComponent).join('/')}`;
  return {
    files,
    picture: ({ name }, { id, sentence }) => {
      const path = paths.get(`${name} ${id}`);
      return path === undefined ? '' : `![${escapeMarkdown(sentence)}](${root}/${path}?raw=true)`;
    },
  };
}
