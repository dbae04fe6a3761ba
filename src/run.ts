import { createHash } from 'node:crypto';
import { assessTeam, type Assessment } from './assessment/assess.ts';
import type { PastRun } from './assessment/runs.ts';
import { endOfDate, startOfDate } from './commands/as-of.ts';
import { syncEvents, withEvents } from './commands/events.ts';
import type { ScopedTeam, Scope } from './commands/scope.ts';
import type { Session } from './commands/session.ts';
import { connectorFor, readExports, slotOf, storeExport, syncTracker } from './commands/sources.ts';
import { joinPeople } from './connectors/people.ts';
import { resolveAgreements, type ResolvedAgreements } from './config/agreements.ts';
import { ExpectedError, TrackerError, UsageError } from './errors.ts';
import { buildFacts, type TeamFacts } from './facts/build.ts';
import type { Gap, Instant, TeamHistory } from './history/team-history.ts';
import { DAY } from './history/working-time.ts';
import { reportDocument, roleNames, scrubTeam } from './privacy/report.ts';
import type { BacklogItem, Report, ReportKind, TeamReport } from './reports/report.ts';
import type { Store } from './store/store.ts';
import { VERSION } from './version.ts';

export interface RunRequest {
  readonly scope: Scope;
  readonly kind: ReportKind;
  /** Pull from the trackers first. */
  readonly sync: boolean;
  readonly full: boolean;
  /** Keep the result for later comparison. */
  readonly record: boolean;
}

export interface TeamResult {
  readonly team: ScopedTeam;
  readonly history: TeamHistory;
  readonly agreements: ResolvedAgreements['agreements'];
  readonly asOf: Instant;
  /** Behind the privacy boundary. */
  readonly report: TeamReport;
  /** What the store keeps of this run. */
  readonly run: PastRun;
  /** Made anew at each call: what a team's facts remember is let go once it is assessed, so that fifty teams fit. */
  readonly facts: () => TeamFacts;
  /** Every scored item, behind the privacy boundary. */
  readonly scored: readonly BacklogItem[];
}

export interface TeamFailure {
  readonly team: string;
  readonly error: ExpectedError;
}

export interface RunOutcome {
  /** Behind the privacy boundary. */
  readonly report: Report;
  readonly teams: readonly TeamResult[];
  readonly failures: readonly TeamFailure[];
  /** Everything that was asked for could be read. */
  readonly complete: boolean;
}

/** The pipeline: collect, store, analyze, assess, report. */
export async function run(session: Session, request: RunRequest): Promise<RunOutcome> {
  const failures = request.sync ? await collect(session, request.scope, request.full) : [];
  const loaded = await load(session, request.scope, failures);
  session.protect([...loaded.wanted, ...loaded.neighbours].map(({ history }) => history));
  const teams: TeamResult[] = [];
  for (const team of loaded.wanted) teams.push(await assess(session, team, loaded));
  if (request.record) await record(session, teams, request.kind);
  return {
    report: await documentOf(session, teams, request.kind),
    teams,
    failures,
    complete: failures.length === 0 && teams.every(({ history }) => history.complete),
  };
}

/** Pulls every team; one that fails does not stop the others. Unreadable files stop everything before anything is changed. */
export async function collect(session: Session, scope: Scope, full: boolean): Promise<TeamFailure[]> {
  const { host, terminal, config } = session;
  const { progress } = terminal;
  const exports = new Map<ScopedTeam, TeamHistory | null>();
  for (const team of scope.teams) {
    if (team.config !== null) exports.set(team, await readExports(team.config, progress, host.now()));
  }
  const store = await session.store({ create: true });
  const context = { config, store, env: host.env, signal: host.signal, progress, now: host.now(), full };
  const failures: TeamFailure[] = [];
  for (const team of scope.teams) {
    if (team.config === null) continue;
    try {
      const read = exports.get(team) ?? null;
      if (read !== null) await storeExport(team.config, read, store, full);
      else if (!(await copyShared(team, scope, failures, store))) await pull(team.config, context);
      await syncEvents(team.config, { ...context, now: read === null ? context.now : read.readAt });
    } catch (error) {
      host.signal.throwIfAborted();
      if (!(error instanceof ExpectedError) || error instanceof UsageError) throw error;
      terminal.detail(`${team.name}: ${error.stack ?? error.message}`);
      failures.push({ team: team.name, error });
    }
  }
  progress.end();
  return failures;
}

