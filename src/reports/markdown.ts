import type { ChartResult } from './charts/spec.ts';
import type { DrawnChart } from './charts/draw.ts';
import { safeUrl } from './escape/url.ts';
import { escapeMarkdown } from './escape/markdown.ts';
import type { Report } from './report.ts';
import { templates } from './templates.ts';
import { reportView } from './view/report.ts';

export interface MarkdownOptions {
  title?: string | null;
  /** Charts that lie as files in `charts/` beside the document; none: sentences only. */
  charts?: readonly Pick<DrawnChart, 'name'>[];
  /** What stands above a chart's sentence instead of a file beside the document; Markdown, already safe. */
  picture?: (teamId: string, chart: ChartResult) => string;
}

/** `report.md`, GitHub-flavoured: tracker text is shown as written and mentions, pings and links nobody. */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const files = new Set((options.charts ?? []).map((chart) => chart.name));
  const view = reportView(report, options.title);
  const page = templates('md').render(`./${report.kind}`, {
    ...view,
    link,
    picture:
      options.picture ??
      ((teamId: string, chart: ChartResult) =>
        files.has(`${teamId}-${chart.id}`)
          ? `![${escapeMarkdown(chart.sentence)}](charts/${teamId}-${chart.id}.png)`
          : ''),
  });
  return (
    page
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim() + '\n'
  );
}

/** A link whose text and address are both made safe; only the text where there is no address. */
function link(text: string, url: string | null): string {
  const address = safeUrl(url);
  return address === null ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](${address})`;
}
