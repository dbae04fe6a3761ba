import { csvTable } from './escape/csv.ts';
import type { CriterionId, Report } from './report.ts';
import { reportView } from './view/report.ts';

const FINDING_COLUMNS = [
  'team',
  'rule',
  'state',
  'severity',
  'confidence',
  'accountability',
  'title',
  'summary',
  'value',
  'threshold',
  'unit',
  'sample',
  'reasons',
  'first_detected',
  'runs',
  'question',
  'next_step',
  'owner',
  'evidence_total',
  'evidence_keys',
];

const CRITERIA: readonly CriterionId[] = [
  'who-what',
  'value',
  'testable',
  'small',
  'sized',
  'independent',
  'atomic',
  'negotiable',
  'traceable',
  'conversation',
  'fresh',
];

/** `findings.csv` and `items.csv`: RFC 4180, UTF-8, a header line each, safe to open in a spreadsheet. */
export function renderCsv(report: Report): { findings: string; items: string } {
  return { findings: findingsCsv(report), items: itemsCsv(report) };
}

function findingsCsv(report: Report): string {
  const rows = report.teams.flatMap((team) =>
    team.findings.map((finding) => [
      team.name,
      finding.rule,
      finding.state,
      finding.severity,
      finding.confidence,
      finding.accountability,
      finding.title,
      finding.summary,
      finding.measure?.value ?? null,
      finding.measure?.threshold ?? null,
      finding.measure?.unit ?? null,
      finding.measure?.sample ?? null,
      finding.reasons.join(' '),
      finding.firstDetected,
      finding.runs,
      finding.coaching?.question ?? null,
      finding.coaching?.next ?? null,
      finding.coaching?.owner ?? null,
      finding.evidenceTotal,
      finding.evidence.flatMap((evidence) => evidence.key ?? []).join(' '),
    ]),
  );
  return csvTable(FINDING_COLUMNS, rows);
}

function itemsCsv(report: Report): string {
  const header = ['team', 'zone', 'key', 'title', 'url', 'readiness', ...CRITERIA];
  const rows = report.teams.flatMap((team) =>
    team.backlog.items.map((item) => {
      const values = new Map(item.criteria.map((criterion) => [criterion.id, criterion.value]));
      const criteria = CRITERIA.map((id) => values.get(id) ?? null);
      return [team.name, item.zone, item.key, item.title, item.url, item.readiness, ...criteria];
    }),
  );
  return csvTable(header, rows);
}

/** The audit's recommendations, ready to be imported into a tracker. */
export function renderRecommendationsCsv(report: Report): string {
  const { audit } = reportView(report);
  const rows = audit?.recommendations ?? [];
  return csvTable(
    ['id', 'recommendation', 'finding', 'rule', 'teams', 'effort', 'owner', 'success_measure'],
    rows.map((row) => [
      row.id,
      row.text,
      row.finding,
      row.rule,
      row.everyTeam,
      row.effort,
      row.owner,
      row.success,
    ]),
  );
}
