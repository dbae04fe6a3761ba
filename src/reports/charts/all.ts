import type { ReportKind, ReportSeries, TeamReport } from '../report.ts';
import { plain, shorten } from '../escape/text.ts';
import { backlogOrder, readiness, scoreParts } from './backlog.ts';
import { ageingWork, cumulativeFlow, cycleTime, workInProgress } from './flow.ts';
import { findingsOverTime, hats } from './overview.ts';
import type { ChartId, ChartResult } from './spec.ts';
import { sprintScope, throughput } from './sprints.ts';

/** An older or hand-made document may lack `series`: it then has no pictures, only sentences. */
const NO_SERIES: ReportSeries = {
  sprints: [],
  cycleTimes: [],
  ages: [],
  wipByDay: [],
  cumulativeFlow: [],
  backlogAges: [],
  readiness: [],
  runs: [],
  hats: [],
};

/** Every chart of a team by its id; `spec` is null where a sentence says more. */
export function teamCharts(team: TeamReport): Record<ChartId, ChartResult> {
  const series = bounded({ ...NO_SERIES, ...(team.series as Partial<ReportSeries> | undefined) });
  return {
    hats: hats(series),
    'sprint-scope': sprintScope(series),
    throughput: throughput({ ...team, series }),
    'cycle-time': cycleTime(team.flow, series),
    'ageing-work': ageingWork(team.flow, series),
    'work-in-progress': workInProgress(series),
    'cumulative-flow': cumulativeFlow(series),
    readiness: readiness(series),
    'backlog-order': backlogOrder(series),
    findings: findingsOverTime(series),
    'score-parts': scoreParts(team.backlog, series),
  };
}

const LONGEST_NAME = 80;

/** Names and keys as one harmless line each, and no longer than a picture, a tooltip or a table has room for. */
function bounded(series: ReportSeries): ReportSeries {
  const line = (text: string) => shorten(plain(text), LONGEST_NAME);
  const keyed = <T extends { key: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, key: line(row.key) }));
  return {
    ...series,
    sprints: series.sprints.map((sprint) => ({ ...sprint, name: line(sprint.name) })),
    cycleTimes: keyed(series.cycleTimes),
    ages: keyed(series.ages).map((row) => ({ ...row, status: line(row.status) })),
    backlogAges: keyed(series.backlogAges),
    hats: series.hats.map((hat) => ({ ...hat, person: line(hat.person) })),
  };
}

const WEEKLY: ChartId[] = [
  'hats',
  'sprint-scope',
  'throughput',
  'cycle-time',
  'ageing-work',
  'work-in-progress',
  'cumulative-flow',
  'readiness',
  'backlog-order',
  'score-parts',
  'findings',
];

/** Which charts a report of this kind shows, in its order. */
export const CHARTS_OF: Record<ReportKind, readonly ChartId[]> = {
  weekly: WEEKLY,
  audit: ['sprint-scope', 'throughput', 'cycle-time', 'ageing-work', 'readiness', 'findings'],
  backlog: ['readiness', 'backlog-order', 'score-parts'],
};