/**
 * Two teams that read the very same place: it is fetched once, for the first of them, and copied to the other.
 * Gives whether that was done.
 */
async function copyShared(
  team: ScopedTeam,
  scope: Scope,
  failures: readonly TeamFailure[],
  store: Store,
): Promise<boolean> {
  const first = scope.teams.find((other) => sharesPlace(other, team));
  if (first === undefined || first === team || team.config === null || first.config === null) return false;
  const failure = failures.find((each) => each.team === first.name);
  if (failure !== undefined) throw failure.error;
  const history = await store.load(first.name);
  if (history === null) return false;
  await store.replace(slotOf(team.config), history, (await store.open(slotOf(first.config))).cursor);
  return true;
}

function sharesPlace(a: ScopedTeam, b: ScopedTeam): boolean {
  if (a.config === null || b.config === null || a.config.tracker.kind === 'file') return false;
  return slotOf(a.config).source === slotOf(b.config).source;
}

type PullContext = Parameters<typeof syncTracker>[2] & { readonly config: Session['config'] };

async function pull(team: NonNullable<ScopedTeam['config']>, context: PullContext): Promise<void> {
  const connector = await connectorFor(team, context.env);
  if (connector === null) return;
  await syncTracker(team, connector, context);
  await context.store.purge(team.name, context.now - context.config.retention * DAY);
}

interface LoadedTeam {
  readonly team: ScopedTeam;
  readonly history: TeamHistory;
}

interface Loaded {
  readonly wanted: readonly LoadedTeam[];
  /** The other known teams: people may work in several. */
  readonly neighbours: readonly LoadedTeam[];
}

async function load(session: Session, scope: Scope, failures: TeamFailure[]): Promise<Loaded> {
  const wanted: LoadedTeam[] = [];
  const neighbours: LoadedTeam[] = [];
  for (const team of [...scope.teams, ...scope.known.filter((known) => !scope.teams.includes(known))]) {
    const asked = scope.teams.includes(team);
    const history = await loadTeam(session, team, failures);
    if (history !== null) (asked ? wanted : neighbours).push({ team, history });
    else if (asked && !failures.some((failure) => failure.team === team.name)) failures.push(nothingOf(team));
  }
  return { wanted, neighbours };
}

/** A team's history under its present name; older data of a team that could not be updated says so. */
export async function loadTeam(
  session: Session,
  team: ScopedTeam,
  failures: readonly TeamFailure[],
): Promise<TeamHistory | null> {
  if (!session.hasStore) return null;
  const store = await session.store({ create: false });
  const stored = await store.load(team.name);
  if (stored === null) return null;
  const declared = team.config?.samePeople;
  const own = declared === undefined ? stored : joinPeople(stored, declared);
  const whole = await withEvents({ ...own, team: { ...own.team, name: team.name } }, store);
  const history = { ...whole, gaps: [...whole.gaps, ...sharedGaps(session, team)] };
  const failure = failures.find((each) => each.team === team.name);
  if (failure === undefined) return history;
  const gap = {
    what: 'the newest changes',
    why: `the last update failed (${failure.error.code}), so older data is shown`,
  };
  return { ...history, complete: false, gaps: [...history.gaps, gap] };
}

/** Teams of one project that nothing tells apart hold the same items: that is said. */
function sharedGaps({ config }: Session, team: ScopedTeam): Gap[] {
  const others = config.teams.filter(
    (other) => other !== team.config && sharesPlace({ name: other.name, config: other }, team),
  );
  return others.map((other) => ({
    what: `items of the team ${other.name}`,
    why: 'both teams read the same project, and no board or team field tells their items apart, so each holds all of them',
  }));
}

function nothingOf(team: ScopedTeam): TeamFailure {
  const next =
    team.config === null
      ? 'Import its export again.'
      : 'Run "hatcheck sync" first, without --no-sync and --offline.';
  return {
    team: team.name,
    error: new TrackerError({
      code: 'NOTHING_READ',
      message: `Nothing of the team ${team.name} is in the store.`,
      next,
    }),
  };
}

