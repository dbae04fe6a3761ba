import type { ChartConfiguration, ChartDataset, Scale, ScaleOptions, TooltipItem } from 'chart.js';
import { shorten } from '../escape/text.ts';
import { dayLabel } from '../view/figures.ts';
import { legend } from './legend.ts';
import { DASHES, type Theme } from './palette.ts';
import { patternFill, type Surface } from './patterns.ts';
import type { Axis, ChartSeries, ChartSpec, GuideLine } from './spec.ts';

type Config = ChartConfiguration<'bar' | 'line' | 'scatter'>;
type Dataset = ChartDataset<'bar' | 'line' | 'scatter'>;
type Tooltip = TooltipItem<'bar' | 'line' | 'scatter'>;

/** Chart.js configuration of a spec: the same on the server's canvas and in the page, but for theme and surface. */
export function chartConfig(spec: ChartSpec, theme: Theme, surface: Surface): Config {
  const rows = spec.kind === 'rows';
  return {
    type: spec.kind === 'bars' || rows ? 'bar' : spec.kind === 'points' ? 'scatter' : 'line',
    data: {
      ...(spec.x.type === 'labels' ? { labels: spec.x.labels } : rows ? { labels: spec.y.labels } : {}),
      datasets: spec.series.map((series, place) => dataset(spec, series, place, theme, surface)),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: rows ? 'y' : 'x',
      font: { family: theme.font, size: 12 },
      color: theme.text,
      layout: { padding: { top: 6, right: 24, bottom: 2, left: 2 } },
      scales: { x: scale(spec, spec.x, theme, 'x'), y: scale(spec, spec.y, theme, 'y') } as never,
      plugins: {
        legend: legend(spec, theme) as never,
        tooltip: { callbacks: { title: tooltipTitle(spec), label: tooltipLabel(spec) } },
        annotation: { annotations: guideLines(spec, theme) as never },
      },
    },
  };
}

function dataset(
  spec: ChartSpec,
  series: ChartSeries,
  place: number,
  theme: Theme,
  surface: Surface,
): Dataset {
  const colour = theme.colours[series.colour];
  const fill = patternFill(series.pattern, colour, theme, surface) as string;
  const common = { label: series.name };
  if (spec.kind === 'bars' || spec.kind === 'rows') {
    return {
      ...common,
      data: series.values,
      backgroundColor: fill,
      borderColor: theme.outline,
      // Around many narrow bars full outlines would be all one sees; without any, light fills would fade.
      borderWidth: series.values.length > CROWDED ? 0.4 : 1,
      maxBarThickness: spec.kind === 'rows' ? 22 : 46,
      categoryPercentage: 0.78,
      barPercentage: 0.92,
      minBarLength: 0,
      ...(series.stack === null ? (spec.stacked ? { stack: 'one' } : {}) : { stack: series.stack }),
    } as Dataset;
  }
  const data = series.points.length > 0 ? series.points : series.values;
  const points = {
    pointStyle: series.shape,
    pointBackgroundColor: translucent(colour, spec),
    pointBorderColor: colour,
  };
  if (spec.kind === 'points')
    return {
      ...common,
      data,
      backgroundColor: colour,
      ...points,
      clip: OVERHANG,
      pointRadius: 4,
      pointHoverRadius: 6,
    } as Dataset;
  const area = spec.kind === 'areas';
  return {
    ...common,
    data,
    ...points,
    borderColor: area ? theme.outline : colour,
    borderWidth: area ? 1 : 2,
    borderDash: DASHES[series.dash],
    backgroundColor: area ? fill : colour,
    ...(area ? { fill: place === 0 ? 'origin' : '-1', pointStyle: 'rect' } : {}),
    pointRadius: area || series.points.length > 40 ? 0 : series.values.length > CROWDED ? 2 : 4,
    ...(area ? {} : { clip: OVERHANG }),
    spanGaps: false,
    stepped: false,
    tension: 0,
  } as Dataset;
}

