import { CredentialsError, ExpectedError, UsageError } from '../../errors.ts';
import { postConfluence } from './confluence.ts';
import { postIssues } from './github.ts';
import type { Posting, Sent, Target } from './shared.ts';
import { postChat, postWebhook } from './webhooks.ts';

/** How each target is served. */
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
