import { UsageError } from '../../errors.ts';
import { fieldsText, secondMsOf, zoneOf, type Posting, type Sent } from './shared.ts';

/** A page a team and week, its charts as attachments. */
export async function postConfluence(posting: Posting): Promise<Sent[]> {
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