async function assess(session: Session, { team, history }: LoadedTeam, loaded: Loaded): Promise<TeamResult> {
  const { config, terminal, boundary } = session;
  const store = await session.store({ create: false });
  const { agreements, warnings } = resolveAgreements(config, team.config, history);
  for (const warning of warnings) terminal.progress.warn(warning);
  const asOf = asOfOf(session, team, history, agreements.timezone);
  const neighbours = [...loaded.wanted, ...loaded.neighbours]
    .filter((other) => other.team !== team)
    .map((other) => other.history);
  const input = { history, agreements, asOf, neighbours };
  const assessment = assessTeam({
    ...input,
    name: team.name,
    settings: config.rules,
    suppressions: suppressionsOf(session, team),
    experiments: experimentsOf(team, agreements.timezone),
    pastRuns: await store.runs(team.name),
  });
  const scored = assessment.scored.map((item) => ({
    ...item,
    title: boundary.text(item.title),
    criteria: item.criteria.map((criterion) => ({ ...criterion, why: boundary.text(criterion.why) })),
  }));
  const report = teamDocument(session, history, assessment);
  const facts = (): TeamFacts => buildFacts(input).facts;
  return { team, history, agreements, asOf, report, run: assessment.run, facts, scored };
}

/** Given, else now; for exports the newest time in them. Whole seconds, as the report writes them. */
function asOfOf(session: Session, team: ScopedTeam, history: TeamHistory, timezone: string): Instant {
  if (session.asOf !== null) return session.asOf(timezone);
  const live = team.config !== null && team.config.tracker.kind !== 'file';
  return live ? Math.floor(session.host.now() / 1000) * 1000 : history.readAt;
}

function suppressionsOf(
  session: Session,
  { name }: ScopedTeam,
): Parameters<typeof assessTeam>[0]['suppressions'] {
  return session.config.suppress
    .filter(({ team }) => team === undefined || team.toLowerCase() === name.toLowerCase())
    .map(({ rule, until, because }) => ({ rule, until, because }));
}

function experimentsOf(
  { config }: ScopedTeam,
  timezone: string,
): Parameters<typeof assessTeam>[0]['experiments'] {
  return (config?.experiments ?? []).map(({ rule, text, from, until }) => ({
    rule: rule ?? null,
    text,
    from: startOfDate(from, timezone),
    until: until === undefined ? null : endOfDate(until, timezone),
  }));
}

async function record(session: Session, teams: readonly TeamResult[], kind: ReportKind): Promise<void> {
  const store = await session.store({ create: false });
  for (const { team, run: judged } of teams) await store.recordRun(team.name, { ...judged, kind });
}

/** The report document, with nobody in it whom the privacy setting keeps inside. */
async function documentOf(session: Session, teams: readonly TeamResult[], kind: ReportKind): Promise<Report> {
  const { boundary, config, host } = session;
  const reports = teams.map((result) => ({ ...result.report, sources: sourcesOf(result) }));
  const newest = Math.max(...teams.map(({ asOf }) => asOf));
  const asOf = `${new Date(Number.isFinite(newest) ? newest : host.now()).toISOString().slice(0, 19)}Z`;
  const about = {
    retentionDays: config.retention,
    configurationHash: config.hash,
    dataHash: teams.length === 0 ? null : await dataHash(session, teams),
  };
  return reportDocument({ version: VERSION, kind, asOf, privacy: boundary.privacy, teams: reports, about });
}

function teamDocument({ boundary }: Session, history: TeamHistory, assessment: Assessment): TeamReport {
  const { productOwner, scrumMaster } = assessment.facts.roles;
  const nameOf = (id: string): string => history.people.find((person) => person.id === id)?.name ?? id;
  const keys = new Set(history.items.map((item) => item.key));
  const holders = { 'product-owner': productOwner.people, 'scrum-master': scrumMaster.people };
  const names = roleNames(boundary.privacy, boundary.pseudonym, nameOf);
  return scrubTeam(assessment.report, boundary, names, holders, (text) => keys.has(text));
}

/** Where the data came from, in words. */
function sourcesOf({ team, history }: TeamResult): string[] {
  const tracker = team.config?.tracker;
  const events = history.eventSources.map((source) => `${source.kind} ${source.name}`);
  if (tracker === undefined || tracker.kind === 'file') {
    const project = history.team.project === null ? '' : ` of ${history.team.project}`;
    return [`exported files${project}`, ...events];
  }
  if (tracker.kind === 'jira') return [`Jira project ${tracker.project}`, ...events];
  return [
    tracker.kind === 'linear' ? `Linear team ${tracker.team}` : `GitHub repository ${tracker.repository}`,
    ...events,
  ];
}

async function dataHash(session: Session, teams: readonly TeamResult[]): Promise<string> {
  const store = await session.store({ create: false });
  const hash = createHash('sha256');
  for (const { team } of teams) hash.update(await store.hash(team.name));
  return hash.digest('hex');
}
