import { CHARTS_OF, teamCharts } from '../charts/all.ts';
import type { ChartId, ChartResult } from '../charts/spec.ts';
import { shorten } from '../escape/text.ts';
import { safeUrl } from '../escape/url.ts';
import type { ReportKind, TeamReport } from '../report.ts';
import { backlogView, type BacklogView } from './backlog.ts';
import { byWeight, findingView, LONGEST, type FindingView } from './findings.ts';
import { bare, count, longDay, number, period } from './figures.ts';
import { rolesView, type RolesView } from './roles.ts';
import { inPercent } from './words.ts';

export interface TeamView {
  name: string;
  /** File-name and anchor part, unique in the report. */
  id: string;
  period: string;
  judged: { sentence: string; connect: string | null; rules: number; judged: number };
  state: string;
  change: string;
  wentWell: { title: string | null; text: string }[];
  lookAt: { title: string; text: string }[];
  top: FindingView[];
  more: FindingView[];
  suppressed: FindingView[];
  clear: FindingView[];
  unsure: FindingView[];
  unseen: FindingView[];
  roles: RolesView[];
  sprint: SprintView | null;
  noSprint: string;
  act: ActView[];
  actMore: number;
  flow: { sentences: string[]; forecast: string | null };
  backlog: BacklogView;
  experiments: ExperimentView[];
  prompts: string[];
  data: { sentence: string; gaps: { what: string; why: string }[]; sources: string[]; complete: boolean };
  charts: Record<ChartId, ChartResult>;
  chartIds: readonly ChartId[];
}

export interface SprintView {
  name: string;
  days: string;
  goal: string | null;
  figures: { name: string; value: string }[];
}

export interface ActView {
  key: string;
  url: string | null;
  title: string;
  why: string;
}

export interface ExperimentView {
  text: string;
  rule: string | null;
  days: string;
  before: string;
  after: string;
  outcome: string;
}

const DAY_MS = 86_400_000;
const TOP = 3;
const MOST_ACT = 10;

export function teamView(team: TeamReport, id: string, kind: ReportKind, asOf: string): TeamView {
  const detected = byWeight(team.findings.filter((finding) => finding.state === 'detected')).map(findingView);
  const inState = (state: string) => team.findings.filter((f) => f.state === state).map(findingView);
  const act = team.actToday.slice(0, MOST_ACT);
  return {
    name: shorten(team.name, 120),
    id,
    period: periodText(team),
    judged: judgedView(team),
    state: team.summary.state,
    change: team.summary.change,
    wentWell: team.summary.wentWell.map((line) => wellView(line, team)),
    lookAt: detected.slice(0, TOP).map(({ title, summary }) => ({ title, text: shorten(summary, LONGEST) })),
    top: detected.slice(0, TOP),
    more: detected.slice(TOP),
    suppressed: inState('suppressed'),
    clear: inState('clear'),
    unsure: inState('insufficient-sample'),
    unseen: inState('not-observable'),
    roles: rolesView(team),
    sprint: sprintView(team, asOf),
    noSprint: team.window.sprints > 0 ? 'No sprint is running.' : 'The team’s data holds no sprints.',
    act: act.map((row) => ({
      key: shorten(row.key, 80),
      url: safeUrl(row.url),
      title: shorten(row.title, LONGEST),
      why: shorten(row.why, LONGEST),
    })),
    actMore: team.actToday.length - act.length,
    flow: flowView(team),
    backlog: backlogView(team.backlog),
    experiments: team.experiments.map((experiment) => experimentView(experiment, team)),
    prompts: prompts(team, detected),
    data: dataView(team),
    charts: teamCharts(team),
    chartIds: CHARTS_OF[kind],
  };
}

/** A line that begins with the title of a finding is shown with the title set apart, so that it can be skimmed. */
function wellView(line: string, team: TeamReport): TeamView['wentWell'][number] {
  const title = team.findings.find((finding) => line.startsWith(`${finding.title}: `))?.title;
  if (title === undefined) return { title: null, text: shorten(line, LONGEST) };
  return { title: shorten(title, LONGEST), text: shorten(line.slice(title.length + 2), LONGEST) };
}

function periodText(team: TeamReport): string {
  const { from, to, sprints } = team.window;
  if (from === null || to === null) return 'No period could be found in the data';
  return `${period(from, to)}, ${sprints > 0 ? count(sprints, 'completed sprint') : 'without sprints'}`;
}

function judgedView({ judged }: TeamReport): TeamView['judged'] {
  const next = judged.connectNext;
  return {
    sentence: `${judged.judged} of ${count(judged.rules, 'rule')} could be judged with the data at hand.`,
    connect:
      next === null
        ? null
        : `${next.rules === 1 ? 'One more' : `${next.rules} more`} could be judged with ${next.what}.`,
    rules: judged.rules,
    judged: judged.judged,
  };
}