function scale(spec: ChartSpec, axis: Axis, theme: Theme, name: 'x' | 'y'): ScaleOptions {
  const stacked = spec.stacked;
  const font = { family: theme.font, size: 11.5 };
  const title = {
    display: axis.title !== '',
    text: axis.title,
    color: theme.muted,
    font: { family: theme.font, size: 12 },
  };
  const grid = { color: theme.grid, display: axis.type !== 'labels' };
  const border = { color: theme.muted };
  if (axis.type === 'labels') {
    const ticks = {
      color: theme.text,
      font,
      autoSkip: name === 'x',
      autoSkipPadding: 10,
      maxRotation: 0,
      ...(name === 'y' ? { callback: narrowLabel } : {}),
    };
    return { type: 'category', stacked, title, grid, border, ticks } as unknown as ScaleOptions;
  }
  const ticks = {
    color: theme.text,
    font,
    maxRotation: 0,
    autoSkip: true,
    autoSkipPadding: 12,
    maxTicksLimit: name === 'x' ? 8 : 6,
    ...(axis.whole || axis.type === 'day' ? { precision: 0 } : {}),
    ...(axis.type === 'day' ? { callback: (value: number | string) => dayLabel(Number(value)) } : {}),
  };
  const fit = axis.type === 'day' ? dayBounds(spec) : {};
  const bounds = {
    ...(axis.min === null ? {} : { min: axis.min }),
    ...(axis.max === null ? {} : { max: axis.max }),
  };
  return {
    type: 'linear',
    stacked: stacked && spec.kind !== 'rows' ? name === 'y' : stacked,
    title,
    grid,
    border,
    ticks,
    ...fit,
    ...bounds,
  } as unknown as ScaleOptions;
}

/** Pixels by which points at the edge may stand over the plot instead of being cut in half. */
const OVERHANG = 8;

/** More bars or points in a row than this are crowded. */
const CROWDED = 24;

/** Width in pixels below which labels of rows take two lines. */
export const NARROW = 480;

/** On a narrow screen a row's label takes two lines, so that it is not cut off. */
function narrowLabel(this: Scale, value: number | string): string | string[] {
  const label = this.getLabelForValue(Number(value));
  return this.chart.width < NARROW ? label.split(' · ').map((part) => shorten(part, 20)) : label;
}

/** Whole days around the points, so that the plot begins and ends with them. */
function dayBounds(spec: ChartSpec): { min?: number; max?: number } {
  const days = spec.series.flatMap((series) => series.points.map((point) => point.x));
  if (days.length === 0) return {};
  const min = days.reduce((a, b) => Math.min(a, b));
  const max = days.reduce((a, b) => Math.max(a, b));
  return { min: Math.floor(min), max: Math.max(Math.ceil(max), Math.floor(min) + 1) };
}

/** Without labels of their own: the legend names them. */
function guideLines(spec: ChartSpec, theme: Theme): Record<string, object> {
  return Object.fromEntries(
    spec.lines.map((line, place) => [`line${place}`, guideLine(line, theme)] as const),
  );
}

function guideLine(line: GuideLine, theme: Theme): object {
  return {
    type: 'line',
    scaleID: line.axis,
    value: line.value,
    borderColor: theme.colours[line.colour],
    borderWidth: 2,
    borderDash: DASHES[line.dash],
  };
}

function tooltipTitle(spec: ChartSpec) {
  return (items: Tooltip[]): string => {
    const [first] = items;
    const raw = first?.raw as { x?: number; label?: string } | null;
    if (raw !== null && typeof raw === 'object' && raw.label !== undefined && raw.x !== undefined) {
      const place = spec.x.type === 'day' ? dayLabel(raw.x) : String(raw.x);
      return raw.label === '' ? place : `${raw.label} (${place})`;
    }
    return first?.label ?? '';
  };
}

function tooltipLabel(spec: ChartSpec) {
  return (item: Tooltip): string => {
    const value = spec.kind === 'rows' ? item.parsed.x : item.parsed.y;
    return `${item.dataset.label ?? ''}: ${value === null ? 'not known' : Math.round(value * 100) / 100}`;
  };
}

/** Many points lie on one another: where they do, the picture gets darker. */
function translucent(colour: string, spec: ChartSpec): string {
  return spec.kind === 'points' ? `${colour}88` : colour;
}
