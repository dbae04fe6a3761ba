import { UsageError } from '../../errors.ts';
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

/** Weeks begin in the team's time zone. */
export function zoneOf({ config }: Session): (team: string) => string {
  return (name) =>
    config.teams.find((team) => team.name.toLowerCase() === name.toLowerCase())?.timezone ?? config.timezone;
}

/** A request as --dry-run shows it: its fields, then its body as it is. */
export function fieldsText(request: string, fields: Readonly<Record<string, unknown>>): string {
  const { body, ...rest } = fields;
  const lines = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [request, ...lines, ...(typeof body === 'string' ? ['', body] : [])].join('\n');
}
