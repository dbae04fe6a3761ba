import { examiner, reportTime, type Examiner, type RuleSettings } from '../analyzers/examine.ts';
import { findingOf } from '../analyzers/finding.ts';
import type { Agreements } from '../facts/agreements.ts';
import { buildFacts, type TeamFacts } from '../facts/build.ts';
import type { Context } from '../facts/context.ts';
import type { Instant, PersonId, TeamHistory } from '../history/team-history.ts';
import type { BacklogItem, Finding, TeamReport } from '../reports/report.ts';
import { actToday } from './act-today.ts';
import { scoreBacklog } from './backlog.ts';
import { dataSummary } from './data.ts';
import { experimentReports, improvementReports, type ConfiguredExperiment } from './experiments.ts';
import { flowReport } from './flow.ts';
import { responsibilitiesOf } from './responsibilities.ts';
import { roleReports } from './roles.ts';
import { detectionSeries, runOf, runsBefore, type PastRun } from './runs.ts';
import { reportSeries } from './series.ts';
import { runningSprint } from './sprint.ts';
import { judgedOf, summaryOf } from './summary.ts';

/** An accepted deviation. `until` is the last calendar day (YYYY-MM-DD, the team's zone) on which it holds. */
export interface Suppression {
  readonly rule: string;
  readonly until: string;
  readonly because: string | null;
}

export interface AssessInput {
  /** The name the report shows: the configured one. */
  readonly name: string;
  readonly history: TeamHistory;
  readonly agreements: Agreements;
  readonly asOf: Instant;
  readonly settings: RuleSettings;
  readonly suppressions: readonly Suppression[];
  readonly experiments: readonly ConfiguredExperiment[];
  /** Stored runs of this team, any order; those at or after `asOf` are ignored. */
  readonly pastRuns: readonly PastRun[];
  readonly neighbours: readonly TeamHistory[];
}

export interface Assessment {
  readonly report: TeamReport;
  /** Every scored backlog item (the report holds those of now and next). */
  readonly scored: readonly BacklogItem[];
  /** What the store keeps of this run. */
  readonly run: PastRun;
  readonly facts: TeamFacts;
  readonly examiner: Examiner;
}

/** One team's part of the report document: rules judged, backlog scored, everything weighed and put into words. */
export function assessTeam(input: AssessInput): Assessment {
  const { facts, context } = buildFacts(input);
  const rules = examiner(facts, input.settings);
  const earlier = runsBefore(input.pastRuns, input.asOf);
  const findings = findingsOf(input, facts, rules, earlier);
  const backlog = scoreBacklog(facts, (rule) => rules.examine(rule).outcome);
  const run = runOf(input.asOf, findings, backlog.report);
  const definitions = new Map(rules.rulesOn.map((rule) => [rule.id, rule]));
  const judgedAt = (rule: string, at: Instant) => examineAt(input, rule, at);
  const report: TeamReport = {
    name: input.name,
    window: windowReport(facts),
    data: dataSummary(context, facts),
    judged: judgedOf(findings),
    summary: summaryOf(facts, findings, definitions, earlier),
    roles: roleReports(facts.roles, (person) => nameOf(context, person)),
    responsibilities: responsibilitiesOf(facts, rules),
    findings,
    backlog: backlog.report,
    flow: flowReport(facts),
    sprint: runningSprint(facts),
    actToday: actToday(facts),
    experiments: [
      ...experimentReports(input.experiments, input.asOf, judgedAt),
      ...improvementReports(facts, input.asOf, (id) => definitions.has(id), judgedAt),
    ],
    series: reportSeries(facts, backlog.scored, [...earlier, run]),
  };
  return { report, scored: backlog.scored, run, facts, examiner: rules };
}

function findingsOf(
  input: AssessInput,
  facts: TeamFacts,
  rules: Examiner,
  earlier: readonly PastRun[],
): Finding[] {
  const today = facts.clock.dateOf(input.asOf);
  return rules.rulesOn.map((rule) => {
    const suppression = input.suppressions.find((entry) => entry.rule === rule.id && today <= entry.until);
    const finding = findingOf(rules.examine(rule.id), {
      setting: input.settings[rule.id],
      suppressed: suppression ?? null,
      urlOf: (key) => facts.items.url(key),
    });
    if (finding.state !== 'detected' && finding.state !== 'suppressed') return finding;
    const series = detectionSeries(earlier, rule.id, input.asOf);
    return { ...finding, firstDetected: reportTime(series.firstDetected), runs: series.runs };
  });
}

function windowReport({ window }: TeamFacts): TeamReport['window'] {
  return {
    from: window.from === null ? null : reportTime(window.from),
    to: window.to === null ? null : reportTime(window.to),
    sprints: window.sprints.length,
  };
}

function nameOf(context: Context, person: PersonId): string {
  return context.history.people.find((entry) => entry.id === person)?.name ?? person;
}

function examineAt(input: AssessInput, rule: string, at: Instant): ReturnType<Examiner['examine']> {
  const earlier = buildFacts({ ...input, asOf: at }).facts;
  return examiner(earlier, input.settings).examine(rule);
}
