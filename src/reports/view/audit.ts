import type { Finding, Severity, TeamReport } from '../report.ts';
import { amount, limitWords, list } from './figures.ts';
import { commonMeasure, successMeasure } from './findings.ts';
import {
  GROUPS,
  OWNER_WORDS,
  REASON_WORDS,
  SEVERITIES,
  SEVERITY_WORDS,
  inPercent,
  ruleOf,
  showFirstTo,
  type Group,
} from './words.ts';

export type DimensionWord = 'seen' | 'partly' | 'not seen' | 'cannot tell';

export interface AuditView {
  summary: string[];
  dimensions: { id: Group; title: string }[];
  /** Alphabetical; no number, total or rank across teams. */
  table: { team: string; id: string; cells: { dimension: string; word: DimensionWord; sign: string }[] }[];
  shared: SharedView[];
  roleConditions: SharedView[];
  strengths: { title: string; teams: string }[];
  recommendations: RecommendationView[];
  /** Rules that could not be judged, and for which teams and why. */
  unjudged: { rule: string; title: string; why: { reason: string; teams: string }[] }[];
  definitions: { rule: string; title: string; group: string; logic: string; limit: string }[];
}

export interface SharedView {
  rule: string;
  title: string;
  severity: Severity;
  severityWord: string;
  what: string;
  why: string;
  teams: string;
  question: string;
  next: string;
  owner: string;
  showFirst: string | null;
}

export interface RecommendationView {
  id: string;
  text: string;
  rule: string;
  finding: string;
  teams: string;
  /** All of them, where `teams` may say how many more. */
  everyTeam: string;
  effort: string;
  owner: string;
  success: string;
}

const SIGNS: Record<DimensionWord, string> = { seen: '●', partly: '◐', 'not seen': '○', 'cannot tell': '–' };

/** What it takes, by the kind of change; the owner outside the team makes it large. */
const EFFORT: Record<Group, string> = {
  'role-clarity': 'large: a decision on who holds which accountability',
  'product-owner': 'medium: a new habit over a few sprints',
  'scrum-master': 'medium: a new habit over a few sprints',
  developers: 'medium: a new habit over a few sprints',
  'sprint-planning': 'medium: a new habit over a few sprints',
  'daily-scrum': 'small: an agreement in one meeting',
  'sprint-review': 'small: an agreement in one meeting',
  retrospective: 'small: an agreement in one meeting',
  'product-backlog': 'medium: some sessions of refinement',
  'item-quality': 'small: a session of refinement',
  flow: 'medium: a new habit over a few sprints',
};

/** More names than this in one sentence are not read. */
const MOST_NAMES = 8;

interface Occurrence {
  finding: Finding;
  team: string;
}

/** What several teams' documents say together. `teams` in the order of the report, already alphabetical. */
export function auditView(teams: readonly { team: TeamReport; id: string }[]): AuditView {
  const detected = byRule(teams, 'detected');
  const ordered = [...detected.values()].sort(byFirstWeight);
  const shared = ordered.filter((group) => group.length > 1 || teams.length === 1);
  const isRole = (group: Occurrence[]) => showFirstTo((group[0] as Occurrence).finding.rule) !== null;
  const name = namer(teams);
  const recommendations = ordered.map((group, place) => recommendation(group, place, name));
  return {
    summary: [...summaryLines(teams, ordered), ...askedFor(recommendations)],
    dimensions: (Object.keys(GROUPS) as Group[]).map((id) => ({ id, title: GROUPS[id].title })),
    table: teams.map(({ team, id }) => ({
      team: team.name,
      id,
      cells: (Object.keys(GROUPS) as Group[]).map((group) => {
        const word = dimensionWord(team, group);
        return { dimension: GROUPS[group].title, word, sign: SIGNS[word] };
      }),
    })),
    shared: shared.filter((group) => !isRole(group)).map((group) => sharedView(group, name)),
    roleConditions: ordered.filter(isRole).map((group) => sharedView(group, name)),
    strengths: strengths(teams, name),
    recommendations,
    unjudged: unjudged(teams, name),
    definitions: definitions(teams),
  };
}

