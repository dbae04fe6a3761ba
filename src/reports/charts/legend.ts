import { type Chart, defaults, type LegendElement, type LegendItem } from 'chart.js';
import type { Theme } from './palette.ts';
import type { ChartSpec, DashName } from './spec.ts';

/** Dashes short enough to tell one line from another on the few pixels of a legend's sign. */
const SIGN_DASHES: Record<DashName, number[]> = {
  solid: [],
  dash: [4, 2],
  dot: [2, 2],
  dashdot: [5, 2, 2, 2],
  long: [8, 3],
};

/**
 * The legend under a chart: its series, where there is more than one, and its lines. A line is named here and not in the
 * plot, where a label would cover bars and points.
 */
export function legend(spec: ChartSpec, theme: Theme): object {
  const font = { family: theme.font, size: 12 };
  return {
    display: spec.series.length > 1 || spec.lines.length > 0,
    position: 'bottom',
    onClick: toggleSeries,
    labels: {
      color: theme.text,
      usePointStyle: true,
      boxWidth: 14,
      boxHeight: 10,
      padding: 12,
      font,
      generateLabels: (chart: Chart) => [
        ...(spec.series.length > 1 ? seriesItems(spec, chart) : []),
        ...lineItems(spec, theme),
      ],
    },
  };
}

function seriesItems(spec: ChartSpec, chart: Chart): LegendItem[] {
  const items = defaults.plugins.legend.labels.generateLabels(chart);
  const isBars = spec.kind === 'bars' || spec.kind === 'rows';
  return items.map((item) => ({ ...item, ...(isBars ? { pointStyle: 'rect' as const } : {}) }));
}

function lineItems(spec: ChartSpec, theme: Theme): LegendItem[] {
  return spec.lines.map((line) => ({
    text: line.label,
    fontColor: theme.text,
    strokeStyle: theme.colours[line.colour],
    lineWidth: 2,
    lineDash: SIGN_DASHES[line.dash],
    pointStyle: 'line',
  }));
}

/** A click hides or shows a series; a line has nothing to hide. */
function toggleSeries(_event: unknown, item: LegendItem, { chart }: LegendElement<'bar'>): void {
  if (item.datasetIndex === undefined) return;
  chart.setDatasetVisibility(item.datasetIndex, !chart.isDatasetVisible(item.datasetIndex));
  chart.update();
}
