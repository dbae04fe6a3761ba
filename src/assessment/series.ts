import { reportTime } from '../analyzers/examine.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { Instant } from '../history/team-history.ts';
import { DAY } from '../history/working-time.ts';
import type { BacklogItem, ReportSeries, Severity } from '../reports/report.ts';
import type { PastRun } from './runs.ts';

const ROUND = 10;
const round = (value: number): number => Math.round(value * ROUND) / ROUND;

/** Readiness from which an item counts as ready, and below which as unready (rules §5.2, card E5). */
const READY = 0.8;
const UNREADY = 0.5;

/** Points for the charts; everything is about work and sprints. */
export function reportSeries(
  facts: TeamFacts,
  scored: readonly BacklogItem[],
  runs: readonly PastRun[],
): ReportSeries {
  return {
    sprints: sprintSeries(facts),
    cycleTimes: cycleTimeSeries(facts),
    ages: ageSeries(facts),
    ...flowByDay(facts),
    backlogAges: backlogAges(facts),
    readiness: readinessSeries(scored),
    runs: runs.map(runSeries),
    hats: hatSeries(facts),
  };
}

function sprintSeries(facts: TeamFacts): ReportSeries['sprints'] {
  const seen = facts.sprintHistory.unseen.length === 0;
  return facts.window.sprints.map((sprint) => {
    const scope = facts.sprintHistory.scope(sprint);
    return {
      name: sprint.name,
      committed: seen ? scope.committed.length : null,
      added: seen ? scope.added.length : null,
      removed: seen ? scope.removed.length : null,
      done: scope.done.length,
      carriedOver: seen ? scope.carriedOver.length : null,
    };
  });
}

function cycleTimeSeries(facts: TeamFacts): ReportSeries['cycleTimes'] {
  const { window, statusHistory } = facts;
  if (window.from === null || window.to === null || statusHistory.unseen.length > 0) return [];
  const points: ReportSeries['cycleTimes'] = [];
  for (const item of statusHistory.finishedBetween(window.from, window.to)) {
    const days = statusHistory.cycleDays(item);
    const finish = statusHistory.finishOf(item);
    if (days !== null && finish !== null)
      points.push({ at: reportTime(finish), days: round(days), key: item.key });
  }
  return points;
}

function ageSeries(facts: TeamFacts): ReportSeries['ages'] {
  if (facts.statusHistory.unseen.length > 0) return [];
  const rows = facts.items.started.map((item) => ({
    key: item.key,
    days: round(facts.statusHistory.ageDays(item) ?? 0),
    status: facts.boardStates.get(item.status)?.name ?? '',
  }));
  return rows.sort((a, b) => b.days - a.days || (a.key < b.key ? -1 : 1));
}

/** Work in progress and cumulative flow at the end of each working day of the window, by sweeping over the moves once. */
function flowByDay(facts: TeamFacts): Pick<ReportSeries, 'wipByDay' | 'cumulativeFlow'> {
  const { window, statusHistory, clock } = facts;
  if (window.from === null || statusHistory.unseen.length > 0) return { wipByDay: [], cumulativeFlow: [] };
  const to = Math.max(window.to ?? facts.asOf, facts.asOf);
  const steps = categorySteps(facts);
  const counts = { todo: 0, doing: 0, done: 0 };
  const wipByDay: ReportSeries['wipByDay'] = [];
  const cumulativeFlow: ReportSeries['cumulativeFlow'] = [];
  let position = 0;
  for (const day of clock.workingDaysBetween(window.from, to)) {
    const end = Math.min(day + DAY, to);
    for (; position < steps.length && (steps[position] as Step).at <= end; position++) {
      const step = steps[position] as Step;
      if (step.from !== null) counts[step.from]--;
      if (step.to !== null) counts[step.to]++;
    }
    wipByDay.push({ at: reportTime(day), wip: counts.doing });
    cumulativeFlow.push({ at: reportTime(day), ...counts });
  }
  return { wipByDay, cumulativeFlow };
}

type Category = 'todo' | 'doing' | 'done';

interface Step {
  readonly at: Instant;
  readonly from: Category | null;
  readonly to: Category | null;
}

/** Every entry of a PBI into a category; dropped items leave the picture. */
function categorySteps(facts: TeamFacts): readonly Step[] {
  const steps: Step[] = [];
  for (const item of facts.items.pbis) {
    let category: Category | null = null;
    for (const span of facts.statusHistory.spans(item)) {
      const next: Category | null = span.status.dropped ? null : span.status.category;
      if (next === category) continue;
      steps.push({ at: span.from, from: category, to: next });
      category = next;
    }
  }
  return steps.sort((a, b) => a.at - b.at);
}

function backlogAges(facts: TeamFacts): ReportSeries['backlogAges'] {
  return facts.order.backlog.map((item, index) => ({
    key: item.key,
    position: index + 1,
    days: round((facts.asOf - item.created) / DAY),
    zone: facts.order.zoneOf(item),
  }));
}

function readinessSeries(scored: readonly BacklogItem[]): ReportSeries['readiness'] {
  return (['now', 'next', 'later'] as const).map((zone) => {
    const values = scored.filter((item) => item.zone === zone).map((item) => item.readiness ?? 0);
    const ready = values.filter((value) => value >= READY).length;
    const unready = values.filter((value) => value < UNREADY).length;
    return { zone, ready, partly: values.length - ready - unready, unready };
  });
}

function runSeries(run: PastRun): ReportSeries['runs'][number] {
  const detected = (severity: Severity): number =>
    run.findings.filter((finding) => finding.state === 'detected' && finding.severity === severity).length;
  return {
    at: reportTime(run.asOf),
    critical: detected('critical'),
    high: detected('high'),
    medium: detected('medium'),
    low: detected('low'),
    score: run.score,
    parts: run.parts,
  };
}

/** Hats numbered by strength, so that one person under two hats is recognisable without a name. */
function hatSeries(facts: TeamFacts): ReportSeries['hats'] {
  const numbers = new Map<string, number>();
  const hats: ReportSeries['hats'] = [];
  for (const role of ['product-owner', 'scrum-master'] as const) {
    const holder = role === 'product-owner' ? facts.roles.productOwner : facts.roles.scrumMaster;
    const scores = facts.roles.unseenScores.length === 0 ? facts.roles.scores(role) : [];
    const people = new Set([...holder.people, ...scores.slice(0, 3).map((score) => score.person)]);
    for (const person of people) {
      const number = numbers.get(person) ?? numbers.size + 1;
      numbers.set(person, number);
      const score = scores.find((entry) => entry.person === person);
      hats.push({
        role,
        person: `Person ${number}`,
        declared: holder.basis === 'declared' && holder.people.includes(person),
        score: Math.round((score?.score ?? 0) * 100) / 100,
        confidence: score === undefined ? null : Math.round(score.confidence * 100) / 100,
      });
    }
  }
  return hats;
}
