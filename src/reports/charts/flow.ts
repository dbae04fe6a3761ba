import type { FlowReport, ReportSeries } from '../report.ts';
import { count, dayNumber, longDay, number, percent } from '../view/figures.ts';
import { shorten, plain } from '../escape/text.ts';
import { medianOf, thin } from './numbers.ts';
import {
  chartSeries,
  countAxis,
  dayAxis,
  labelAxis,
  numberAxis,
  type ChartResult,
  type GuideLine,
} from './spec.ts';

const FEWEST = 3;
const MOST_POINTS = 400;
const MOST_ROWS = 20;
const MOST_BARS = 15;

/** Each done item at its finish and with its cycle time; half and 85 % of them lie under the lines. */
export function cycleTime(flow: FlowReport, series: ReportSeries): ChartResult {
  const base = { id: 'cycle-time', title: 'Cycle time' } as const;
  const items = [...series.cycleTimes].sort((a, b) => compare(a.at, b.at) || compare(a.key, b.key));
  const sentence = cycleSentence(flow, items.length);
  if (items.length < FEWEST) return { ...base, sentence, spec: null };
  const slow = [...items].sort((a, b) => b.days - a.days || compare(a.key, b.key)).slice(0, 100);
  const kept = items.length <= MOST_POINTS ? items : merged(thin(items, MOST_POINTS - 100), slow);
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'points',
      stacked: false,
      takeaway: sentence,
      caption: `Working days from start to Done, ${count(items.length, 'item')}${kept.length < items.length ? `, ${kept.length} of them drawn` : ''}.`,
      x: dayAxis('Done on'),
      y: numberAxis('Working days'),
      series: [
        chartSeries({
          name: 'Done item',
          colour: 'blue',
          points: kept.map((item) => ({ x: dayNumber(item.at), y: item.days, label: item.key })),
        }),
      ],
      lines: percentiles(flow),
      table: {
        columns: ['Item', 'Done on', 'Working days'],
        rows: slow.slice(0, MOST_ROWS).map((item) => [item.key, longDay(item.at), number(item.days)]),
        note: items.length > MOST_ROWS ? `The ${MOST_ROWS} slowest of ${items.length} items.` : null,
      },
    },
  };
}

/** The oldest items in progress against what items usually take. */
export function ageingWork(flow: FlowReport, series: ReportSeries): ChartResult {
  const base = { id: 'ageing-work', title: 'Age of work in progress' } as const;
  const items = [...series.ages].sort((a, b) => b.days - a.days || compare(a.key, b.key));
  const limit = flow.cycleTimeDays?.p85 ?? null;
  const sentence = ageSentence(items, limit);
  if (items.length < FEWEST) return { ...base, sentence, spec: null };
  const shown = items.slice(0, MOST_BARS);
  const old = (days: number) => limit !== null && days > limit;
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'rows',
      stacked: true,
      takeaway: sentence,
      caption: `Working days since the start, ${shown.length < items.length ? `the ${shown.length} oldest of ${items.length} items` : count(items.length, 'item')} in progress.`,
      x: numberAxis('Working days'),
      y: labelAxis(shown.map((item) => shorten(`${plain(item.key)} · ${plain(item.status)}`, 26))),
      series: [
        chartSeries({
          name: limit === null ? 'Age' : 'Within the usual time',
          colour: 'blue',
          values: shown.map((item) => (old(item.days) ? null : item.days)),
        }),
        ...(limit === null
          ? []
          : [
              chartSeries({
                name: 'Older than 85 % of finished items',
                colour: 'vermillion',
                pattern: 'diagonal',
                values: shown.map((item) => (old(item.days) ? item.days : null)),
              }),
            ]),
      ],
      lines: percentiles(flow).map((line) => ({ ...line, axis: 'x' })),
      table: {
        columns: ['Item', 'Status', 'Working days'],
        rows: items.slice(0, MOST_ROWS).map((item) => [item.key, item.status, number(item.days)]),
        note: items.length > MOST_ROWS ? `The ${MOST_ROWS} oldest of ${items.length} items.` : null,
      },
    },
  };
}

/** How many items were in progress on each working day. */
export function workInProgress(series: ReportSeries): ChartResult {
  const base = { id: 'work-in-progress', title: 'Work in progress' } as const;
  const days = series.wipByDay;
  if (days.length < FEWEST) {
    return {
      ...base,
      sentence: 'How much was in progress over time cannot be seen in this data.',
      spec: null,
    };
  }
  const values = days.map((day) => day.wip);
  const last = days[days.length - 1] as (typeof days)[number];
  const sentence = `${count(last.wip, 'item')} ${last.wip === 1 ? 'was' : 'were'} in progress on ${longDay(last.at)}; over the period it was between ${least(values)} and ${most(values)}, in the middle ${number(medianOf(values))}.`;
  const drawn = thin(days, MOST_POINTS);
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'lines',
      stacked: false,
      takeaway: sentence,
      caption: `Items started and not done, ${count(days.length, 'working day')}.`,
      x: dayAxis(),
      y: countAxis('Items'),
      series: [
        chartSeries({
          name: 'In progress',
          colour: 'blue',
          points: drawn.map((day) => ({ x: dayNumber(day.at), y: day.wip, label: '' })),
        }),
      ],
      lines: [
        {
          axis: 'y',
          value: medianOf(values),
          label: `Median ${number(medianOf(values))}`,
          colour: 'ink',
          dash: 'dash',
        },
      ],
      table: {
        columns: ['Day', 'In progress'],
        rows: thin(days, MOST_ROWS).map((day) => [longDay(day.at), day.wip]),
        note: days.length > MOST_ROWS ? `${MOST_ROWS} of ${days.length} days.` : null,
      },
    },
  };
}

