import type { ClosedSprint, EventEvidence, EventFacts } from '../../facts/facts.ts';
import type { EventKind } from '../../history/team-history.ts';
import type { EvidenceNote } from '../analyzer.ts';
import { count, listing } from './words.ts';

/** One event sprint by sprint over the window. */
export interface EventSeries {
  readonly sprints: readonly EventEvidence[];
  /** Sprints without the event, oldest first. */
  readonly missing: readonly EventEvidence[];
  /** Longest run of sprints in a row without it. */
  readonly longestRun: number;
  /** 0–1; 0 for no sprints. */
  readonly share: number;
  /** Least strength of the evidence used. */
  readonly strength: number;
}

/** Looks at one kind of event in each sprint; `held` decides what counts (weak evidence does for planning alone). */
export function eventSeries(
  events: EventFacts,
  kind: EventKind,
  sprints: readonly ClosedSprint[],
  held: (evidence: EventEvidence) => boolean = (evidence) => evidence.state === 'found-strong',
): EventSeries {
  const all = sprints.map((sprint) => events.of(kind, sprint));
  const missing = all.filter((evidence) => !held(evidence));
  let run = 0;
  let longestRun = 0;
  for (const evidence of all) {
    run = held(evidence) ? 0 : run + 1;
    longestRun = Math.max(longestRun, run);
  }
  return {
    sprints: all,
    missing,
    longestRun,
    share: all.length === 0 ? 0 : missing.length / all.length,
    strength: Math.min(1, ...all.map((evidence) => evidence.strength)),
  };
}

/** One note for each sprint without the event, the latest first. */
export function missingNotes(series: EventSeries, name: string): readonly EvidenceNote[] {
  return [...series.missing].reverse().map(({ sprint, state }) => ({
    kind: 'sprint' as const,
    text:
      state === 'cancelled'
        ? `the ${name} was cancelled`
        : state === 'found-weak'
          ? `no ${name}, only activity around the time`
          : `no ${name} found`,
    key: sprint.name,
    at: sprint.completed ?? sprint.end,
  }));
}

/** "Found in 4 of 6 sprints (the calendar, a wiki page); missing in Sprint 3 and Sprint 5." */
export function seriesSummary(series: EventSeries, name: string): string {
  const n = series.sprints.length;
  const held = series.sprints.filter((evidence) => !series.missing.includes(evidence));
  const sources = [...new Set(held.flatMap((evidence) => evidence.source ?? []))];
  const from = sources.length === 0 ? '' : ` (${listing(sources)})`;
  if (series.missing.length === 0) return `A ${name} was found in all ${n} sprints${from}.`;
  const cancelled = series.missing.filter((evidence) => evidence.state === 'cancelled').length;
  const dropped = cancelled === 0 ? '' : `, ${cancelled} of them cancelled`;
  return `A ${name} was found in ${held.length} of ${n} sprints${from}; ${count(series.missing.length, 'sprint')} had none${dropped}: ${listing(series.missing.map(({ sprint }) => sprint.name))}.`;
}
