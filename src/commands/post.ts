import path from 'node:path';
import { proposal } from '../config/nearest.ts';
import { isSafeUrl } from '../config/schema.ts';
import { UsageError } from '../errors.ts';
import { scrubDocument } from '../privacy/report.ts';
import { readReport } from '../publish/document.ts';
import { safeUrl } from '../reports/escape/url.ts';
import type { Privacy, Report } from '../reports/report.ts';
import type { Host } from './host.ts';
import { DEFAULT_OUT, oneOf, someOf, type GlobalOptions } from './options.ts';
import { TARGETS, type Posting, type Sent } from './post/shared.ts';
import { SENDERS } from './post/targets.ts';
import { Session } from './session.ts';

export interface PostOptions extends GlobalOptions {
  readonly to?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly repository?: string;
  readonly api?: string;
  readonly labels?: string;
  readonly charts?: string;
  readonly branch?: string;
  readonly allowPublic?: boolean;
  readonly closePrevious?: boolean;
  readonly link?: string;
  readonly wiki?: string;
  readonly space?: string;
  readonly parent?: string;
}

const CHARTS = ['text', 'branch', 'none'] as const;
/** What may be shown: nobody, pseudonyms, names. */
const OPENNESS: readonly Privacy[] = ['aggregate', 'pseudonymise', 'names'];
const KEY = /^(?:[A-Z][A-Z0-9_]*-|#|[\w.-]+\/[\w.-]+#)\d+$/;

/** `hatcheck post`: publishes a report that was written before; syncs and analyses nothing. */
export async function postCommand(host: Host, options: PostOptions): Promise<number> {
  const targets = targetsOf(options);
  const charts = oneOf('--charts', options.charts ?? 'text', CHARTS);
  const dryRun = options.dryRun === true;
  if (options.offline === true && !dryRun) {
    throw new UsageError({
      code: 'OPTION_INVALID',
      message: 'post sends something, and --offline opens no connection.',
      next: 'Leave --offline away, or look at what would be sent with --dry-run.',
    });
  }
  for (const [name, url] of [
    ['--api', options.api],
    ['--wiki', options.wiki],
  ] as const)
    if (url !== undefined && !isSafeUrl(url)) throw badUrl(name);
  const session = await Session.start(host, options);
  try {
    const from = options.from ?? path.join(DEFAULT_OUT, 'report.json');
    const report = guarded(chosen(await readReport(path.resolve(host.cwd, from), from), options), session);
    const posting: Posting = {
      session,
      report,
      folder: path.dirname(from),
      options: { ...options, charts, labels: listOf(options.labels ?? 'scrum-report') },
      link: linkOf(options.link, host.env),
      dryRun,
    };
    const sent: Sent[] = [];
    for (const target of targets) sent.push(...(await SENDERS[target](posting)));
    tell(session, sent, dryRun);
    return 0;
  } finally {
    await session.close();
  }
}

function targetsOf({ to }: PostOptions): (keyof typeof SENDERS)[] {
  if (to !== undefined) return someOf('--to', to, TARGETS);
  throw new UsageError({
    code: 'OPTION_INVALID',
    message: 'post needs to know where to: --to is missing.',
    next: `Give --to ${TARGETS.join(', --to ')}; several with commas between them.`,
  });
}

function badUrl(option: string): UsageError {
  return new UsageError({
    code: 'OPTION_INVALID',
    message: `${option} must be an https URL without a user name or password in it (http only on this machine).`,
    next: 'Secrets come from the environment; give the plain address.',
  });
}

function listOf(labels: string): string[] {
  return labels
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}

/** The teams of the report that the options ask for; all without. */
function chosen(report: Report, { team: names = [] }: PostOptions): Report {
  if (names.length === 0) return report;
  const known = report.teams.map((team) => team.name);
  for (const name of names) {
    if (known.some((each) => each.toLowerCase() === name.trim().toLowerCase())) continue;
    throw new UsageError({
      code: 'TEAM_UNKNOWN',
      message: `The report holds no team "${name}".`,
      next: proposal(name, known),
    });
  }
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return { ...report, teams: report.teams.filter((team) => wanted.has(team.name.toLowerCase())) };
}

/**
 * The report behind the privacy boundary of the configuration of today, whatever was true when it was written.
 * @throws UsageError where it shows more than that allows
 */
function guarded(report: Report, { config, boundary }: Session): Report {
  if (config.file !== null && OPENNESS.indexOf(report.privacy) > OPENNESS.indexOf(config.privacy)) {
    throw new UsageError({
      code: 'REPORT_SHOWS_MORE',
      message: `The report was written with "privacy: ${report.privacy}", and the configuration allows "${config.privacy}".`,
      next: 'Write the report again, then post it.',
    });
  }
  if (report.privacy === 'names') return report;
  const isKey = (text: string): boolean => KEY.test(text);
  const teams = report.teams.map((team) => ({ ...scrubDocument(team, boundary, isKey), name: team.name }));
  return { ...report, teams };
}

/** Where the whole report is: as given, else the run of the workflow, whose artifacts hold it. */
function linkOf(given: string | undefined, env: Host['env']): string | null {
  if (given !== undefined) {
    const url = given.trim() === '' ? null : safeUrl(given);
    if (url === null && given.trim() !== '') throw badUrl('--link');
    return url;
  }
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return server === undefined || repository === undefined || run === undefined
    ? null
    : safeUrl(`${server}/${repository}/actions/runs/${run}`);
}

function tell(session: Session, sent: readonly Sent[], dryRun: boolean): void {
  const { terminal, options } = session;
  if (options.json === true) {
    const results = sent.map(({ text: _text, warnings: _warnings, ...rest }) => rest);
    return terminal.json({ schemaVersion: 1, dryRun, posts: results });
  }
  for (const { text, warnings } of sent) {
    // Composed from the scrubbed report: exactly what would be sent, to the last character.
    if (dryRun) terminal.document(text);
    else terminal.print(text);
    for (const warning of warnings) terminal.note(`Warning: ${warning}`);
  }
}
