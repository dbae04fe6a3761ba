type Environment = Readonly<Record<string, string | undefined>>;

const SECRETS = [
  'GITHUB_TOKEN',
  'JIRA_API_TOKEN',
  'JIRA_PAT',
  'LINEAR_API_KEY',
  'CONFLUENCE_API_TOKEN',
  'SLACK_WEBHOOK_URL',
  'TEAMS_WEBHOOK_URL',
  'HATCHECK_WEBHOOK_URL',
  'HATCHECK_WEBHOOK_SECRET',
  'HATCHECK_KEY',
] as const;
const LOGINS = [
  ['JIRA_EMAIL', 'JIRA_API_TOKEN'],
  ['CONFLUENCE_EMAIL', 'CONFLUENCE_API_TOKEN'],
] as const;
/** Shorter values would take ordinary words out of the log. */
const SHORTEST = 8;

/**
 * Commands by which a runner of GitHub Actions hides the secrets of the environment in the log, also in the form in which
 * they travel: the runner knows what it was given, not what is made of it. Empty outside of Actions.
 */
export function maskCommands(env: Environment, more: readonly string[] = []): string[] {
  if (env['GITHUB_ACTIONS'] !== 'true') return [];
  const plainOnes = [...SECRETS, ...more].flatMap((name) => env[name] ?? []);
  const basics = LOGINS.flatMap(([login, token]) => {
    const [user, secret] = [env[login] ?? env['JIRA_EMAIL'], env[token] ?? env['JIRA_API_TOKEN']];
    return user === undefined || secret === undefined
      ? []
      : [Buffer.from(`${user}:${secret}`).toString('base64')];
  });
  const values = [...plainOnes, ...basics]
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST);
  return [...new Set(values)].flatMap((value) =>
    value
      .split(/\r?\n/)
      .filter((line) => line.length >= SHORTEST)
      .map((line) => `::add-mask::${escapeCommand(line)}`),
  );
}

function escapeCommand(value: string): string {
  return value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
