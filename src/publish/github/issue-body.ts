import type { ChartResult } from '../../reports/charts/spec.ts';
import { escapeMarkdown } from '../../reports/escape/markdown.ts';
import { plain, shorten } from '../../reports/escape/text.ts';
import { renderMarkdown } from '../../reports/markdown.ts';
import type { Report, TeamReport } from '../../reports/report.ts';
import { withoutBackLinks } from '../defuse.ts';
import { sectionsOf, type Section } from '../markdown/blocks.ts';
import { chartInText } from '../markdown/figures.ts';
import { fit } from '../markdown/fit.ts';
import { taskList, type Task } from './experiments.ts';
import { markerText, type Marker } from './marker.ts';

/** GitHub refuses a body of more than 65,536 characters; the note of closing is added later. */
export const BODY_LIMIT = 65_000;
const CLOSING_NOTE = 400;

/** Sections of the three kinds of report, most important first. */
const ORDER = [
  '',
  'What to look at',
  'Experiments',
  'What went well',
  'Act today',
  'Recommendations',
  'Summary',
  'This sprint',
  'For the retrospective',
  'Product Backlog',
  'Flow',
  'Roles and responsibilities',
  'Item by item',
];

export interface IssueText {
  readonly report: Report;
  readonly team: TeamReport;
  readonly marker: Marker;
  /** Address of pages for people, `https://github.com`. */
  readonly server: string;
  readonly tasks: readonly Task[];
  /** Number of the issue before this one. */
  readonly before: number | null;
  /** Where the whole report is. */
  readonly link: string | null;
  readonly charts: 'text' | 'none' | ((team: TeamReport, chart: ChartResult) => string);
}

export function issueTitle(report: Report, team: TeamReport, week: string): string {
  const kind = { weekly: 'Scrum report', audit: 'Scrum audit', backlog: 'Product Backlog' }[report.kind];
  return `${kind}: ${shorten(plain(team.name), 120)}, ${week}`;
}

/** The issue's body: the team's part of the report, cut to what GitHub takes, with the experiments as a list to tick. */
export function issueBody(text: IssueText): string {
  const { report, team, marker, link } = text;
  const alone = withoutBackLinks({ ...report, teams: [team] }, text.server);
  const page = renderMarkdown(alone, { picture: (_, chart) => chartText(chart, text) });
  const sections = withTasks(sectionsOf(withoutTitle(page)), text);
  const end = `${footer(text)}\n${markerText(marker)}`;
  const body = fit(sections, {
    limit: BODY_LIMIT - CLOSING_NOTE - end.length - 8,
    measure: (part) => part.length,
    order: ORDER,
    elsewhere: link === null ? '; the report’s files hold it' : `; [the whole report](${link}) has it`,
  });
  return `${body}\n\n---\n${end}`;
}

function chartText(chart: ChartResult, { charts, team }: IssueText): string {
  if (charts === 'none') return '';
  return charts === 'text' ? chartInText(chart) : charts(team, chart);
}

/** The issue has a title of its own. */
function withoutTitle(page: string): string {
  return page.replace(/^# .*\n+/, '');
}

function withTasks(sections: readonly Section[], { tasks, report }: IssueText): Section[] {
  if (report.kind !== 'weekly' && tasks.length === 0) return [...sections];
  const block = { kind: 'text', text: taskList(tasks) } as const;
  if (sections.some(({ title }) => title === 'Experiments'))
    return sections.map((each) =>
      each.title === 'Experiments' ? { ...each, blocks: [...each.blocks, block] } : each,
    );
  return [...sections, { title: 'Experiments', heading: '## Experiments', blocks: [block] }];
}

function footer({ report, before, link }: IssueText): string {
  const parts = [
    `Written by hatcheck ${escapeMarkdown(report.generator.version)} from the data as of ${report.asOf}.`,
  ];
  if (link !== null) parts.push(`[The whole report](${link}).`);
  if (before !== null) parts.push(`Before this: #${before}.`);
  return parts.join(' ');
}
