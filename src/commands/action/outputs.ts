import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../../reports/report.ts';

export interface PostedIssue {
  readonly url: string;
  readonly number: number;
}

/** The outputs of action.yml. Of several teams, score and issue are the first one's; counts are of all. */
export function outputsOf(
  report: Report | null,
  folder: string,
  issues: readonly PostedIssue[],
  exitCode: number,
): Record<string, string> {
  const findings = (report?.teams ?? [])
    .flatMap((team) => team.findings)
    .filter((each) => each.state === 'detected');
  const high = findings.filter((each) => each.severity === 'critical' || each.severity === 'high');
  const [issue] = issues;
  return {
    'report-path': report === null ? '' : folder,
    'html-path': report === null ? '' : path.join(folder, 'report.html'),
    'json-path': report === null ? '' : path.join(folder, 'report.json'),
    'issue-url': issue?.url ?? '',
    'issue-number': issue === undefined ? '' : String(issue.number),
    'issue-urls': issues.map(({ url }) => url).join('\n'),
    'backlog-score': String(report?.teams[0]?.backlog.score ?? ''),
    'findings-high': String(high.length),
    'findings-total': String(findings.length),
    'data-confidence': report === null ? '' : confidence(report),
    'exit-code': String(exitCode),
  };
}

/** How much of what is asked could be judged: two thirds of the rules are `high`, one third is `medium`. */
function confidence(report: Report): 'high' | 'medium' | 'low' {
  const rules = report.teams.reduce((sum, team) => sum + team.judged.rules, 0);
  const judged = report.teams.reduce((sum, team) => sum + team.judged.judged, 0);
  const share = rules === 0 ? 0 : judged / rules;
  return share >= 2 / 3 ? 'high' : share >= 1 / 3 ? 'medium' : 'low';
}

/** Appends outputs to the runner's file; the delimiter is random, so that no value can end itself. */
export async function writeOutputs(
  file: string | undefined,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  if (file === undefined || file === '') return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `hatcheck_${randomBytes(16).toString('hex')}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  await appendFile(file, lines.join(''));
}
