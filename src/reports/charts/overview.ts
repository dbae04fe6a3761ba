import type { ReportSeries } from '../report.ts';
import { count, list, percent, shortDay } from '../view/figures.ts';
import { MOST_PERIODS } from './numbers.ts';
import { plain, shorten } from '../escape/text.ts';
import { chartSeries, countAxis, labelAxis, numberAxis, type ChartResult, type ChartSeries } from './spec.ts';

const FEWEST = 3;
const ROLE_WORDS = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
  developers: 'Developers',
} as const;

/** Weaker evidence than this is noise: everybody comments on something. Declared holders are always shown. */
const FAINT = 0.1;
/** From here on somebody is said to do the work of an accountability (`rules.md` §2). */
const STRONG = 0.45;
const MOST_HATS = 12;
type Hat = ReportSeries['hats'][number];

/** Who wears which hat: strength of the evidence per accountability and holder, declared and only observed apart. */
export function hats(series: ReportSeries): ChartResult {
  const base = { id: 'hats', title: 'Who wears which hat' } as const;
  const worn = series.hats.filter((hat) => hat.declared || hat.score >= FAINT).slice(0, MOST_HATS);
  const two = inTwoHats(worn);
  const sentence = hatSentence(worn, two.size);
  if (worn.length < 2) return { ...base, sentence, spec: null };
  const both = (hat: Hat) => two.has(hat.person);
  const bars = (name: string, look: Pick<ChartSeries, 'colour' | 'pattern'>, picks: (hat: Hat) => boolean) =>
    chartSeries({ name, ...look, values: worn.map((hat) => (picks(hat) ? hat.score : null)) });
  const shown = [
    bars('One person in two hats', { colour: 'vermillion', pattern: 'cross' }, both),
    bars('Declared', { colour: 'blue', pattern: 'solid' }, (hat) => !both(hat) && hat.declared),
    bars('Only observed', { colour: 'orange', pattern: 'diagonal' }, (hat) => !both(hat) && !hat.declared),
  ].filter((one) => one.values.some((value) => value !== null));
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'rows',
      stacked: true,
      takeaway: sentence,
      caption:
        'Strength of the evidence from 0 to 1: how much of the work of an accountability is seen in one pair of hands. The same number is the same person.',
      x: numberAxis('Strength of evidence', 0, 1),
      y: labelAxis(worn.map((hat) => hatLabel(hat, both(hat)))),
      series: shown,
      lines: [],
      table: {
        columns: [
          'Accountability',
          'Held by',
          'Declared',
          'In two hats',
          'Strength of evidence',
          'Confidence',
        ],
        rows: worn.map((hat) => [
          ROLE_WORDS[hat.role],
          hat.person,
          hat.declared ? 'yes' : 'no',
          both(hat) ? 'yes' : 'no',
          percent(hat.score),
          hat.confidence === null ? 'not known' : percent(hat.confidence),
        ]),
        note: null,
      },
    },
  };
}

function hatLabel(hat: Hat, both: boolean): string {
  return shorten(`${ROLE_WORDS[hat.role]} · ${plain(hat.person)}${both ? ', both hats' : ''}`, 42);
}

/** People who are declared for, or plainly seen in, both accountabilities. */
function inTwoHats(worn: readonly Hat[]): Set<string> {
  const wears = (role: Hat['role']) =>
    new Set(
      worn
        .filter((hat) => hat.role === role && (hat.declared || hat.score >= STRONG))
        .map((hat) => hat.person),
    );
  const masters = wears('scrum-master');
  return new Set([...wears('product-owner')].filter((person) => masters.has(person)));
}

/** Findings of past runs by severity. */
export function findingsOverTime(series: ReportSeries): ChartResult {
  const base = { id: 'findings', title: 'Findings over time' } as const;
  const runs = series.runs.slice(-MOST_PERIODS);
  const total = (run: (typeof runs)[number]) => run.critical + run.high + run.medium + run.low;
  if (runs.length < FEWEST) {
    const [first] = runs;
    const sentence =
      first === undefined
        ? 'This is the first run; findings over time appear from the third.'
        : `${count(runs.length, 'run')} so far (${runs.map((run) => `${shortDay(run.at)}: ${count(total(run), 'finding')}`).join('; ')}); a trend appears from the third.`;
    return { ...base, sentence, spec: null };
  }
  const first = runs[0] as (typeof runs)[number];
  const last = runs[runs.length - 1] as (typeof runs)[number];
  const change =
    total(last) === total(first) ? `stayed at ${total(last)}` : `went from ${total(first)} to ${total(last)}`;
  const sentence = `Findings ${change} over ${runs.length} runs; the last has ${severityList(last)}.`;
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'bars',
      stacked: true,
      takeaway: sentence,
      caption: `Findings per run by severity, ${shortDay(first.at)} to ${shortDay(last.at)}.`,
      x: labelAxis(runs.map((run) => shortDay(run.at))),
      y: countAxis('Findings'),
      series: [
        chartSeries({
          name: 'Critical',
          colour: 'ink',
          stack: 'all',
          values: runs.map((run) => run.critical),
        }),
        chartSeries({
          name: 'High',
          colour: 'vermillion',
          pattern: 'cross',
          stack: 'all',
          values: runs.map((run) => run.high),
        }),
        chartSeries({
          name: 'Medium',
          colour: 'orange',
          pattern: 'diagonal',
          stack: 'all',
          values: runs.map((run) => run.medium),
        }),
        chartSeries({
          name: 'Low',
          colour: 'sky',
          pattern: 'dots',
          stack: 'all',
          values: runs.map((run) => run.low),
        }),
      ],
      lines: [],
      table: {
        columns: ['Run', 'Critical', 'High', 'Medium', 'Low'],
        rows: runs.map((run) => [shortDay(run.at), run.critical, run.high, run.medium, run.low]),
        note: null,
      },
    },
  };
}

function hatSentence(worn: readonly Hat[], two: number): string {
  if (worn.length === 0) return 'Who holds which accountability cannot be seen in this data.';
  const roles = (['product-owner', 'scrum-master'] as const).map((role) => {
    const holders = worn.filter((hat) => hat.role === role);
    const declared = holders.filter((hat) => hat.declared).length;
    const seen = holders.filter((hat) => !hat.declared && hat.score >= STRONG).length;
    const named = declared === 0 ? 'nobody declared' : `${declared} declared`;
    return `${ROLE_WORDS[role]}: ${named}${seen > 0 ? `, ${seen}${declared > 0 ? ' more' : ''} seen doing this work` : ''}`;
  });
  const both = two === 0 ? '' : two === 1 ? 'One person wears both hats. ' : `${two} people wear both hats. `;
  return `${both}${roles.join('; ')}.`;
}

function severityList(run: ReportSeries['runs'][number]): string {
  const parts = (['critical', 'high', 'medium', 'low'] as const)
    .filter((severity) => run[severity] > 0)
    .map((severity) => `${run[severity]} ${severity}`);
  return parts.length === 0 ? 'none' : list(parts);
}
