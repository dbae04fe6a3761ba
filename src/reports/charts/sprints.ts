import { MOST_PERIODS, medianOf } from './numbers.ts';
import type { ReportSeries, TeamReport } from '../report.ts';
import { count, number, percent } from '../view/figures.ts';
import { shortLabels } from './labels.ts';
import { chartSeries, countAxis, labelAxis, type ChartResult } from './spec.ts';

type Sprint = ReportSeries['sprints'][number];
const FEWEST = 3;

/** What each sprint began with and took in, beside what became of it. */
export function sprintScope(series: ReportSeries): ChartResult {
  const base = { id: 'sprint-scope', title: 'Sprint scope' } as const;
  const sprints = series.sprints
    .filter((sprint) => sprint.committed !== null || sprint.added !== null)
    .slice(-MOST_PERIODS);
  if (sprints.length < FEWEST) return { ...base, sentence: fewSprints(sprints), spec: null };
  const { labels, prefix } = shortLabels(sprints.map((sprint) => sprint.name));
  const sentence = scopeSentence(sprints);
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'bars',
      stacked: true,
      takeaway: sentence,
      caption: `Items per sprint, ${count(sprints.length, 'completed sprint')}. Left bar: what was in the sprint; right bar: what became of it. “Added later” counts everything that came in after the start, also what was split off from the sprint’s own items.`,
      x: labelAxis(labels, prefix),
      y: countAxis('Items'),
      series: [
        bar('Committed', 'blue', 'solid', 'in', sprints, (s) => s.committed),
        bar('Added later', 'orange', 'diagonal', 'in', sprints, (s) => s.added),
        bar('Done', 'green', 'solid', 'out', sprints, (s) => s.done),
        bar('Carried over', 'vermillion', 'cross', 'out', sprints, (s) => s.carriedOver),
        bar('Removed', 'grey', 'empty', 'out', sprints, (s) => s.removed),
      ],
      lines: [],
      table: {
        columns: ['Sprint', 'Committed', 'Added later', 'Removed', 'Done', 'Carried over'],
        rows: sprints.map((s) => [
          s.name,
          ...[s.committed, s.added, s.removed, s.done, s.carriedOver].map(cell),
        ]),
        note: null,
      },
    },
  };
}

/** Items done per sprint (per week where the team has no sprints). */
export function throughput(team: TeamReport): ChartResult {
  const base = { id: 'throughput', title: 'Items done' } as const;
  const done = team.flow.throughput.slice(-MOST_PERIODS);
  const unit = team.window.sprints > 0 ? 'sprint' : 'week';
  if (done.length < FEWEST || done.every((n) => n === 0)) {
    const figures = done.length === 0 ? 'No finished work was found' : `Done per ${unit}: ${done.join(', ')}`;
    return {
      ...base,
      sentence: `${figures}; ${FEWEST} periods with finished work are needed for a picture.`,
      spec: null,
    };
  }
  const middle = medianOf(done);
  const names = team.series.sprints.slice(-done.length).map((sprint) => sprint.name);
  const { labels, prefix } =
    unit === 'sprint' && names.length === done.length
      ? shortLabels(names)
      : { labels: done.map((_, i) => `${i - done.length + 1 || 'last'}`), prefix: `${unit}s, oldest first` };
  const sentence = `Between ${Math.min(...done)} and ${Math.max(...done)} items were done per ${unit}, in the middle ${number(middle)}; the last had ${done.at(-1)}.`;
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'bars',
      stacked: false,
      takeaway: sentence,
      caption: `Items done per ${unit}, the last ${done.length} completed.`,
      x: labelAxis(labels, prefix),
      y: countAxis('Items done'),
      series: [chartSeries({ name: 'Done', colour: 'green', values: done })],
      lines: [{ axis: 'y', value: middle, label: `Median ${number(middle)}`, colour: 'ink', dash: 'dash' }],
      table: {
        columns: [unit === 'sprint' ? 'Sprint' : 'Week', 'Done'],
        rows: done.map((n, i) => [labels[i] ?? '', n]),
        note: null,
      },
    },
  };
}

function bar(
  name: string,
  colour: 'blue' | 'orange' | 'green' | 'vermillion' | 'grey',
  pattern: 'solid' | 'diagonal' | 'cross' | 'empty',
  stack: string,
  sprints: readonly Sprint[],
  value: (sprint: Sprint) => number | null,
) {
  return chartSeries({ name, colour, pattern, stack, values: sprints.map(value) });
}

function scopeSentence(sprints: readonly Sprint[]): string {
  const last = sprints[sprints.length - 1] as Sprint;
  const scope = (last.committed ?? 0) + (last.added ?? 0);
  const added = sprints.filter(
    (s) => s.committed && s.added !== null && s.added / s.committed >= 0.25,
  ).length;
  const lastOne = `In the last sprint ${last.done} of ${count(scope, 'item')} ${last.done === 1 ? 'was' : 'were'} done${last.carriedOver === null ? '' : ` and ${last.carriedOver} carried over`}.`;
  return `${lastOne} In ${added} of ${sprints.length} sprints a quarter or more of the commitment came in after the start.`;
}

function fewSprints(sprints: readonly Sprint[]): string {
  if (sprints.length === 0) return 'The scope of sprints cannot be seen in this data.';
  return sprints
    .map((s) => {
      const share = s.committed ? ` (${percent(s.done / s.committed)} of the commitment)` : '';
      return `${s.name}: ${s.committed ?? 'unknown'} committed, ${s.added ?? 'unknown'} added, ${s.done} done${share}.`;
    })
    .join(' ');
}

function cell(value: number | null): string | number {
  return value ?? 'not known';
}
