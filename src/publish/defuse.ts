import type { Report, TeamReport } from '../reports/report.ts';

const BREAK = '\u200B';
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * Markdown that people wrote into an issue, safe to carry into the next one: its markup stays, but it mentions nobody again,
 * refers to no issue, hides nothing and links back nowhere. Doing it twice changes nothing.
 */
export function defuse(markdown: string): string {
  return markdown
    .replace(UNSEEN, '')
    .replace(/</g, '&lt;')
    .replace(/@(?=[\p{L}\p{N}_-])/gu, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/https?:\/\/(?:www\.)?github\.com\//gi, 'https://redirect.github.com/')
    .replace(/:(?=:)/g, `:${BREAK}`);
}

/**
 * The address such that GitHub does not note it on what it leads to ("mentioned this issue"): github.com has a redirecting
 * host for that; an own server has none, so links to its issues go.
 */
export function withoutBackLink(url: string | null, server: string): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const target = new URL(url);
  const host = target.hostname.toLowerCase();
  if (host === 'github.com' || host === 'www.github.com') {
    target.hostname = 'redirect.github.com';
    return target.href;
  }
  return host === new URL(server).hostname.toLowerCase() ? null : target.href;
}

/** A team's report in which no link leaves a trace on a tracker of GitHub. */
export function withoutBackLinks(report: Report, server: string): Report {
  const safe = (url: string | null): string | null => withoutBackLink(url, server);
  const teams = report.teams.map((team): TeamReport => ({
    ...team,
    findings: team.findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map((evidence) => ({ ...evidence, url: safe(evidence.url) })),
    })),
    backlog: {
      ...team.backlog,
      items: team.backlog.items.map((item) => ({ ...item, url: safe(item.url) })),
    },
    actToday: team.actToday.map((row) => ({ ...row, url: safe(row.url) })),
  }));
  return { ...report, teams };
}
