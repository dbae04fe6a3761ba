import type { Chart, Scale } from 'chart.js';
import { describe, expect, it } from 'vitest';
import { CHARTS_OF, teamCharts } from '../../../src/reports/charts/all.ts';
import { serverCanvas } from '../../../src/reports/charts/canvas.ts';
import { drawCharts, drawOn, sizeOf } from '../../../src/reports/charts/draw.ts';
import { shortLabels } from '../../../src/reports/charts/labels.ts';
import { medianOf, thin } from '../../../src/reports/charts/numbers.ts';
import { LIGHT_THEME } from '../../../src/reports/charts/palette.ts';
import type { ChartId, ChartResult, ChartSpec } from '../../../src/reports/charts/spec.ts';
import { withPoints } from '../../fixtures/reports/many.ts';
import { blank, fixtureReport, harbour } from '../../fixtures/reports/report.ts';

const IDS = Object.keys(teamCharts(harbour())) as ChartId[];

function specOf(result: ChartResult): ChartSpec {
  if (result.spec === null) throw new Error(`${result.id} has no picture`);
  return result.spec;
}

describe('chart specs', () => {
  it('stay as they are for the fixture team', async () => {
    const text = JSON.stringify(teamCharts(harbour()), null, 1) + '\n';
    await expect(text).toMatchFileSnapshot('../../golden/reports/charts.json');
  });

  it.each([5, 60])('say everything a reader needs, with %i points', (points) => {
    for (const result of Object.values(teamCharts(withPoints(points)))) {
      const spec = specOf(result);
      expect(spec.takeaway, result.id).toMatch(/\d.*\.$/);
      expect(spec.caption).not.toBe('');
      expect(spec.table.rows.length).toBeGreaterThan(0);
      expect(spec.table.rows.every((row) => row.length === spec.table.columns.length)).toBe(true);
      expect(spec.series.every((series) => series.values.length + series.points.length > 0)).toBe(true);
    }
  });

  it('give a sentence instead of a picture where there is too little to draw', () => {
    const charts = teamCharts(blank('Lantern'));
    for (const id of IDS) {
      expect(charts[id].spec, id).toBeNull();
      expect(charts[id].sentence, id).toMatch(/\S.*[.]$/);
    }
    const two = withPoints(2);
    expect(teamCharts(two)['sprint-scope'].spec).toBeNull();
    expect(teamCharts(two)['sprint-scope'].sentence).toContain('committed');
  });

  it('work on a document without series', () => {
    const { series: _, ...team } = harbour();
    expect(teamCharts(team as never)['cycle-time'].spec).toBeNull();
  });

  it('can be told apart without colour: no two series of a chart share pattern, shape and dash', () => {
    for (const result of Object.values(teamCharts(withPoints(20)))) {
      const looks = specOf(result).series.map(({ pattern, shape, dash, stack }) =>
        [pattern, shape, dash, stack].join(),
      );
      expect(new Set(looks).size, result.id).toBe(looks.length);
    }
  });

  it('thin out what no picture can show and keep the extremes', () => {
    const team = withPoints(5000);
    const spec = specOf(teamCharts(team)['cycle-time']);
    const drawn = spec.series[0]?.points ?? [];
    expect(drawn.length).toBeLessThanOrEqual(401);
    const slowest = Math.max(...team.series.cycleTimes.map((item) => item.days));
    expect(Math.max(...drawn.map((point) => point.y))).toBe(slowest);
    expect(spec.caption).toContain(`${drawn.length} of them drawn`);
  });

  it('do not depend on the order of the input', () => {
    const team = withPoints(30);
    const reversed = {
      ...team,
      series: {
        ...team.series,
        cycleTimes: [...team.series.cycleTimes].reverse(),
        ages: [...team.series.ages].reverse(),
        backlogAges: [...team.series.backlogAges].reverse(),
      },
    };
    expect(teamCharts(reversed)).toEqual(teamCharts(team));
  });

  it('have lines and text colours with enough contrast on their background', () => {
    for (const result of Object.values(teamCharts(withPoints(20)))) {
      const spec = specOf(result);
      const lineLike =
        spec.kind === 'lines' || spec.kind === 'points' ? spec.series.map((s) => s.colour) : [];
      for (const colour of [...lineLike, ...spec.lines.map((line) => line.colour)]) {
        expect(
          contrast(LIGHT_THEME.colours[colour], LIGHT_THEME.background),
          `${result.id} ${colour}`,
        ).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

describe('numbers and labels', () => {
  it('takes the common words off', () => {
    expect(shortLabels(['Harbour Sprint 1', 'Harbour Sprint 2'])).toEqual({
      labels: ['1', '2'],
      prefix: 'Harbour Sprint',
    });
    expect(shortLabels(['Alpha', 'Beta'])).toEqual({ labels: ['Alpha', 'Beta'], prefix: '' });
    expect(shortLabels(['Sprint', 'Sprint']).labels).toEqual(['Sprint', 'Sprint']);
    expect(shortLabels(['Only one']).labels).toEqual(['Only one']);
  });

  it('knows the middle and keeps both ends', () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
    expect(medianOf([])).toBe(0);
    const kept = thin(
      Array.from({ length: 1000 }, (_, i) => i),
      20,
    );
    expect(kept).toHaveLength(20);
    expect([kept[0], kept.at(-1)]).toEqual([0, 999]);
  });
});

describe('drawing on the server', () => {
  it('gives a PNG for every chart that has a picture, named by team and chart', async () => {
    const drawn = await drawCharts(fixtureReport());
    expect(drawn.map((chart) => chart.name)).toEqual(CHARTS_OF.weekly.map((id) => `harbour-${id}`));
    for (const { png, name } of drawn) {
      expect(png.subarray(1, 4).toString(), name).toBe('PNG');
      expect(png.length, `${name} is blank`).toBeGreaterThan(4000);
    }
  });

  it('gives the same bytes twice', async () => {
    const [first, second] = [await drawCharts(fixtureReport()), await drawCharts(fixtureReport())];
    expect(first.map(({ png }) => png.toString('base64'))).toEqual(
      second.map(({ png }) => png.toString('base64')),
    );
  });

  it.each([5, 60])('puts no label over another with %i points', async (points) => {
    const library = await serverCanvas();
    for (const result of Object.values(teamCharts(withPoints(points)))) {
      const spec = specOf(result);
      const { chart } = drawOn(spec, library);
      for (const axis of ['x', 'y'] as const)
        expect(overlaps(chart, axis), `${result.id} ${axis}`).toEqual([]);
      expect(chart.height).toBe(sizeOf(spec).height);
      chart.destroy();
    }
  });

  it('names every line in the legend, never in the plot, where it would cover what is drawn', async () => {
    const library = await serverCanvas();
    const specs = Object.values(teamCharts(withPoints(60))).map(specOf);
    const lined = specs.filter((spec) => spec.lines.length > 0);
    expect(lined.map((spec) => spec.id)).toEqual(
      expect.arrayContaining(['cycle-time', 'ageing-work', 'throughput', 'work-in-progress']),
    );
    for (const spec of specs) {
      const { chart } = drawOn(spec, library);
      const names = (chart.legend?.legendItems ?? []).map((item) => item.text);
      const series = spec.series.length > 1 ? spec.series.map((one) => one.name) : [];
      expect(names, spec.id).toEqual([...series, ...spec.lines.map((line) => line.label)]);
      if (names.length > 0) expect(chart.legend?.top, spec.id).toBeGreaterThanOrEqual(chart.chartArea.bottom);
      chart.destroy();
    }
  });
});

interface LabelItem {
  label: string | string[];
  font: { string: string; lineHeight: number };
  options: { translation?: [number, number] };
}

/** Pairs of labels of an axis that cover each other. */
function overlaps(chart: Chart, axis: 'x' | 'y'): string[] {
  const scale = chart.scales[axis] as Scale & { getLabelItems(): LabelItem[] };
  const boxes = scale.getLabelItems().map(({ label, font, options }) => {
    chart.ctx.font = font.string;
    const lines = [label].flat();
    const size =
      axis === 'x'
        ? Math.max(...lines.map((line) => chart.ctx.measureText(line).width))
        : lines.length * Number(font.lineHeight) * 0.8;
    const at = options.translation?.[axis === 'x' ? 0 : 1];
    if (at === undefined) throw new Error(`The label ${lines.join(' ')} stands nowhere.`);
    return { label: lines.join(' '), at, size };
  });
  boxes.sort((a, b) => a.at - b.at);
  return boxes.slice(1).flatMap((box, i) => {
    const before = boxes[i] as (typeof boxes)[number];
    const gap = box.at - before.at - (box.size + before.size) / 2;
    return gap < 0 ? [`${before.label} / ${box.label}: ${gap.toFixed(1)}`] : [];
  });
}

function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const c = parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}
