import type { BacklogReport, ReportSeries, Zone } from '../report.ts';
import { count, number, percent, shortDay } from '../view/figures.ts';
import { MOST_PERIODS, medianOf, thin } from './numbers.ts';
import { chartSeries, countAxis, labelAxis, numberAxis, type ChartResult } from './spec.ts';

const ZONES = ['now', 'next', 'later'] as const;
export const ZONE_WORDS: Record<Zone, string> = { now: 'Now', next: 'Next', later: 'Later' };
const ZONE_LOOK = {
  now: { colour: 'vermillion', shape: 'triangle' },
  next: { colour: 'blue', shape: 'circle' },
  later: { colour: 'grey', shape: 'rect' },
} as const;
const FEWEST = 3;
const MOST_POINTS = 300;
const MOST_ROWS = 20;

/** How many items of each zone are ready, partly ready, not ready. */
export function readiness(series: ReportSeries): ChartResult {
  const base = { id: 'readiness', title: 'Readiness by zone' } as const;
  const zones = series.readiness.filter((zone) => zone.ready + zone.partly + zone.unready > 0);
  const all = zones.reduce((sum, zone) => sum + zone.ready + zone.partly + zone.unready, 0);
  if (all < FEWEST)
    return { ...base, sentence: `${count(all, 'backlog item')} could be rated for readiness.`, spec: null };
  const now = zones.find((zone) => zone.zone === 'now');
  const inNow = now ? now.ready + now.partly + now.unready : 0;
  const sentence = now
    ? `${now.ready} of ${count(inNow, 'item')} next in line ${now.ready === 1 ? 'is' : 'are'} ready to be started, ${now.partly} partly and ${now.unready} not.`
    : `${zones.reduce((sum, zone) => sum + zone.ready, 0)} of ${count(all, 'rated item')} are ready.`;
  const part = (
    name: string,
    colour: 'green' | 'orange' | 'grey',
    pattern: 'solid' | 'diagonal' | 'empty',
    pick: (z: (typeof zones)[number]) => number,
  ) => chartSeries({ name, colour, pattern, stack: 'ready', values: zones.map(pick) });
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'rows',
      stacked: true,
      takeaway: sentence,
      caption: `${count(all, 'rated item')}. Now: about one sprint of work; Next: the two after it; Later: the rest.`,
      x: countAxis('Items'),
      y: labelAxis(zones.map((zone) => ZONE_WORDS[zone.zone])),
      series: [
        part('Ready', 'green', 'solid', (z) => z.ready),
        part('Partly ready', 'orange', 'diagonal', (z) => z.partly),
        part('Not ready', 'grey', 'empty', (z) => z.unready),
      ],
      lines: [],
      table: {
        columns: ['Zone', 'Ready', 'Partly ready', 'Not ready'],
        rows: zones.map((z) => [ZONE_WORDS[z.zone], z.ready, z.partly, z.unready]),
        note: null,
      },
    },
  };
}

/** Each open item at its place in the backlog and with its age: old items at the top or a long tail show at once. */
export function backlogOrder(series: ReportSeries): ChartResult {
  const base = { id: 'backlog-order', title: 'Order and age of the backlog' } as const;
  const items = [...series.backlogAges].sort((a, b) => a.position - b.position);
  if (items.length < FEWEST) {
    const sentence =
      items.length === 0
        ? 'The order of the backlog cannot be seen in this data.'
        : `${count(items.length, 'open item')} in the backlog.`;
    return { ...base, sentence, spec: null };
  }
  const ages = items.map((item) => item.days);
  const old = items.filter((item) => item.days > 180).length;
  const sentence = `Half of ${count(items.length, 'open item')} are ${number(Math.round(medianOf(ages)))} days old or more; ${old} (${percent(old / items.length)}) ${old === 1 ? 'was' : 'were'} created more than 180 days ago.`;
  const oldest = [...items].sort((a, b) => b.days - a.days || a.position - b.position).slice(0, MOST_ROWS);
  const drawn = thin(items, MOST_POINTS);
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'points',
      stacked: false,
      takeaway: sentence,
      caption: `Days since creation by place in the backlog, ${count(items.length, 'open item')}${drawn.length < items.length ? `, ${drawn.length} of them drawn` : ''}.`,
      x: { ...numberAxis('Place in the backlog (1 is the top)', 1), whole: true },
      y: numberAxis('Days since creation'),
      series: ZONES.filter((zone) => drawn.some((item) => item.zone === zone)).map((zone) =>
        chartSeries({
          name: ZONE_WORDS[zone],
          ...ZONE_LOOK[zone],
          points: drawn
            .filter((item) => item.zone === zone)
            .map((item) => ({ x: item.position, y: Math.round(item.days), label: item.key })),
        }),
      ),
      lines: [],
      table: {
        columns: ['Item', 'Place', 'Zone', 'Days since creation'],
        rows: oldest.map((item) => [item.key, item.position, ZONE_WORDS[item.zone], Math.round(item.days)]),
        note: items.length > MOST_ROWS ? `The ${MOST_ROWS} oldest of ${items.length} items.` : null,
      },
    },
  };
}

