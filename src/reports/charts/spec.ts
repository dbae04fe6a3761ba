/**
 * What a chart says, free of any drawing library: drawn twice from the same data, as PNG on the server's canvas and
 * live in the page. Plain JSON, so that golden tests can compare it.
 */
export interface ChartSpec {
  id: ChartId;
  kind: 'bars' | 'rows' | 'lines' | 'areas' | 'points';
  stacked: boolean;
  title: string;
  /** The sentence a reader should take away; also the text alternative. */
  takeaway: string;
  /** What is counted, over which time, from how many. */
  caption: string;
  x: Axis;
  y: Axis;
  series: ChartSeries[];
  /** Thresholds, medians and percentiles. */
  lines: GuideLine[];
  table: ChartTable;
}

export type ChartId =
  | 'hats'
  | 'sprint-scope'
  | 'throughput'
  | 'cycle-time'
  | 'ageing-work'
  | 'work-in-progress'
  | 'cumulative-flow'
  | 'readiness'
  | 'backlog-order'
  | 'findings'
  | 'score-parts';

/** `labels`: one place per label. `day`: numbers are days since 1970-01-01. `number`: a linear scale. */
export interface Axis {
  type: 'labels' | 'day' | 'number';
  title: string;
  labels: string[];
  min: number | null;
  max: number | null;
  whole: boolean;
}

export type ColourName = 'blue' | 'vermillion' | 'green' | 'orange' | 'sky' | 'pink' | 'ink' | 'grey';
export type ShapeName = 'circle' | 'triangle' | 'rect' | 'rectRot' | 'star' | 'crossRot';
export type PatternName = 'solid' | 'diagonal' | 'dots' | 'cross' | 'lines' | 'empty';
export type DashName = 'solid' | 'dash' | 'dot' | 'dashdot' | 'long';

export interface ChartSeries {
  name: string;
  colour: ColourName;
  shape: ShapeName;
  pattern: PatternName;
  dash: DashName;
  /** Bars of the same stack stand on one another. */
  stack: string | null;
  /** One number a label (`labels` axes); null leaves a gap. */
  values: (number | null)[];
  /** Points of `day` and `number` axes; `label` names the item in the tooltip. */
  points: { x: number; y: number; label: string }[];
}

export interface GuideLine {
  axis: 'x' | 'y';
  value: number;
  label: string;
  colour: ColourName;
  dash: DashName;
}

export interface ChartTable {
  columns: string[];
  rows: (string | number)[][];
  /** What the table leaves out, or null. */
  note: string | null;
}

/** A chart, or only its sentence where a number says more than a picture would. */
export interface ChartResult {
  id: ChartId;
  title: string;
  sentence: string;
  spec: ChartSpec | null;
}

export function labelAxis(labels: string[], title = ''): Axis {
  return { type: 'labels', title, labels, min: null, max: null, whole: false };
}

export function countAxis(title: string): Axis {
  return { type: 'number', title, labels: [], min: 0, max: null, whole: true };
}

export function numberAxis(title: string, min: number | null = 0, max: number | null = null): Axis {
  return { type: 'number', title, labels: [], min, max, whole: false };
}

export function dayAxis(title = ''): Axis {
  return { type: 'day', title, labels: [], min: null, max: null, whole: false };
}

/** A series with everything that is not named left plain. */
export function chartSeries(
  given: Pick<ChartSeries, 'name' | 'colour'> & Partial<Omit<ChartSeries, 'name' | 'colour'>>,
): ChartSeries {
  return { shape: 'circle', pattern: 'solid', dash: 'solid', stack: null, values: [], points: [], ...given };
}