/** One word for a team and a dimension (`rules.md` §6 no. 9); suppressed findings do not count. */
export function dimensionWord(team: TeamReport, group: Group): DimensionWord {
  const judged = team.findings.filter(
    (finding) =>
      ruleOf(finding.rule)?.group === group && (finding.state === 'clear' || finding.state === 'detected'),
  );
  if (judged.length === 0) return 'cannot tell';
  const found = judged.filter((finding) => finding.state === 'detected').length;
  if (found === 0) return 'seen';
  return found === judged.length ? 'not seen' : 'partly';
}

/** Puts teams into words: all of them at once, or by name, and after some names how many more. */
type Namer = (names: readonly string[]) => string;

function namer(teams: readonly { team: TeamReport }[]): Namer {
  return (names) => {
    if (teams.length > 2 && names.length === teams.length) return `all ${teams.length} teams`;
    if (names.length <= MOST_NAMES) return list(names);
    return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
  };
}

/** What could be begun at once, and what nobody in the teams can decide. */
function askedFor(recommendations: readonly RecommendationView[]): string[] {
  const ids = (picks: (one: RecommendationView) => boolean) =>
    list(recommendations.filter(picks).map((one) => one.id));
  const quick = ids((one) => one.effort.startsWith('small'));
  const decisions = ids((one) => one.owner === OWNER_WORDS.management);
  return [
    ...(quick === '' ? [] : [`Small steps that can be taken at once: ${quick} of the recommendations.`]),
    ...(decisions === '' ? [] : [`For management to decide: ${decisions}.`]),
  ];
}

/** Rules in the order of the catalogue; the reasons in words, each with the teams it holds for. */
function unjudged(teams: readonly { team: TeamReport }[], name: Namer): AuditView['unjudged'] {
  const rules = new Map<string, Map<string, string[]>>();
  for (const { team } of teams) {
    for (const finding of team.findings) {
      if (finding.state !== 'not-observable' && finding.state !== 'insufficient-sample') continue;
      const why = rules.get(finding.rule) ?? new Map<string, string[]>();
      const reason =
        finding.state === 'insufficient-sample'
          ? 'too little data'
          : finding.reason === null
            ? 'it cannot be seen'
            : (REASON_WORDS[finding.reason] ?? finding.reason);
      why.set(reason, [...(why.get(reason) ?? []), team.name]);
      rules.set(finding.rule, why);
    }
  }
  return [...rules]
    .sort(([a], [b]) => (ruleOf(a)?.code ?? a).localeCompare(ruleOf(b)?.code ?? b, 'en', { numeric: true }))
    .map(([rule, why]) => ({
      rule,
      title: ruleOf(rule)?.title.clear ?? rule,
      why: [...why].map(([reason, of]) => ({ reason, teams: name(of) })),
    }));
}

function byRule(teams: readonly { team: TeamReport }[], state: Finding['state']): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const { team } of teams) {
    for (const finding of team.findings) {
      if (finding.state !== state) continue;
      const group = found.get(finding.rule) ?? [];
      group.push({ finding, team: team.name });
      found.set(finding.rule, group);
    }
  }
  return found;
}

function byFirstWeight(a: Occurrence[], b: Occurrence[]): number {
  return weight(a) - weight(b) || codeOf(a).localeCompare(codeOf(b), 'en', { numeric: true });
}

function weight(group: Occurrence[]): number {
  return Math.min(...group.map(({ finding }) => SEVERITIES.indexOf(finding.severity)));
}

function codeOf(group: Occurrence[]): string {
  const id = (group[0] as Occurrence).finding.rule;
  return ruleOf(id)?.code ?? id;
}

