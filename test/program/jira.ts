import { encodeHistory } from '../../src/history/saved-history.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import type { TeamReport } from '../../src/reports/report.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { JIRA_API_TOKEN, JIRA_EMAIL, JIRA_PAT, type JiraFake } from '../fakes/jira.ts';

export const JIRA_ENV = { JIRA_EMAIL, JIRA_API_TOKEN, JIRA_PAT };

/** A sample team in the past that holds only what Jira can record. */
export function jiraTeam(options: Partial<SampleOptions> = {}): TeamHistory {
  const { history } = sampleTeam({
    start: Date.UTC(2024, 0, 1),
    sprints: 7,
    runningDays: 4,
    addedPerSprint: 4.5,
    ...options,
  });
  return {
    ...history,
    pullRequests: [],
    items: history.items.map((item) => ({ ...item, pullRequests: [] })),
    events: [],
    eventSources: [],
    unrecorded: { pullRequests: ['NO_PR_LINK'] },
    listedMembers: null,
  };
}

/** A configuration with one team of the fake. */
export function jiraConfig(
  fake: Pick<JiraFake, 'url'>,
  more: { readonly tracker?: string; readonly store?: string; readonly project?: string } = {},
): string {
  return config(
    `{ kind: jira, site: "${fake.url}", project: ${more.project ?? 'CHK'}${more.tracker === undefined ? '' : `, ${more.tracker}`} }`,
    more.store,
  );
}

/** The same team, read from a saved history. */
export function fileConfig(path: string, store: string): string {
  return config(`{ kind: file, path: "${path}" }`, store);
}

function config(tracker: string, store = 'hatcheck.db'): string {
  return [
    `store: ${store}`,
    'retention: 36500',
    'teams:',
    '  - name: Shop',
    `    tracker: ${tracker}`,
    '    roles: { product-owner: [chk-p01], scrum-master: [chk-s01] }',
  ].join('\n');
}

/** The history as a file that `kind: file` reads. */
export function savedHistory(history: TeamHistory): string {
  return JSON.stringify(encodeHistory(history));
}

/** What is found, rule by rule, without what names the tracker. */
export function found(report: TeamReport): unknown {
  return report.findings.map(({ rule, state, reasons, severity, confidence, measure, evidenceTotal }) => [
    rule,
    { state, reasons, severity, confidence, measure, evidenceTotal },
  ]);
}
