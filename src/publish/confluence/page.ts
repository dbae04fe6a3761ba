import type { DrawnChart } from '../../reports/charts/draw.ts';
import { escapeHtml } from '../../reports/escape/html.ts';
import { plain, shorten } from '../../reports/escape/text.ts';
import { safeUrl } from '../../reports/escape/url.ts';
import type { Report, TeamReport } from '../../reports/report.ts';
import type { FindingView } from '../../reports/view/findings.ts';
import { reportView } from '../../reports/view/report.ts';
import type { TeamView } from '../../reports/view/team.ts';
import { teamSlug } from '../week.ts';

export interface WikiPageText {
  readonly title: string;
  /** Confluence's storage format (XHTML). */
  readonly body: string;
  /** Hidden in the body: by it the page is known as ours. */
  readonly mark: string;
  /** Attachments: file name → PNG. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The page of a team and week, its charts as attachments. */
export function wikiPage(
  report: Report,
  team: TeamReport,
  options: { readonly week: string; readonly drawn: readonly DrawnChart[]; readonly link: string | null },
): WikiPageText {
  const view = reportView({ ...report, teams: [team] });
  const [shown] = view.teams;
  if (shown === undefined) throw new Error('A report of one team has no team.');
  const own = options.drawn.filter((chart) => report.teams[chart.team] === team);
  const files = new Map(own.map(({ chart, png }) => [`${chart}.png`, png]));
  const mark = `hatcheck-${report.kind}-${teamSlug(team.name)}-${options.week}`;
  const kind = { weekly: 'Scrum report', audit: 'Scrum audit', backlog: 'Product Backlog' }[report.kind];
  const url = safeUrl(options.link);
  const parts = [
    anchor(mark),
    paragraph(`${view.purpose} ${view.privacy}`),
    paragraph(`As of ${view.asOf} · ${shown.period}`),
    ...standing(shown),
    ...findings(shown),
    ...backlog(shown),
    ...experiments(shown),
    ...charts(shown, files),
    ...data(shown),
    paragraph(view.retention),
    ...(url === null ? [] : [`<p><a href="${escapeHtml(url)}">The whole report</a></p>`]),
  ];
  return {
    title: `${kind}: ${shorten(plain(team.name), 120)}, ${options.week}`,
    body: parts.join('\n'),
    mark,
    files,
  };
}

function standing(team: TeamView): string[] {
  const { sentence, connect } = team.judged;
  return [
    paragraph(connect === null ? sentence : `${sentence} ${connect}`),
    list([team.state, team.change]),
    heading('What went well'),
    team.wentWell.length === 0
      ? paragraph('Nothing could be judged to be in order yet.')
      : list(team.wentWell.map(({ title, text }) => (title === null ? text : `${title}: ${text}`))),
  ];
}

function findings(team: TeamView): string[] {
  return [
    heading('What to look at'),
    ...(team.top.length === 0 ? [paragraph('Nothing was found among the rules that could be judged.')] : []),
    ...team.top.flatMap(findingParts),
    ...(team.more.length === 0
      ? []
      : [
          heading('More findings'),
          list(team.more.map((each) => `${each.title} (${each.severityWord}): ${each.summary}`)),
        ]),
  ];
}

function findingParts(finding: FindingView): string[] {
  const evidence = finding.evidence.map(({ key, url, text, day }) => {
    const words = `${escapeHtml(text)}${day === null ? '' : ` (${escapeHtml(day)})`}`;
    if (key === null) return words;
    const name = url === null ? escapeHtml(key) : `<a href="${escapeHtml(url)}">${escapeHtml(key)}</a>`;
    return `${name}: ${words}`;
  });
  if (finding.evidenceMore > 0) evidence.push(`and ${finding.evidenceMore} more`);
  return [
    `<h3>${escapeHtml(finding.title)}</h3>`,
    `<p><strong>${escapeHtml(finding.severityWord)}</strong>${finding.since === null ? '' : ` · ${escapeHtml(finding.since)}`}</p>`,
    paragraph(finding.summary),
    ...(evidence.length === 0 ? [] : [`<ul>${evidence.map((line) => `<li>${line}</li>`).join('')}</ul>`]),
    ...(finding.question === null
      ? []
      : [`<p><strong>A question to ask:</strong> ${escapeHtml(finding.question)}</p>`]),
    ...(finding.next === null
      ? []
      : [
          `<p><strong>A step to try:</strong> ${escapeHtml(finding.next)} (Owner: ${escapeHtml(finding.owner ?? '')}.)</p>`,
        ]),
  ];
}

function backlog({ backlog: shown }: TeamView): string[] {
  return [
    heading('Product Backlog'),
    paragraph(shown.coverage === null ? shown.headline : `${shown.headline} ${shown.coverage}`),
    table(
      ['Part', 'Reached', 'What it means'],
      shown.parts.map((part) => [part.name, part.value, part.what]),
    ),
    ...(shown.edits.length === 0
      ? []
      : [
          paragraph('What would help most:'),
          table(
            ['Edit', 'Items', 'Score'],
            shown.edits.map((edit) => [edit.text, edit.items.map((item) => item.key).join(', '), edit.gain]),
          ),
        ]),
  ];
}

function experiments(team: TeamView): string[] {
  if (team.experiments.length === 0) return [];
  const rows = team.experiments.map(({ text, days, before, after, outcome }) => [
    text,
    days,
    before,
    after,
    outcome,
  ]);
  return [heading('Experiments'), table(['Experiment', 'When', 'Before', 'After', ''], rows)];
}

function charts(team: TeamView, files: ReadonlyMap<string, Buffer>): string[] {
  const shown = team.chartIds.flatMap((id) => {
    const { title, sentence } = team.charts[id];
    const file = `${id}.png`;
    const picture = files.has(file)
      ? `<p><ac:image ac:alt="${escapeHtml(sentence)}" ac:width="600"><ri:attachment ri:filename="${file}" /></ac:image></p>`
      : '';
    return [picture, `<p><em>${escapeHtml(title)}.</em> ${escapeHtml(sentence)}</p>`];
  });
  return shown.length === 0 ? [] : [heading('Figures'), ...shown.filter((part) => part !== '')];
}

function data({ data: shown }: TeamView): string[] {
  const gaps = shown.gaps.map(({ what, why }) => `Not read: ${what} (${why})`);
  return [
    heading('Data and sources'),
    list([shown.sentence, ...shown.sources.map((each) => `Source: ${each}`), ...gaps]),
  ];
}

function anchor(mark: string): string {
  return `<p><ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">${mark}</ac:parameter></ac:structured-macro></p>`;
}

function heading(text: string): string {
  return `<h2>${escapeHtml(text)}</h2>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><tbody>${row(columns, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
