import { CredentialsError, ExpectedError, UsageError } from '../../errors.ts';
import type { Report } from '../../reports/report.ts';
import type { PostOptions } from '../post.ts';
import type { Session } from '../session.ts';

export const TARGETS = ['github-issue', 'slack', 'teams', 'webhook', 'confluence', 'job-summary'] as const;
export type Target = (typeof TARGETS)[number];

/** What is posted, and how. */
export interface Posting {
  readonly session: Session;
  readonly report: Report;
  /** Folder of the report's files, as messages call it. */
  readonly folder: string;
  readonly options: Omit<PostOptions, 'charts' | 'labels'> & {
    readonly charts: 'text' | 'branch' | 'none';
    readonly labels: readonly string[];
  };
  /** Where the whole report is. */
  readonly link: string | null;
  readonly dryRun: boolean;
}

/** What became of it, for people (`text`) and for `--json` (the rest). */
export interface Sent {
  readonly target: Target;
  readonly text: string;
  readonly warnings: readonly string[];
  readonly team?: string;
  readonly url?: string;
  readonly number?: number;
  readonly done?: string;
  /** With --dry-run: what would be sent. */
  readonly request?: unknown;
}

/** A test shortens the seconds in which limits and gaps between writes are counted. */
export function secondMsOf(env: Readonly<Record<string, string | undefined>>): number {
  const given = Number(env['HATCHECK_SECOND_MS']);
  return Number.isInteger(given) && given > 0 ? given : 1000;
}

export const SENDERS: Readonly<Record<Target, (posting: Posting) => Promise<Sent[]>>> = {
  'github-issue': (posting) => safely(posting, postIssues),
  slack: (posting) => safely(posting, postChat('slack')),
  teams: (posting) => safely(posting, postChat('teams')),
  webhook: (posting) => safely(posting, postWebhook),
  confluence: (posting) => safely(posting, postConfluence),
  'job-summary': postSummary,
};

/** A failure of posting leaves the report's files as they are; the message says where they are. */
async function safely(posting: Posting, send: (posting: Posting) => Promise<Sent[]>): Promise<Sent[]> {
  try {
    return await send(posting);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { code, message, next } = error;
    const text = { code, message, next: `${next} The report's files are in ${posting.folder}.` };
    if (error.exitCode === 2) throw new UsageError(text, { cause: error });
    throw error.exitCode === 3
      ? new CredentialsError(text, { cause: error })
      : new ExpectedError(text, error.exitCode, { cause: error });
  }
}

async function postIssues(posting: Posting): Promise<Sent[]> {
  const { session, report, options, dryRun, link } = posting;
  const { env, now, signal } = session.host;
  const { githubRepository, serverOf } = await import('../../publish/github/client.ts');
  const { publishIssues } = await import('../../publish/github/issue.ts');
  const { Rehearsal } = await import('../../publish/github/rehearsal.ts');
  const place = githubPlace(posting);
  const token = env['GITHUB_TOKEN']?.trim() ?? '';
  if (token === '' && !dryRun) throw noToken();
  const onWait = (text: string): void => session.terminal.note(text);
  const secondMs = secondMsOf(env);
  const reads = token !== '' && options.offline !== true;
  const real = reads ? githubRepository({ token, ...place, signal, onWait, secondMs }) : null;
  const rehearsal = new Rehearsal(real, { name: place.repository, server: serverOf(place.api) });
  if (dryRun && real === null)
    session.terminal.note(
      'Without GITHUB_TOKEN nobody looks for an issue of this week: this is a first one.',
    );
  const published = await publishIssues(dryRun ? rehearsal : (real ?? rehearsal), {
    report,
    zoneOf: zoneOf(session),
    labels: options.labels,
    allowPublic: options.allowPublic === true,
    closePrevious: options.closePrevious !== false,
    charts: await chartsOf(posting),
    link,
    now,
    signal,
    secondMs,
  });
  if (dryRun)
    return rehearsal.sent.map((request) => ({
      target: 'github-issue' as const,
      text: fieldsText(`${request.request}`, request.fields),
      warnings: [],
      request,
    }));
  return published.map(({ team, number, url, done, closed, warnings }) => {
    const older = closed.length === 0 ? '' : `, closed ${closed.map((each) => `#${each}`).join(', ')}`;
    const text = `${team}: issue ${done}: ${url}${older}`;
    return { target: 'github-issue', text, warnings, team, number, url, done };
  });
}

