import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { Report } from '../report.ts';
import { fileNames } from '../view/names.ts';
import { CHARTS_OF, teamCharts } from './all.ts';
import { serverCanvas, type ServerCanvas } from './canvas.ts';
import { chartConfig } from './config.ts';
import { PNG_THEME } from './palette.ts';
import { indexedPng } from './indexed-png.ts';
import type { Surface } from './patterns.ts';
import type { ChartId, ChartSpec } from './spec.ts';

export interface DrawnChart {
  /** `<team>-<chart>`, the file's name without `.png`. */
  name: string;
  team: number;
  chart: ChartId;
  png: Buffer;
  width: number;
  height: number;
}

/** Charts in work: compressing runs beside drawing, and the pixels of few are held. */
const AT_ONCE = 4;
const WIDTH = 600;
/** Pixels per unit: sharp enough on paper, small enough to lie inside the page. */
const RATIO = 1.5;

let registered = false;

/** Every chart the report shows as PNG, in report order. Where a number says more there is none. */
export async function drawCharts(report: Report): Promise<DrawnChart[]> {
  const canvas = await serverCanvas();
  const names = fileNames(report.teams.map((team) => team.name));
  const jobs = report.teams.flatMap((team, place) => {
    const charts = teamCharts(team);
    return CHARTS_OF[report.kind].flatMap((id) => {
      const { spec } = charts[id];
      return spec === null ? [] : [{ spec, place, id }];
    });
  });
  const drawn: DrawnChart[] = [];
  // A few at a time: encoding runs beside drawing, and 200 teams do not hold 2,000 canvases at once.
  for (let start = 0; start < jobs.length; start += AT_ONCE) {
    const batch = jobs.slice(start, start + AT_ONCE).map(async ({ spec, place, id }) => {
      const { width, height } = sizeOf(spec);
      return {
        name: `${names[place]}-${id}`,
        team: place,
        chart: id,
        png: await drawPng(spec, canvas),
        width,
        height,
      };
    });
    drawn.push(...(await Promise.all(batch)));
  }
  return drawn;
}

/** One chart as PNG. */
export async function drawPng(spec: ChartSpec, library: ServerCanvas): Promise<Buffer> {
  const { canvas, chart } = drawOn(spec, library);
  const { width, height } = canvas;
  const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, width, height);
  chart.destroy();
  return indexedPng(data, width, height);
}

/** Draws and leaves the chart alive, for tests that ask where its labels stand. */
export function drawOn(spec: ChartSpec, library: ServerCanvas): { canvas: HTMLCanvasElement; chart: Chart } {
  register();
  const { width, height } = sizeOf(spec);
  const canvas = library.create(width, height);
  const config = chartConfig(spec, PNG_THEME, surfaceOf(library));
  const chart = new Chart(canvas, {
    ...config,
    options: { ...config.options, responsive: false, devicePixelRatio: RATIO, events: [] },
    plugins: [{ id: 'paper', beforeDraw: paintPaper }],
  } as ConstructorParameters<typeof Chart>[1]);
  return { canvas, chart: chart as Chart };
}

/** Size in CSS pixels; rows grow with their number. */
export function sizeOf(spec: ChartSpec): { width: number; height: number } {
  return { width: WIDTH, height: spec.kind === 'rows' ? 110 + spec.y.labels.length * 26 : 300 };
}

function paintPaper(chart: Chart): void {
  const { ctx, width, height } = chart;
  ctx.save();
  ctx.fillStyle = PNG_THEME.background;
  ctx.fillRect(0, 0, width, height);
  ctx.restore();
}

function surfaceOf(library: ServerCanvas): Surface {
  return (size) => {
    const tile = library.create(size, size);
    const context = tile.getContext('2d') as CanvasRenderingContext2D;
    return { context, pattern: () => context.createPattern(tile, 'repeat') };
  };
}

function register(): void {
  if (registered) return;
  Chart.register(
    BarController,
    BarElement,
    CategoryScale,
    Filler,
    Legend,
    LinearScale,
    LineController,
    LineElement,
    PointElement,
    ScatterController,
    annotation,
  );
  registered = true;
}
