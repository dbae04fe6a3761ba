import { falseAlarmsOf, missesOf, STRENGTHS, type Cell, type Matrix, type RuleRow } from './matrix.ts';
import type { Steadiness } from './steadiness.ts';

const SHORT = {
  detected: 'found',
  clear: 'clear',
  'insufficient-sample': 'too few',
  suppressed: 'found',
} as const;

/** The section of docs/accuracy.md on rules and generated teams. */
export function rulesSection(matrix: Matrix, steadiness: readonly Steadiness[], date: string): string {
  const { rows, healthySeeds, problemSeeds } = matrix;
  const habits = rows.reduce((sum, { habits: own }) => sum + own.length, 0);
  const misses = missesOf(matrix);
  const alarms = falseAlarmsOf(matrix);
  const low = rows.flatMap(({ falseAlarms }) => falseAlarms.filter(({ cell }) => cell.severity === 'low'));
  return [
    `Measured ${date} with \`npm run eval:rules\`: all ${rows.length} rules (the opt-in ones too) on generated teams of twelve two-week Sprints. Each problem is a switch of the sample team (\`src/sample/problems\`) at three strengths (${Object.entries(
      STRENGTHS,
    )
      .map(([name, value]) => `${name} ${value}`)
      .join(
        ', ',
      )}; seeds ${problemSeeds.join(', ')} for moderate, ${problemSeeds[0]} for the others), each habit one of \`src/sample/habits\` (a legitimate way of working that a guard of the rule names, mostly on top of the problem at full strength). ${healthySeeds.length} healthy teams have the seeds ${healthySeeds[0]} to ${healthySeeds.at(-1)}.`,
    'The teams are made by the same hands as the rules: the table shows that each rule does what its card says, not how usual a problem is, nor how often a real team would agree.',
    `**Missed at moderate or strong:** ${misses.length === 0 ? 'none' : misses.map(({ rule, cell }) => `\`${rule}\` (${short(cell)})`).join(', ')}. **False alarms** (medium or above in a healthy team, anything in one of ${habits} habits): ${alarms.length === 0 ? 'none' : alarms.map(({ rule, where }) => `\`${rule}\` (${where})`).join(', ')}. Findings of low severity in healthy teams: ${low.length} of ${healthySeeds.length * rows.length} judgements.`,
    table(rows, healthySeeds.length),
    '**What must not matter.**',
    [
      '| property | tried | failed |',
      '| --- | ---: | ---: |',
      ...steadiness.map(({ property, tried, failures }) => `| ${property} | ${tried} | ${failures.length} |`),
    ].join('\n'),
    ...steadiness
      .filter(({ failures }) => failures.length > 0)
      .map(
        ({ property, failures }) => `Failed, ${property}:\n\n${failures.map((one) => `- ${one}`).join('\n')}`,
      ),
  ].join('\n\n');
}

function table(rows: readonly RuleRow[], healthy: number): string {
  return [
    '| rule | weak | moderate | strong | healthy: found / clear / not judged | habits that must stay clear |',
    '| --- | --- | --- | --- | ---: | --- |',
    ...rows.map(({ code, rule, found, falseAlarms, healthyJudged, habits }) => {
      const clear = healthyJudged - falseAlarms.length;
      const own = habits.map(({ name, cells }) => `${name}: ${cells.map(short).join(', ')}`).join('; ');
      return `| ${code} \`${rule}\` | ${shorts(found.weak)} | ${shorts(found.moderate)} | ${shorts(found.strong)} | ${falseAlarms.length} / ${clear} / ${healthy - healthyJudged} | ${own} |`;
    }),
  ].join('\n');
}

function shorts(cells: readonly Cell[]): string {
  const texts = cells.map(short);
  return new Set(texts).size === 1 ? (texts[0] as string) : texts.join(', ');
}

function short({ state, severity, reasons }: Cell): string {
  if (state === 'not-observable')
    return `not observable${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`;
  return state === 'detected' ? `found (${severity})` : SHORT[state];
}
