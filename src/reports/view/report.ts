import type { Report } from '../report.ts';
import { shorten } from '../escape/text.ts';
import { auditView, type AuditView } from './audit.ts';
import { longDay, moment } from './figures.ts';
import { fileNames } from './names.ts';
import { teamView, type TeamView } from './team.ts';
import { PURPOSE } from './words.ts';

export interface ReportView {
  kind: Report['kind'];
  title: string;
  asOf: string;
  asOfDay: string;
  version: string;
  purpose: string;
  privacy: string;
  retention: string;
  teams: TeamView[];
  audit: AuditView | null;
  hashes: { configuration: string; data: string } | null;
}

const KIND_WORDS = { weekly: 'Weekly report', audit: 'Audit', backlog: 'Product Backlog report' } as const;

const PRIVACY_WORDS = {
  aggregate: 'No person is named in this report.',
  pseudonymise: 'People appear under pseudonyms. Pseudonymised data is still personal data.',
  names: 'This report contains names. Show it only to the people it is about.',
} as const;

/** Everything a page says, as plain text: templates only lay it out. */
export function reportView(report: Report, title?: string | null): ReportView {
  const ids = fileNames(report.teams.map((team) => team.name));
  const entries = report.teams.map((team, place) => ({ team, id: ids[place] ?? 'team' }));
  // The audit never ranks: teams stand in alphabetical order, whatever the configuration says.
  if (report.kind === 'audit')
    entries.sort((a, b) => a.team.name.localeCompare(b.team.name, 'en') || (a.id < b.id ? -1 : 1));
  return {
    kind: report.kind,
    title: title?.trim() || defaultTitle(report),
    asOf: moment(report.asOf),
    asOfDay: longDay(report.asOf),
    version: report.generator.version,
    purpose: PURPOSE,
    privacy: PRIVACY_WORDS[report.privacy],
    retention: retentionText(report),
    teams: entries.map(({ team, id }) => teamView(team, id, report.kind, report.asOf)),
    audit: report.kind === 'audit' ? auditView(entries) : null,
    hashes:
      report.about === undefined
        ? null
        : {
            configuration: report.about.configurationHash ?? 'not recorded',
            data: report.about.dataHash ?? 'not recorded',
          },
  };
}

function defaultTitle(report: Report): string {
  const [first] = report.teams;
  const word = KIND_WORDS[report.kind];
  if (report.kind === 'audit') return 'Scrum audit';
  return report.teams.length === 1 && first !== undefined
    ? `${shorten(first.name, 120)}: ${word.toLowerCase()}`
    : word;
}

function retentionText(report: Report): string {
  const days = report.about?.retentionDays ?? 400;
  return `Closed items and their changes are kept for ${days} days${report.about === undefined ? ' unless configured otherwise' : ''}, open items as long as they are open; “hatcheck privacy --purge” deletes at once what is older.`;
}
