import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError, ExpectedError } from '../../errors.ts';
import type { DrawnChart } from '../../reports/charts/draw.ts';
import type { Report, TeamReport } from '../../reports/report.ts';
import { teamSlug, weekOf, type Week } from '../week.ts';
import { chartFiles } from './charts.ts';
import { tasksFor, tasksOf } from './experiments.ts';
import { BODY_LIMIT, issueBody, issueTitle, type IssueText } from './issue-body.ts';
import { exclusively } from './lock.ts';
import { continuedIn, isContinued, markerOf, type Marker } from './marker.ts';
import { UncertainError, type Repository, type RepositoryIssue } from './repository.ts';

export interface IssueRequest {
  readonly report: Report;
  /** Time zone of a team, in which its weeks begin. */
  readonly zoneOf: (team: string) => string;
  readonly labels: readonly string[];
  readonly allowPublic: boolean;
  readonly closePrevious: boolean;
  /** `text`: sparklines and tables; `none`: sentences alone; pictures: PNGs on a branch of their own. */
  readonly charts: 'text' | 'none' | { readonly branch: string; readonly drawn: readonly DrawnChart[] };
  /** Where the whole report is. */
  readonly link: string | null;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Milliseconds that stand for a second of waiting: 1000, in tests less. */
  readonly secondMs?: number;
}

export interface PublishedIssue {
  readonly team: string;
  readonly number: number;
  readonly url: string;
  readonly done: 'created' | 'updated' | 'unchanged';
  /** Numbers of older issues that were closed. */
  readonly closed: readonly number[];
  /** What could not be done beside it. */
  readonly warnings: readonly string[];
}

/** Last week's issue is looked for so far back. */
const LOOK_BACK_MS = 60 * 86_400_000;

/**
 * One issue a team and ISO week, found again by its hidden marker among the token's own issues and updated in place; older
 * open ones are closed with a link, their open experiments carried over.
 * @throws UsageError for a public repository without `allowPublic`, before anything is sent
 */
export async function publishIssues(
  repository: Repository,
  request: IssueRequest,
): Promise<PublishedIssue[]> {
  await refusePublic(repository, request.allowPublic, 'A coaching report');
  const published: PublishedIssue[] = [];
  for (const team of request.report.teams) published.push(await publishTeam(repository, request, team));
  return published;
}

/** @throws UsageError where everybody on the internet could read it */
export async function refusePublic(repository: Repository, allowed: boolean, what: string): Promise<void> {
  if (allowed || !(await repository.isPublic())) return;
  throw new UsageError({
    code: 'PUBLIC_REPOSITORY',
    message: `${what} would be readable by everybody: the repository ${repository.name} is public.`,
    next: 'Name a private repository with --repository, or allow it with --allow-public (in the action: allow-public: true).',
  });
}

async function publishTeam(
  repository: Repository,
  request: IssueRequest,
  team: TeamReport,
): Promise<PublishedIssue> {
  const week = weekOf(request.report.asOf, request.zoneOf(team.name));
  const marker = { kind: request.report.kind, team: teamSlug(team.name), week: week.name };
  const charts = await publishCharts(repository, request, team, week.name);
  const search = { repository, request, marker, week };
  const text = (found: Found): IssueText => ({
    report: request.report,
    team,
    marker,
    server: repository.server,
    tasks: tasksFor(
      team.experiments,
      request.report.asOf,
      tasksOf(found.current?.body ?? ''),
      tasksOf(found.previous[0]?.body ?? ''),
    ),
    before: found.previous[0]?.number ?? null,
    link: request.link,
    charts,
  });
  const found = await find(search);
  const title = issueTitle(request.report, team, week.name);
  const [issue, done, older] =
    found.current === null
      ? await create(search, title, text)
      : await update(repository, found.current, found, { title, body: issueBody(text(found)) });
  const { closed, warnings } = request.closePrevious
    ? await closeOlder(repository, older.previous, issue)
    : { closed: [], warnings: [] };
  return { team: team.name, number: issue.number, url: issue.url, done, closed, warnings };
}

interface Search {
  readonly repository: Repository;
  readonly request: IssueRequest;
  readonly marker: Marker;
  readonly week: Week;
}

interface Found {
  readonly current: RepositoryIssue | null;
  /** Issues of earlier weeks, newest first. */
  readonly previous: readonly RepositoryIssue[];
}