function sharedView(group: Occurrence[], name: Namer): SharedView {
  const { finding } = group[0] as Occurrence;
  const rule = ruleOf(finding.rule);
  const severity = SEVERITIES[weight(group)] ?? finding.severity;
  return {
    rule: finding.rule,
    title: finding.title,
    severity,
    severityWord: SEVERITY_WORDS[severity],
    what: rule?.what ?? finding.title,
    why: rule?.why ?? '',
    teams: name(group.map(({ team }) => team)),
    question: finding.coaching?.question ?? '',
    next: finding.coaching?.next ?? '',
    owner: finding.coaching === null ? 'the Scrum Team' : OWNER_WORDS[finding.coaching.owner],
    showFirst: showFirstTo(finding.rule),
  };
}

function recommendation(group: Occurrence[], place: number, name: Namer): RecommendationView {
  const { finding } = group[0] as Occurrence;
  const owner = finding.coaching?.owner ?? finding.accountability;
  const of = ruleOf(finding.rule)?.group;
  const effort =
    owner === 'management'
      ? 'large: a decision outside the team'
      : of === undefined
        ? 'not known'
        : EFFORT[of];
  return {
    id: `R${place + 1}`,
    text: finding.coaching?.next ?? finding.title,
    rule: finding.rule,
    finding: finding.title,
    teams: name(group.map(({ team }) => team)),
    everyTeam: list(group.map(({ team }) => team)),
    effort,
    owner: OWNER_WORDS[owner],
    success: group.length === 1 ? successMeasure(finding) : commonMeasure(finding),
  };
}

function strengths(teams: readonly { team: TeamReport }[], name: Namer): AuditView['strengths'] {
  return [...byRule(teams, 'clear').values()]
    .filter((group) => group.length > 1 || teams.length === 1)
    .sort((a, b) => weight(a) - weight(b) || codeOf(a).localeCompare(codeOf(b), 'en', { numeric: true }))
    .slice(0, 12)
    .map((group) => ({
      title: (group[0] as Occurrence).finding.title,
      teams: name(group.map(({ team }) => team)),
    }));
}

function summaryLines(teams: readonly { team: TeamReport }[], ordered: Occurrence[][]): string[] {
  const names =
    teams.length > MOST_NAMES ? `${teams.length} teams` : list(teams.map(({ team }) => team.name));
  const common = ordered.filter((group) => group.length > 1).slice(0, 5);
  const lines = [
    `This audit looks at the way ${names} ${teams.length === 1 ? 'works' : 'work'} with Scrum, as far as the trackers show it.`,
  ];
  if (ordered.length === 0) lines.push('Of what could be judged, nothing was found that calls for a change.');
  else if (common.length > 0) {
    lines.push(
      `Several teams share: ${common.map((group) => lower((group[0] as Occurrence).finding.title)).join('; ')}.`,
    );
  } else {
    const first = ordered.slice(0, 5).map((group) => lower((group[0] as Occurrence).finding.title));
    lines.push(
      `${teams.length === 1 ? 'Found' : 'No finding is shared; found in single teams'}: ${first.join('; ')}.`,
    );
  }
  const blind = teams.filter(({ team }) => team.judged.judged === 0).map(({ team }) => team.name);
  if (blind.length > 0) lines.push(`Nothing could be judged for ${list(blind)}: the appendix says why.`);
  return lines;
}

/** The rules of the document in its order, with the limit they were judged by: the configuration may have set another. */
function definitions(teams: readonly { team: TeamReport }[]): AuditView['definitions'] {
  const first = new Map<string, Finding>();
  for (const { team } of teams) {
    for (const finding of team.findings)
      if ((first.get(finding.rule)?.measure ?? null) === null) first.set(finding.rule, finding);
  }
  return [...first].flatMap(([id, { measure }]) => {
    const rule = ruleOf(id);
    if (rule === undefined) return [];
    const { direction, threshold, unit } = rule.primary;
    return [
      {
        rule: id,
        title: rule.what,
        group: GROUPS[rule.group].title,
        logic: rule.logic,
        limit: limitWords(direction, amount(measure?.threshold ?? threshold, unit, inPercent(id))),
      },
    ];
  });
}

function lower(title: string): string {
  return title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
