import { shorten } from '../../reports/escape/text.ts';
import type { Report, TeamReport } from '../../reports/report.ts';
import { teamView } from '../../reports/view/team.ts';
import { SEVERITY_WORDS } from '../../reports/view/words.ts';

/** What a channel needs to know of a team: where it stands, what changed, what to look at first. Plain text, not escaped. */
export interface Brief {
  readonly team: string;
  readonly state: string;
  readonly change: string;
  /** The most important findings, at most three. */
  readonly lookAt: readonly {
    readonly severity: string;
    readonly title: string;
    readonly next: string | null;
  }[];
  /** How many more findings the report holds. */
  readonly more: number;
}

const LONGEST = 400;

export function briefOf(report: Report, team: TeamReport): Brief {
  const view = teamView(team, 'team', report.kind, report.asOf);
  return {
    team: view.name,
    state: shorten(view.state, LONGEST),
    change: shorten(view.change, LONGEST),
    lookAt: view.top.map(({ severity, title, next }) => ({
      severity: SEVERITY_WORDS[severity],
      title: shorten(title, LONGEST),
      next: next === null ? null : shorten(next, LONGEST),
    })),
    more: view.more.length,
  };
}

/** "Scrum report, 20 November 2026" in words of the kind. */
export function headline(report: Report): string {
  const kind = { weekly: 'Scrum report', audit: 'Scrum audit', backlog: 'Product Backlog report' }[
    report.kind
  ];
  return `${kind}, ${report.asOf.slice(0, 10)}`;
}

export function moreText(more: number): string | null {
  return more === 0 ? null : `and ${more} more in the report`;
}