/** Items not started, in progress and done on each day, standing on one another. */
export function cumulativeFlow(series: ReportSeries): ChartResult {
  const base = { id: 'cumulative-flow', title: 'Cumulative flow' } as const;
  const days = series.cumulativeFlow;
  if (days.length < FEWEST) {
    return {
      ...base,
      sentence: 'How work moved through its states cannot be seen in this data.',
      spec: null,
    };
  }
  const first = days[0] as (typeof days)[number];
  const last = days[days.length - 1] as (typeof days)[number];
  const sentence = `${count(last.done - first.done, 'more item')} ${last.done - first.done === 1 ? 'was' : 'were'} done at the end of the period than at its start; work in progress ${moved(first.doing, last.doing)}, work not started ${moved(first.todo, last.todo)}.`;
  const drawn = thin(days, 200);
  const area = (
    name: string,
    colour: 'green' | 'orange' | 'sky',
    pattern: 'solid' | 'diagonal' | 'dots',
    pick: (d: typeof first) => number,
  ) =>
    chartSeries({
      name,
      colour,
      pattern,
      stack: 'flow',
      points: drawn.map((d) => ({ x: dayNumber(d.at), y: pick(d), label: '' })),
    });
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'areas',
      stacked: true,
      takeaway: sentence,
      caption: `Items by state, ${longDay(first.at)} to ${longDay(last.at)}.`,
      x: dayAxis(),
      y: countAxis('Items'),
      series: [
        area('Done', 'green', 'solid', (d) => d.done),
        area('In progress', 'orange', 'diagonal', (d) => d.doing),
        area('Not started', 'sky', 'dots', (d) => d.todo),
      ],
      lines: [],
      table: {
        columns: ['Day', 'Not started', 'In progress', 'Done'],
        rows: thin(days, MOST_ROWS).map((d) => [longDay(d.at), d.todo, d.doing, d.done]),
        note: days.length > MOST_ROWS ? `${MOST_ROWS} of ${days.length} days.` : null,
      },
    },
  };
}

function moved(from: number, to: number): string {
  return from === to ? `stayed at ${to}` : `went from ${from} to ${to}`;
}

function daysOf(value: number): string {
  return `${number(value)} ${value === 1 ? 'day' : 'days'}`;
}

function percentiles(flow: FlowReport): GuideLine[] {
  const lines: GuideLine[] = [];
  const { p50 = null, p85 = null } = flow.cycleTimeDays ?? {};
  if (p50 !== null)
    lines.push({ axis: 'y', value: p50, label: `Half within ${daysOf(p50)}`, colour: 'green', dash: 'dash' });
  if (p85 !== null && p85 !== p50) {
    lines.push({
      axis: 'y',
      value: p85,
      label: `85 % within ${daysOf(p85)}`,
      colour: 'vermillion',
      dash: 'long',
    });
  }
  return lines;
}

function cycleSentence(flow: FlowReport, drawn: number): string {
  const { p50 = null, p85 = null, sample = 0 } = flow.cycleTimeDays ?? {};
  if (p50 !== null && p85 !== null) {
    return `Half of ${count(sample, 'finished item')} took ${number(p50)} working days or less, 85 % of them ${number(p85)} or less.`;
  }
  return drawn === 0
    ? 'How long items take cannot be seen in this data.'
    : `${count(drawn, 'item')} with a known start ${drawn === 1 ? 'was' : 'were'} finished, too few to say what is usual.`;
}

function ageSentence(items: ReportSeries['ages'], limit: number | null): string {
  const [oldest] = items;
  if (oldest === undefined) return 'No open item with a known start was found.';
  const head = `The oldest of ${count(items.length, 'item')} in progress, ${oldest.key}, was started ${number(oldest.days)} working days ago`;
  if (limit === null) return `${head}.`;
  const old = items.filter((item) => item.days > limit).length;
  return `${head}; ${old} of them (${percent(old / items.length)}) ${old === 1 ? 'is' : 'are'} older than 85 % of the finished items were when they were done (${number(limit)} days).`;
}

function merged<T extends { at: string; key: string }>(some: readonly T[], others: readonly T[]): T[] {
  return [...new Set([...some, ...others])].sort((a, b) => compare(a.at, b.at) || compare(a.key, b.key));
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
