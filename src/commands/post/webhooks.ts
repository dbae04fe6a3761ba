import { CredentialsError } from '../../errors.ts';
import type { WebhookPost } from '../../publish/webhook.ts';
import { secondMsOf, type Posting, type Sent } from './shared.ts';

/** Slack and Microsoft Teams: the few lines that matter. */
export function postChat(target: 'slack' | 'teams'): (posting: Posting) => Promise<Sent[]> {
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

/** The signed document. */
export async function postWebhook(posting: Posting): Promise<Sent[]> {
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
  posts: readonly WebhookPost[],
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
