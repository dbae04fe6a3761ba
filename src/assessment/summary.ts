import { GROUPS, type Analyzer } from '../analyzers/analyzer.ts';
import { REASON_TEXTS } from '../analyzers/reason-texts.ts';
import { count, listing } from '../analyzers/shared/words.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { Finding, Severity, TeamReport } from '../reports/report.ts';
import { wasDetected, type PastRun } from './runs.ts';

const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const MAX_NAMED = 3;
const MAX_WELL = 5;
/** Praise needs as much evidence as a finding: below this confidence a clear rule is not called a strength. */
const WELL_CONFIDENCE = 0.7;

/** Most severe first, then the surest, then catalogue order. */
export function mostPressingFirst(findings: readonly Finding[]): Finding[] {
  return findings
    .filter((finding) => finding.state === 'detected')
    .sort(
      (a, b) =>
        SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
        (b.confidence ?? 0) - (a.confidence ?? 0),
    );
}

/** The three lines on top of a report: state, change since the last run, what went well. */
export function summaryOf(
  facts: TeamFacts,
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Analyzer>,
  earlier: readonly PastRun[],
): TeamReport['summary'] {
  return {
    state: stateLine(facts, findings),
    change: changeLine(findings, rules, earlier),
    wentWell: wentWell(findings, earlier),
  };
}

function stateLine(facts: TeamFacts, findings: readonly Finding[]): string {
  const detected = mostPressingFirst(findings);
  const judged = findings.filter(
    (finding) => finding.state === 'clear' || finding.state === 'detected' || finding.state === 'suppressed',
  ).length;
  const notScrum = notScrumLine(facts);
  if (judged === 0) return `Nothing could be judged from this data.${notScrum}`;
  if (detected.length === 0)
    return `No findings in ${count(judged, 'rule')} that could be judged.${notScrum}`;
  const pressing = detected.filter(
    (finding) => finding.severity === 'critical' || finding.severity === 'high',
  ).length;
  const named = detected.slice(0, MAX_NAMED).map((finding) => lowerFirst(finding.title));
  const high =
    pressing === 0
      ? ''
      : detected.length === 1
        ? ', high'
        : `, ${pressing === detected.length ? 'all' : pressing} of them high`;
  return `${count(detected.length, 'finding')}${high}: ${named.join('; ')}${detected.length > MAX_NAMED ? '; and more' : ''}.${notScrum}`;
}

/** What a team without sprints is told: whether any sign of Scrum was found, and that its absence is held against nobody. */
function notScrumLine(facts: TeamFacts): string {
  if (!facts.sprints.unseen.includes('NOT_SCRUM')) return '';
  const kinds = ['planning', 'daily', 'review', 'retrospective', 'refinement'] as const;
  const anyEvent = kinds.some((kind) => facts.events.occurrences(kind, 0, facts.asOf + 1).length > 0);
  return anyEvent
    ? ' The team has no sprints, so Scrum events, goals and forecasts were not judged; that is no finding.'
    : ' There is no Scrum evidence here to judge: the team has no sprints, and no Scrum event was found. That is no finding.';
}

/** Titles keep names that are written with capitals. */
function lowerFirst(title: string): string {
  const first = title.split(' ')[0] ?? '';
  const keeps =
    ['Product', 'Scrum', 'Sprint', 'Developers', 'Daily', 'Increment'].includes(first) ||
    first.toUpperCase() === first;
  return keeps && first.length > 1 ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function changeLine(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Analyzer>,
  earlier: readonly PastRun[],
): string {
  const last = earlier[earlier.length - 1];
  if (last === undefined) return 'This is the first report: there is nothing to compare with yet.';
  const fresh = findings
    .filter((finding) => finding.state === 'detected' && !wasDetected(last, finding.rule))
    .map((finding) => lowerFirst(finding.title));
  const resolved = findings
    .filter((finding) => finding.state === 'clear' && wasDetected(last, finding.rule))
    .map((finding) => lowerFirst(finding.title));
  const lost = findings.filter(
    (finding) =>
      finding.state !== 'clear' &&
      finding.state !== 'detected' &&
      finding.state !== 'suppressed' &&
      wasDetected(last, finding.rule),
  );
  const since = `since the report of ${longDay(last.asOf)}`;
  const parts = [
    fresh.length === 0 ? `Nothing is new ${since}` : `New ${since}: ${shortList(fresh)}`,
    resolved.length === 0 ? 'nothing was resolved' : `in order again: ${shortList(resolved)}`,
    ...(lost.length === 0
      ? []
      : [
          `no longer to be judged: ${shortList(lost.map((finding) => lowerFirst(rules.get(finding.rule)?.title.detected ?? finding.title)))}`,
        ]),
  ];
  return `${parts.join('; ')}.`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `23 October 2026`, in UTC as everywhere in the report. */
function longDay(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function shortList(titles: readonly string[]): string {
  if (titles.length <= MAX_NAMED) return listing(titles);
  return `${titles.slice(0, MAX_NAMED).join(', ')} and ${titles.length - MAX_NAMED} more`;
}

/** Clear findings worth saying aloud: what improved first, then the gravest that is fine, one of each group first. */
function wentWell(findings: readonly Finding[], earlier: readonly PastRun[]): string[] {
  const last = earlier[earlier.length - 1];
  const improved = (finding: Finding): number =>
    last !== undefined && wasDetected(last, finding.rule) ? 0 : 1;
  const clear = findings
    .filter((finding) => finding.state === 'clear' && (finding.confidence ?? 0) >= WELL_CONFIDENCE)
    .sort(
      (a, b) =>
        improved(a) - improved(b) ||
        SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
        (b.confidence ?? 0) - (a.confidence ?? 0),
    );
  const chosen: Finding[] = [];
  const perAccountability = new Map<string, number>();
  for (const limit of [1, 2, MAX_WELL]) {
    for (const finding of clear) {
      const used = perAccountability.get(finding.accountability) ?? 0;
      if (chosen.length >= MAX_WELL || chosen.includes(finding) || used >= limit) continue;
      chosen.push(finding);
      perAccountability.set(finding.accountability, used + 1);
    }
  }
  return chosen.map((finding) => `${finding.title}: ${finding.summary}`);
}

/** How many rules could be judged, and the one thing that would let most others be judged. */
export function judgedOf(findings: readonly Finding[]): TeamReport['judged'] {
  const unseen = findings.filter((finding) => finding.state === 'not-observable');
  const votes = new Map<string, Set<string>>();
  for (const finding of unseen) {
    for (const reason of finding.reasons) {
      const what = connectGroup(REASON_TEXTS[reason].connect);
      if (what === null) continue;
      const rules = votes.get(what) ?? new Set<string>();
      rules.add(finding.rule);
      votes.set(what, rules);
    }
  }
  const best = [...votes].sort((a, b) => b[1].size - a[1].size)[0];
  return {
    rules: findings.length,
    judged: findings.filter(
      (finding) =>
        finding.state === 'detected' || finding.state === 'clear' || finding.state === 'suppressed',
    ).length,
    connectNext: best === undefined ? null : { what: best[0], rules: best[1].size },
  };
}

/** Attendees come with a calendar. */
function connectGroup(connect: string | null): string | null {
  return connect === 'a calendar with attendees' ? 'a calendar' : connect;
}

/** Titles of the groups by id, for reports. */
export const GROUP_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(GROUPS).map(([id, group]) => [id, group.title]),
);
