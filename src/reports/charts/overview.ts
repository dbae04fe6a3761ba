import type { ReportSeries } from '../report.ts';
import { count, list, percent, shortDay } from '../view/figures.ts';
import { plain, shorten } from '../escape/text.ts';
import { chartSeries, countAxis, labelAxis, numberAxis, type ChartResult } from './spec.ts';

const FEWEST = 3;
const ROLE_WORDS = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
  developers: 'Developers',
} as const;

/** Who wears which hat: strength of the evidence per accountability and holder, declared and only observed apart. */
export function hats(series: ReportSeries): ChartResult {
  const base = { id: 'hats', title: 'Who wears which hat' } as const;
  const worn = series.hats;
  const sentence = hatSentence(worn);
  if (worn.length < FEWEST) return { ...base, sentence, spec: null };
  const label = (hat: (typeof worn)[number]) => shorten(`${ROLE_WORDS[hat.role]} · ${plain(hat.person)}`, 34);
  return {
    ...base,
    sentence,
    spec: {
      ...base,
      kind: 'rows',
      stacked: true,
      takeaway: sentence,
      caption:
        'Strength of the evidence from 0 to 1: how much of the work of an accountability is seen in one pair of hands.',
      x: numberAxis('Strength of evidence', 0, 1),
      y: labelAxis(worn.map(label)),
      series: [
        chartSeries({
          name: 'Declared',
          colour: 'blue',
          values: worn.map((hat) => (hat.declared ? hat.score : null)),
        }),
        chartSeries({
          name: 'Only observed',
          colour: 'orange',
          pattern: 'diagonal',
          values: worn.map((hat) => (hat.declared ? null : hat.score)),
        }),
      ],
      lines: [],
      table: {
        columns: ['Accountability', 'Held by', 'Declared', 'Strength of evidence', 'Confidence'],
        rows: worn.map((hat) => [
          ROLE_WORDS[hat.role],
          hat.person,
          hat.declared ? 'yes' : 'no',
          percent(hat.score),
          hat.confidence === null ? 'not known' : percent(hat.confidence),
        ]),
        note: null,
      },
    },
  };
}

/** Findings of past runs by severity. */
export function findingsOverTime(series: ReportSeries): ChartResult {
  const base = { id: 'findings', title: 'Findings over time' } as const;
  const { runs } = series;
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

function hatSentence(worn: ReportSeries['hats']): string {
  if (worn.length === 0) return 'Who holds which accountability cannot be seen in this data.';
  const roles = (['product-owner', 'scrum-master'] as const).map((role) => {
    const holders = worn.filter((hat) => hat.role === role);
    const declared = holders.filter((hat) => hat.declared).length;
    const seen = holders.filter((hat) => !hat.declared && hat.score >= 0.45).length;
    return `${ROLE_WORDS[role]}: ${declared === 0 ? 'nobody declared' : `${declared} declared`}${seen > 0 ? `, ${seen} more seen doing this work` : ''}`;
  });
  return `${roles.join('; ')}.`;
}

function severityList(run: ReportSeries['runs'][number]): string {
  const parts = (['critical', 'high', 'medium', 'low'] as const)
    .filter((severity) => run[severity] > 0)
    .map((severity) => `${run[severity]} ${severity}`);
  return parts.length === 0 ? 'none' : list(parts);
}
