import { CredentialsError } from '../../errors.ts';
import { fieldsText, githubPlace, secondMsOf, zoneOf, type Posting, type Sent } from './shared.ts';

/** One issue a team and week on GitHub. */
export async function postIssues(posting: Posting): Promise<Sent[]> {
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