/** Repository and API: as given, else those of the workflow. */
export function githubPlace({ session, options }: Pick<Posting, 'session' | 'options'>): {
  repository: string;
  api: string;
} {
  const { env } = session.host;
  const api = (options.api ?? env['GITHUB_API_URL']?.trim()) || 'https://api.github.com';
  const repository = options.repository ?? env['GITHUB_REPOSITORY']?.trim() ?? '';
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return { repository, api: api.replace(/\/+$/, '') };
  throw new UsageError({
    code: 'POST_REPOSITORY',
    message:
      repository === ''
        ? 'It is not known which repository the issue belongs to.'
        : `"${repository}" is no repository.`,
    next: 'Give --repository owner/name; in a workflow of GitHub it is taken from there.',
  });
}

function noToken(): CredentialsError {
  return new CredentialsError({
    code: 'POST_TOKEN_MISSING',
    message: 'GITHUB_TOKEN is not set, so no issue can be written.',
    next: 'Set it to a token with "issues: write"; a pull request from a fork gets none, which is on purpose: post from the schedule of the repository itself.',
  });
}

async function chartsOf({ report, options }: Posting) {
  if (options.charts !== 'branch') return options.charts;
  const { drawCharts } = await import('../../reports/charts/draw.ts');
  return { branch: options.branch ?? 'hatcheck-charts', drawn: await drawCharts(report) };
}

/** Weeks begin in the team's time zone. */
function zoneOf({ config }: Session): (team: string) => string {
  return (name) =>
    config.teams.find((team) => team.name.toLowerCase() === name.toLowerCase())?.timezone ?? config.timezone;
}

function postChat(target: 'slack' | 'teams'): (posting: Posting) => Promise<Sent[]> {
  return async (posting) => {
    const { report, link } = posting;
    const { chatPosts } = await import('../../publish/webhook.ts');
    const messages =
      target === 'slack'
        ? (await import('../../publish/chat/slack.ts')).slackMessages(report, link)
        : (await import('../../publish/chat/teams.ts')).teamsMessages(report, link);
    return deliver(posting, target, chatPosts(target, messages));
  };
}

async function postWebhook(posting: Posting): Promise<Sent[]> {
  const { signedPost } = await import('../../publish/webhook.ts');
  const secret = posting.session.host.env['HATCHECK_WEBHOOK_SECRET'] ?? '';
  if (secret === '' && !posting.dryRun) {
    throw new CredentialsError({
      code: 'POST_TOKEN_MISSING',
      message: 'HATCHECK_WEBHOOK_SECRET is not set: the report would go out unsigned.',
      next: 'Set it to a long random text that the receiver knows too, for example from openssl rand -hex 32.',
    });
  }
  const post = signedPost(posting.report, secret);
  const unsigned = { ...post.headers, 'x-hatcheck-signature-256': '(HATCHECK_WEBHOOK_SECRET is not set)' };
  return deliver(posting, 'webhook', [secret === '' ? { ...post, headers: unsigned } : post]);
}

async function deliver(
  { session, dryRun }: Posting,
  target: 'slack' | 'teams' | 'webhook',
  posts: readonly import('../../publish/webhook.ts').WebhookPost[],
): Promise<Sent[]> {
  const { webhookUrl, sendToWebhook } = await import('../../publish/webhook.ts');
  const { WEBHOOKS } = await import('../../publish/words.ts');
  const { env, signal } = session.host;
  const { tracker, variable } = WEBHOOKS[target];
  if (dryRun) {
    // The address is a secret, here too.
    return posts.map(({ headers, body }) => {
      const request = { request: `POST (the address in ${variable})`, headers, body };
      const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return { target, text: [request.request, ...head, '', body].join('\n'), warnings: [], request };
    });
  }
  const url = webhookUrl(target, env);
  const onWait = (text: string): void => session.terminal.note(text);
  await sendToWebhook(posts, { url, signal, onWait, secondMs: secondMsOf(env) });
  const many = posts.length === 1 ? 'the report was' : `${posts.length} messages were`;
  return [{ target, text: `${tracker}: ${many} sent.`, warnings: [], done: 'sent' }];
}

