/**
 * The page's only script: draws the charts live over their pictures, switches colours, and opens what is folded
 * before printing. Everything works without it. Data is read as JSON and reaches the page as text only.
 */
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
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { chartConfig, NARROW } from './config.ts';
import { DARK_THEME, LIGHT_THEME, type Theme } from './palette.ts';
import type { Surface } from './patterns.ts';
import type { ChartSpec } from './spec.ts';

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
  Tooltip,
  annotation,
);

const specs = JSON.parse(document.getElementById('charts')?.textContent ?? '{}') as Record<string, ChartSpec>;
const drawn = new Map<string, Chart>();
const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;

function theme(): Theme {
  const chosen = root.dataset['theme'];
  return (chosen === undefined ? dark.matches : chosen === 'dark') ? DARK_THEME : LIGHT_THEME;
}

const surface: Surface = (size) => {
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const context = tile.getContext('2d') as CanvasRenderingContext2D;
  return { context, pattern: () => context.createPattern(tile, 'repeat') };
};

/** Rows grow with their number; where the screen is narrow a row's label takes two lines, and the legend more of them. */
function heightOf(spec: ChartSpec, width: number): number {
  if (spec.kind !== 'rows') return 300;
  return width < NARROW ? 130 + spec.y.labels.length * 36 : 110 + spec.y.labels.length * 28;
}

function draw(id: string): void {
  const holder = document.getElementById(id);
  const spec = specs[id];
  if (holder === null || spec === undefined) return;
  drawn.get(id)?.destroy();
  const canvas = holder.querySelector('canvas') ?? document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${spec.title}: ${spec.takeaway}`);
  if (canvas.parentElement === null) {
    const box = document.createElement('div');
    box.className = 'screen';
    box.style.position = 'relative';
    box.style.height = `${heightOf(spec, holder.clientWidth)}px`;
    box.append(canvas);
    // The picture stays for paper: it is drawn in light colours and at a fixed size.
    holder.querySelector('img')?.classList.add('paper');
    holder.classList.add('live');
    holder.append(box);
  }
  const config = chartConfig(spec, theme(), surface);
  drawn.set(id, new Chart(canvas, config as ConstructorParameters<typeof Chart>[1]) as Chart);
}

// Drawn when they come near: a report of many teams has thousands.
const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      draw(entry.target.id);
    }
  },
  { rootMargin: '600px' },
);
for (const id of Object.keys(specs)) {
  const holder = document.getElementById(id);
  if (holder !== null) near.observe(holder);
}

function redraw(): void {
  for (const id of drawn.keys()) draw(id);
}

const button = document.getElementById('theme') as HTMLButtonElement | null;
function label(): void {
  if (button !== null) button.textContent = theme() === DARK_THEME ? 'Light colours' : 'Dark colours';
}
if (button !== null) {
  button.hidden = false;
  label();
  button.addEventListener('click', () => {
    root.dataset['theme'] = theme() === DARK_THEME ? 'light' : 'dark';
    label();
    redraw();
  });
}
dark.addEventListener('change', () => {
  label();
  redraw();
});

let opened: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details.fold:not([open])')];
  for (const fold of opened) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
});