type Outcome = readonly [issue: RepositoryIssue, done: PublishedIssue['done'], found: Found];

/** Looks by label first; an issue of this week that lost its label is found among all that were changed since Monday. */
async function find({ repository, request, marker, week }: Search): Promise<Found> {
  const self = await repository.self();
  const since = new Date(Date.parse(week.start) - LOOK_BACK_MS).toISOString();
  const [label] = request.labels;
  const labelled = await repository.issues({ since, ...(label === undefined ? {} : { label }) });
  const first = sort(labelled, self, marker);
  if (first.current !== null || label === undefined) return first;
  const others = await repository.issues({ since: week.start });
  return { ...first, current: sort(others, self, marker).current };
}

function sort(issues: readonly RepositoryIssue[], self: string, wanted: Marker): Found {
  const mine = issues.flatMap((issue) => {
    const marker = issue.author === self ? markerOf(issue.body) : null;
    return marker?.team === wanted.team && marker.kind === wanted.kind ? [{ issue, week: marker.week }] : [];
  });
  mine.sort((a, b) => (a.week === b.week ? a.issue.number - b.issue.number : a.week < b.week ? 1 : -1));
  return {
    current: mine.find(({ week }) => week === wanted.week)?.issue ?? null,
    previous: mine.filter(({ week }) => week < wanted.week).map(({ issue }) => issue),
  };
}

/** Creates the issue unless another run was faster; while one run creates, others of the same team and week wait. */
function create(search: Search, title: string, text: (found: Found) => IssueText): Promise<Outcome> {
  const { repository, request, marker } = search;
  const { now, signal, labels, secondMs = 1000 } = request;
  const subject = `${marker.kind} ${marker.team} ${marker.week}`;
  return exclusively(repository, { subject, now, signal, secondMs }, async () => {
    const found = await find(search);
    const body = issueBody(text(found));
    if (found.current !== null) return update(repository, found.current, found, { title, body });
    try {
      return [await repository.createIssue({ title, body, labels }), 'created', found];
    } catch (error) {
      if (!(error instanceof UncertainError)) throw error;
      await sleep(3 * secondMs, undefined, { signal });
      const again = await find(search);
      if (again.current !== null) return [again.current, 'created', again];
      throw error.cause;
    }
  });
}

async function update(
  repository: Repository,
  issue: RepositoryIssue,
  found: Found,
  wanted: { readonly title: string; readonly body: string },
): Promise<Outcome> {
  if (issue.body.trim() === wanted.body.trim() && issue.title === wanted.title)
    return [issue, 'unchanged', found];
  return [{ ...(await repository.updateIssue(issue.number, wanted)), url: issue.url }, 'updated', found];
}

/** One that somebody opened again after it was closed for a newer one is left alone. */
async function closeOlder(
  repository: Repository,
  older: readonly RepositoryIssue[],
  newer: RepositoryIssue,
): Promise<{ closed: number[]; warnings: string[] }> {
  const closed: number[] = [];
  const warnings: string[] = [];
  for (const issue of older) {
    if (!issue.open || isContinued(issue.body)) continue;
    const body = continuedIn(issue.body, `#${newer.number}`, BODY_LIMIT);
    try {
      await repository.updateIssue(issue.number, { body, state: 'closed', state_reason: 'completed' });
      closed.push(issue.number);
    } catch (error) {
      // This week's issue is there; an older one that somebody locked or deleted does not undo that.
      if (!(error instanceof ExpectedError) || !['ISSUE_GONE', 'ISSUE_LOCKED'].includes(error.code))
        throw error;
      warnings.push(`${error.message} ${error.next}`);
    }
  }
  return { closed, warnings };
}

async function publishCharts(
  repository: Repository,
  { charts, report }: IssueRequest,
  team: TeamReport,
  week: string,
): Promise<IssueText['charts']> {
  if (typeof charts === 'string') return charts;
  const { branch, drawn } = charts;
  const place = { server: repository.server, repository: repository.name, branch, week };
  const own = drawn.filter((chart) => report.teams[chart.team] === team);
  const { files, picture } = chartFiles(report, own, place);
  if (files.size > 0) await repository.commit(branch, `Charts of ${teamSlug(team.name)}, ${week}`, files);
  return picture;
}