function sprintView(team: TeamReport, asOf: string): SprintView | null {
  const { sprint } = team;
  if (sprint === null) return null;
  const scope = sprint.committed + sprint.added - sprint.removed;
  const length = Math.max(1, calendarDays(sprint.start, sprint.end));
  const today = Math.min(length, Math.max(1, calendarDays(sprint.start, asOf)));
  return {
    name: shorten(sprint.name, 120),
    days: `${period(sprint.start, sprint.end)}, day ${today} of ${length}`,
    goal: sprint.goal === null || sprint.goal.trim() === '' ? null : shorten(sprint.goal, 400),
    figures: [
      { name: 'Committed', value: String(sprint.committed) },
      { name: 'Added', value: String(sprint.added) },
      { name: 'Removed', value: String(sprint.removed) },
      { name: 'Done', value: scope > 0 ? `${sprint.done} of ${scope}` : String(sprint.done) },
    ],
  };
}

function flowView({ flow, window }: TeamReport): TeamView['flow'] {
  const sentences: string[] = [];
  if (flow.wip !== null) sentences.push(`${count(flow.wip, 'item')} in progress now.`);
  if (flow.throughput.length > 0) {
    const unit = window.sprints > 0 ? 'sprint' : 'week';
    sentences.push(`Done per ${unit}, oldest first: ${flow.throughput.slice(-12).join(', ')}.`);
  }
  const { p50 = null, p85 = null, sample = 0 } = flow.cycleTimeDays ?? {};
  if (p50 !== null && p85 !== null) {
    sentences.push(
      `Cycle time: half of ${count(sample, 'item')} took ${number(p50)} working days or less, 85 % took ${number(p85)} or less.`,
    );
  }
  if (sentences.length === 0) sentences.push('How work flows cannot be seen in this data.');
  return { sentences, forecast: forecastText(flow.forecast) };
}

function forecastText(forecast: TeamReport['flow']['forecast']): string | null {
  if (forecast === null) return null;
  const horizon =
    forecast.horizonSprints === 1 ? 'the next sprint' : `the next ${forecast.horizonSprints} sprints`;
  const text = `In ${horizon} the team will finish ${forecast.p50} items or more in half of all cases and ${forecast.p85} or more in 85 % of them, if it goes on as in the last ${count(forecast.sample, 'sprint')}.`;
  return forecast.trusted
    ? text
    : `${text} Take it with care: it has not forecast the past well, or there is too little past.`;
}

function experimentView(experiment: TeamReport['experiments'][number], team: TeamReport): ExperimentView {
  const unit = team.findings.find((finding) => finding.rule === experiment.rule)?.measure?.unit ?? null;
  const value = (figure: number | null) =>
    figure === null ? 'not known' : bare(figure, unit ?? '', inPercent(experiment.rule ?? ''));
  const dates = [experiment.from, experiment.until].map((time) => (time === null ? null : longDay(time)));
  return {
    text: shorten(experiment.text, LONGEST),
    rule: experiment.rule,
    days:
      dates[0] && dates[1]
        ? `${dates[0]} – ${dates[1]}`
        : dates[0]
          ? `from ${dates[0]}`
          : dates[1]
            ? `until ${dates[1]}`
            : 'not dated',
    before: experiment.rule === null ? 'no measure' : value(experiment.before),
    after: experiment.rule === null ? 'no measure' : value(experiment.after),
    outcome: outcomeOf(experiment),
  };
}

function outcomeOf({ rule, until, before, after }: TeamReport['experiments'][number]): string {
  if (rule === null) return until === null ? 'no rule is named; still open' : 'no rule is named; finished';
  if (before === null || after === null) return 'cannot tell yet';
  if (before === after) return 'did not move';
  return after < before ? 'went down' : 'went up';
}

/** Three questions for the retrospective: one to keep, one to change, one to try. */
function prompts(team: TeamReport, detected: readonly FindingView[]): string[] {
  const [well] = team.summary.wentWell;
  const keep =
    well === undefined
      ? 'What helped us most in the last sprint, and how do we keep it?'
      : `“${wellView(well, team).title ?? shorten(well, LONGEST)}”: what made this possible, and how do we keep it?`;
  const [first, second] = detected.filter((finding) => finding.question !== null);
  const change =
    first === undefined ? 'What slowed us down that no tool can see?' : `${first.title}. ${first.question}`;
  const experiment = team.experiments.find(({ until, after }) => until === null || after !== null);
  const attempt =
    experiment !== undefined
      ? `Our experiment “${shorten(experiment.text, LONGEST)}”: what did we learn, and do we go on?`
      : second !== undefined
        ? `${second.title}. ${second.question}`
        : 'What is the smallest change worth trying in the next sprint, and how would we notice that it helped?';
  return [keep, change, attempt];
}

function dataView(team: TeamReport): TeamView['data'] {
  const { data } = team;
  const parts = [
    count(data.issues, 'item'),
    `${count(data.other, 'sub-task')} and epics`,
    count(data.changes, 'change'),
    count(data.comments, 'comment'),
    count(data.sprints, 'sprint'),
    count(data.events, 'Scrum event'),
  ];
  return {
    sentence: `Read: ${parts.join(', ')}; ${count(data.people, 'person', 'people')} took part.`,
    gaps: data.gaps.map((gap) => ({ what: shorten(gap.what, LONGEST), why: shorten(gap.why, LONGEST) })),
    sources: (team.sources ?? []).map((source) => shorten(source, LONGEST)),
    complete: data.complete,
  };
}

/** Both days counted. */
function calendarDays(from: string, to: string): number {
  return Math.floor(Date.parse(to) / DAY_MS) - Math.floor(Date.parse(from) / DAY_MS) + 1;
}