/** The five parts of the backlog score over past runs. */
export function scoreParts(backlog: BacklogReport, series: ReportSeries): ChartResult {
  const base = { id: 'score-parts', title: 'Parts of the backlog score over time' } as const;
  const runs = series.runs.filter((run) => run.parts !== null).slice(-MOST_PERIODS);
  if (runs.length < FEWEST) {
    const runsText = runs.length === 1 ? 'one run' : `${runs.length} runs`;
    return {
      ...base,
      sentence: `A trend needs ${FEWEST} runs; ${runsText} with a backlog score so far.`,
      spec: null,
    };
  }
  const part = (name: keyof BacklogReport['parts']) => runs.map((run) => run.parts?.[name] ?? null);
  const moved = PARTS.map(({ id, name }) => ({ name, by: difference(part(id)) })).filter(
    (p) => p.by !== null,
  );
  const sentence = partsSentence(moved as { name: string; by: number }[], runs.length);
  const lines = PARTS.filter(
    ({ id }) => part(id).some((value) => value !== null) || backlog.parts[id] !== null,
  );
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'lines',
      stacked: false,
      takeaway: sentence,
      caption: `Share reached of each part, ${count(runs.length, 'run')}.`,
      x: labelAxis(runs.map((run) => shortDay(run.at))),
      y: { ...numberAxis('Share reached', 0, 1) },
      series: lines.map(({ id, name, ...look }) => chartSeries({ name, ...look, values: part(id) })),
      lines: [],
      table: {
        columns: ['Run', ...PARTS.map((p) => p.name)],
        rows: runs.map((run) => [shortDay(run.at), ...PARTS.map((p) => share(run.parts?.[p.id] ?? null))]),
        note: null,
      },
    },
  };
}

const PARTS = [
  { id: 'ready', name: 'Ready', colour: 'blue', shape: 'circle', dash: 'solid' },
  { id: 'value', name: 'Value', colour: 'vermillion', shape: 'triangle', dash: 'dash' },
  { id: 'order', name: 'Order', colour: 'green', shape: 'rect', dash: 'dot' },
  { id: 'lean', name: 'Lean', colour: 'pink', shape: 'rectRot', dash: 'dashdot' },
  { id: 'alive', name: 'Alive', colour: 'ink', shape: 'star', dash: 'long' },
] as const;

function difference(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < 2 ? null : (known.at(-1) as number) - (known[0] as number);
}

function partsSentence(moved: { name: string; by: number }[], runs: number): string {
  const most = [...moved].sort((a, b) => Math.abs(b.by) - Math.abs(a.by))[0];
  if (most === undefined || Math.abs(most.by) < 0.05)
    return `No part moved by 5 points or more over ${runs} runs.`;
  return `Over ${runs} runs ${most.name} moved most, ${most.by > 0 ? 'up' : 'down'} by ${Math.round(Math.abs(most.by) * 100)} points.`;
}

function share(value: number | null): string {
  return value === null ? 'not seen' : percent(value);
}