async function postConfluence(posting: Posting): Promise<Sent[]> {
  const { session, report, link, dryRun, options } = posting;
  const { wikiPage } = await import('../../publish/confluence/page.ts');
  const { openWiki } = await import('../../publish/confluence/wiki.ts');
  const { publishPage } = await import('../../publish/confluence/publish.ts');
  const { weekOf } = await import('../../publish/week.ts');
  const { drawCharts } = await import('../../reports/charts/draw.ts');
  const place = wikiPlace(posting);
  const { env, signal } = session.host;
  const onWait = (text: string): void => session.terminal.note(text);
  const drawn = options.charts === 'none' ? [] : await drawCharts(report);
  const wiki = dryRun ? null : await openWiki({ ...place, env, signal, onWait, secondMs: secondMsOf(env) });
  const sent: Sent[] = [];
  for (const team of report.teams) {
    const week = weekOf(report.asOf, zoneOf(session)(team.name)).name;
    const page = wikiPage(report, team, { week, drawn, link });
    if (wiki === null) {
      const files = [...page.files].map(([name, png]) => `${name} (${png.length} bytes)`);
      const fields = { space: place.space, title: page.title, body: page.body, attachments: files };
      const request = `page of ${place.wiki}, created or, if it exists, replaced`;
      sent.push({
        target: 'confluence',
        text: fieldsText(request, fields),
        warnings: [],
        request: { request, fields },
      });
      continue;
    }
    const { url, done } = await publishPage(wiki, page);
    sent.push({
      target: 'confluence',
      text: `${team.name}: page ${done}: ${url}`,
      warnings: [],
      team: team.name,
      url,
      done,
    });
  }
  return sent;
}

/** Wiki and space: as given, else where the teams' events are read from, if that is one place. */
function wikiPlace({ session, options }: Posting): { wiki: string; space: string; parent: string | null } {
  const configured = session.config.teams.flatMap((team) =>
    (team.events ?? []).flatMap((source) => ('confluence' in source ? [source] : [])),
  );
  const wikis = new Set(configured.map((source) => source.confluence));
  const spaces = new Set(configured.map((source) => source.space));
  const wiki = options.wiki ?? (wikis.size === 1 ? [...wikis][0] : undefined);
  const space = options.space ?? (spaces.size === 1 ? [...spaces][0] : undefined);
  if (wiki !== undefined && space !== undefined) return { wiki, space, parent: options.parent ?? null };
  throw new UsageError({
    code: 'OPTION_INVALID',
    message: `It is not known which ${wiki === undefined ? 'wiki' : 'space'} of Confluence the page belongs to.`,
    next: 'Give --wiki https://acme.atlassian.net/wiki and --space KEY.',
  });
}

async function postSummary({ session, report, dryRun }: Posting): Promise<Sent[]> {
  const { jobSummary, writeJobSummary } = await import('../../publish/job-summary.ts');
  const { env } = session.host;
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  if (dryRun) return [{ target: 'job-summary', text: jobSummary(report, server), warnings: [] }];
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') {
    throw new UsageError({
      code: 'OPTION_INVALID',
      message: 'There is no job summary here: GITHUB_STEP_SUMMARY is not set.',
      next: 'Run it in a workflow of GitHub, or read report.md.',
    });
  }
  await writeJobSummary(file, report, server);
  return [{ target: 'job-summary', text: 'The job summary was written.', warnings: [], done: 'written' }];
}

function fieldsText(request: string, fields: Readonly<Record<string, unknown>>): string {
  const { body, ...rest } = fields;
  const lines = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [request, ...lines, ...(typeof body === 'string' ? ['', body] : [])].join('\n');
}
