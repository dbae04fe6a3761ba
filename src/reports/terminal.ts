import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { escapeTerminal } from './escape/terminal.ts';
import type { Report, Severity } from './report.ts';
import type { FindingView } from './view/findings.ts';
import { reportView, type ReportView } from './view/report.ts';
import type { TeamView } from './view/team.ts';

export interface TerminalOptions {
  /** Columns; lines are wrapped to it. */
  width?: number;
  color?: boolean;
  title?: string | null;
}

type Paint = (text: string) => string;

/** Writes wrapped lines; every text that enters is made safe for a terminal here. */
class Page {
  readonly #lines: string[] = [];
  readonly width: number;
  readonly ink: ReturnType<typeof createColors>;

  constructor(width: number, color: boolean) {
    this.width = Math.max(40, Math.min(width, 120));
    this.ink = createColors(color);
  }

  text(
    text: string,
    {
      indent = 0,
      hang = indent,
      paint = (line: string) => line,
    }: { indent?: number; hang?: number; paint?: Paint } = {},
  ): void {
    const lines = wrap(escapeTerminal(text), this.width, indent, hang);
    for (const line of lines) this.#lines.push(line.trimStart() === '' ? '' : pad(line, paint));
  }

  title(text: string): void {
    this.blank();
    this.text(text, { paint: this.ink.bold });
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  toString(): string {
    return this.#lines.join('\n').trimEnd() + '\n';
  }
}

/** The report as plain lines for a terminal or a build log: words, never colour alone. */
export function renderTerminal(report: Report, options: TerminalOptions = {}): string {
  const page = new Page(options.width ?? 80, options.color ?? false);
  const view = reportView(report, options.title);
  page.text(view.title, { paint: page.ink.bold });
  page.text(`As of ${view.asOf}`, { paint: page.ink.dim });
  page.text(view.purpose, { paint: page.ink.dim });
  for (const team of view.teams) writeTeam(page, view, team);
  if (view.audit !== null) writeAudit(page, view);
  return page.toString();
}

function writeTeam(page: Page, view: ReportView, team: TeamView): void {
  if (view.teams.length > 1) page.title(team.name);
  else page.blank();
  page.text(`${team.judged.sentence} ${team.judged.connect ?? ''}`);
  if (view.kind === 'backlog') return writeBacklog(page, team, 40);
  page.blank();
  page.text(`State: ${team.state}`, { hang: 8 });
  page.text(`Change: ${team.change}`, { hang: 8 });
  page.title('What went well');
  if (team.wentWell.length === 0) page.text('Nothing could be judged to be in order yet.', { indent: 2 });
  for (const line of team.wentWell)
    page.text(`+ ${line.title === null ? '' : `${line.title}: `}${line.text}`, {
      indent: 2,
      hang: 4,
      paint: page.ink.green,
    });
  page.title('What to look at');
  if (team.top.length === 0)
    page.text('Nothing was found among the rules that could be judged.', { indent: 2 });
  for (const finding of team.top) writeFinding(page, finding);
  if (team.more.length > 0) {
    page.blank();
    page.text('Also found', { paint: page.ink.bold });
    for (const finding of team.more)
      page.text(`- ${tag(finding.severity)} ${finding.title} (${finding.rule})`, { indent: 2, hang: 4 });
  }
  writeAct(page, team);
  if (view.kind === 'weekly') writeBacklog(page, team, 0);
  page.blank();
  page.text(`${counts(team)} Explain any of them: hatcheck explain RULE`, { paint: page.ink.dim });
}

function writeFinding(page: Page, finding: FindingView): void {
  page.blank();
  page.text(`${tag(finding.severity)} ${finding.title}`, {
    indent: 2,
    hang: 2,
    paint: severityPaint(page, finding.severity),
  });
  page.text(finding.summary, { indent: 4 });
  for (const evidence of finding.evidence.slice(0, 3)) {
    page.text(`- ${evidence.key === null ? '' : `${evidence.key}: `}${evidence.text}`, {
      indent: 4,
      hang: 6,
    });
  }
  const more = finding.evidence.length - 3 + finding.evidenceMore;
  if (more > 0) page.text(`- and ${more} more`, { indent: 4 });
  if (finding.why !== null) page.text(`Why it matters: ${finding.why}`, { indent: 4 });
  if (finding.question !== null) page.text(`A question to ask: ${finding.question}`, { indent: 4 });
  if (finding.next !== null)
    page.text(`A step to try: ${finding.next} (Owner: ${finding.owner}.)`, { indent: 4 });
  if (finding.showFirst !== null) page.text(`Show this to ${finding.showFirst} first.`, { indent: 4 });
  page.text(`${finding.rule}${finding.since === null ? '' : `, ${finding.since}`}`, {
    indent: 4,
    paint: page.ink.dim,
  });
}

function writeAct(page: Page, team: TeamView): void {
  if (team.act.length === 0) return;
  page.title('Act today');
  for (const row of team.act) page.text(`- ${row.key} ${row.title}: ${row.why}`, { indent: 2, hang: 4 });
  if (team.actMore > 0) page.text(`- and ${team.actMore} more`, { indent: 2 });
}

function writeBacklog(page: Page, team: TeamView, items: number): void {
  const { backlog } = team;
  page.title('Product Backlog');
  page.text(backlog.headline, { indent: 2 });
  page.text(backlog.parts.map((part) => `${part.name} ${part.value}`).join(' · '), { indent: 2 });
  for (const note of [backlog.gap, backlog.outcomes]) if (note !== null) page.text(note, { indent: 2 });
  for (const edit of backlog.edits.slice(0, 3)) {
    page.text(`- ${edit.gain}: ${edit.text} (${edit.items.map((item) => item.key).join(', ')})`, {
      indent: 2,
      hang: 4,
    });
  }
  for (const item of backlog.items.slice(0, items)) {
    page.text(`- ${item.zone} ${item.key} ${item.title}: ready ${item.readiness}; open: ${item.missing}`, {
      indent: 2,
      hang: 4,
    });
  }
}

function writeAudit(page: Page, view: ReportView): void {
  page.title('Teams and dimensions');
  for (const row of view.audit?.table ?? []) {
    page.text(row.team, { indent: 2, paint: page.ink.bold });
    for (const cell of row.cells) page.text(`${cell.dimension}: ${cell.word}`, { indent: 4, hang: 6 });
  }
}

function counts(team: TeamView): string {
  const all = team.top.length + team.more.length;
  return `${all} found, ${team.clear.length} in order, ${team.unsure.length} with too little data, ${team.unseen.length} that cannot be seen, ${team.suppressed.length} accepted.`;
}

function tag(severity: Severity): string {
  return `[${severity.toUpperCase()}]`;
}

function severityPaint(page: Page, severity: Severity): Paint {
  if (severity === 'critical' || severity === 'high') return page.ink.red;
  return severity === 'medium' ? page.ink.yellow : page.ink.cyan;
}

function pad(line: string, paint: Paint): string {
  const text = line.trimStart();
  return line.slice(0, line.length - text.length) + paint(text);
}

/** Lines of at most `width` columns (wide letters count two), broken between words, else inside them. */
function wrap(text: string, width: number, indent: number, hang: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let used = indent;
  let empty = true;
  for (const word of text.split(' ').flatMap((part) => cut(part, width - Math.max(indent, hang)))) {
    const size = stringWidth(word);
    if (!empty && used + 1 + size > width) {
      lines.push(line);
      line = ' '.repeat(hang);
      used = hang;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    used += size + (empty ? 0 : 1);
    empty = false;
  }
  return [...lines, line];
}

function cut(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const letter of word) {
    const size = stringWidth(letter);
    if (used + size > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += letter;
    used += size;
  }
  return [...parts, part];
}
