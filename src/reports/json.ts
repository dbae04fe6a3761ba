import type { Report } from './report.ts';

/** The report document itself (`report.json`): the same report gives the same bytes. */
export function renderJson(report: Report): string {
  return JSON.stringify(report, null, 2) + '\n';
}
