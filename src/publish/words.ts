import type { FailureWords } from '../connectors/manners/index.ts';

/** How failures of posting are told; all targets share the codes POST_…. */
export const GITHUB_WORDS: FailureWords = {
  tracker: 'GitHub',
  code: 'POST',
  credentials:
    'GITHUB_TOKEN is wrong, was withdrawn or has expired; in a workflow pass ${{ github.token }} as github-token.',
  permission:
    'Give the job "permissions: issues: write" (and "contents: write" for a branch). A pull request from a fork has a token that may only read: nothing can be posted from there.',
  missing:
    'Check --repository (owner/name) and that the token may see it; a private repository looks as if it did not exist.',
};

export const CONFLUENCE_WORDS: FailureWords = {
  tracker: 'Confluence',
  code: 'POST',
  credentials:
    'Set CONFLUENCE_EMAIL and CONFLUENCE_API_TOKEN (default: those of Jira); a token of Atlassian lasts a year at most.',
  permission: 'Give the account of the token permission to add pages and attachments in the space.',
  missing:
    'Check the address of the wiki (it ends in /wiki on Cloud), the key of the space and the parent page.',
};

/** Where a report goes, and what may be said about that place. */
export const WEBHOOKS = {
  slack: {
    tracker: 'Slack',
    variable: 'SLACK_WEBHOOK_URL',
    gone: 'The webhook or its channel was removed: create an incoming webhook in Slack again and put its address into SLACK_WEBHOOK_URL.',
  },
  teams: {
    tracker: 'Microsoft Teams',
    variable: 'TEAMS_WEBHOOK_URL',
    gone: 'The workflow was removed or turned off: create "Post to a channel when a webhook request is received" in Teams again and put its address into TEAMS_WEBHOOK_URL.',
  },
  webhook: {
    tracker: 'The webhook',
    variable: 'HATCHECK_WEBHOOK_URL',
    gone: 'Check the address in HATCHECK_WEBHOOK_URL and that its receiver runs.',
  },
} as const;

export type WebhookTarget = keyof typeof WEBHOOKS;
