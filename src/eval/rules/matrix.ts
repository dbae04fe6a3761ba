import { CATALOGUE } from '../../analyzers/catalogue.ts';
import type { Finding } from '../../reports/report.ts';
import { HABITS } from '../../sample/habits/index.ts';
import { PROBLEMS } from '../../sample/problems/index.ts';
import { variedTeam, type VariedTeam } from '../../sample/problems/variation.ts';
import { judge } from './judge.ts';

/** Strengths of a problem: it begins to show, it is plain, it is everywhere. */
export const STRENGTHS = { weak: 0.2, moderate: 0.5, strong: 0.9 } as const;
export type Strength = keyof typeof STRENGTHS;

/** A plain problem must be found in every one of these teams. */
const PROBLEM_SEEDS = [11, 12, 13];
const HABIT_SEEDS = [21];

/** What the rule said of one generated team. */
export type Cell = Pick<Finding, 'state' | 'severity' | 'reasons' | 'summary'>;

export interface RuleRow {
  readonly rule: string;
  readonly code: string;
  readonly found: Readonly<Record<Strength, readonly Cell[]>>;
  /** Healthy teams in which the rule was detected, by seed. */
  readonly falseAlarms: readonly { readonly seed: number; readonly cell: Cell }[];
  /** Healthy teams of which the rule could say something. */
  readonly healthyJudged: number;
  readonly habits: readonly HabitCell[];
}

/** A legitimate habit that a guard of the rule names: the rule must not find anything in it. */
export interface HabitCell {
  readonly name: string;
  readonly cells: readonly Cell[];
}

export interface Matrix {
  readonly rows: readonly RuleRow[];
  readonly healthySeeds: readonly number[];
  readonly problemSeeds: readonly number[];
}

/** Every rule against its problem at three strengths, healthy teams, and each habit that a guard names. */
export function evaluateMatrix(healthySeeds: readonly number[], say: (line: string) => void): Matrix {
  say(`${healthySeeds.length} healthy teams`);
  const healthy = healthySeeds.map((seed) => ({ seed, findings: judge(variedTeam([], seed)) }));
  const rows = CATALOGUE.map(({ id, code }): RuleRow => {
    say(`${code} ${id}`);
    const cells = healthy.map(({ seed, findings }) => ({ seed, cell: cellOf(findings, id) }));
    return {
      rule: id,
      code,
      found: {
        weak: problemCells(id, 'weak', PROBLEM_SEEDS.slice(0, 1)),
        moderate: problemCells(id, 'moderate', PROBLEM_SEEDS),
        strong: problemCells(id, 'strong', PROBLEM_SEEDS.slice(0, 1)),
      },
      falseAlarms: cells.filter(({ cell }) => cell.state === 'detected'),
      healthyJudged: cells.filter(({ cell }) => cell.state === 'clear' || cell.state === 'detected').length,
      habits: (HABITS[id] ?? []).map(({ name, team }) => ({
        name,
        cells: HABIT_SEEDS.map((seed) => cellIn(team(seed), id)),
      })),
    };
  });
  return { rows, healthySeeds, problemSeeds: PROBLEM_SEEDS };
}

function problemCells(rule: string, strength: Strength, seeds: readonly number[]): Cell[] {
  const problem = PROBLEMS[rule];
  if (problem === undefined) throw new Error(`The sample team has no switch for ${rule}.`);
  return seeds.map((seed) => cellIn(variedTeam([[problem, STRENGTHS[strength]]], seed), rule));
}

function cellIn(team: VariedTeam, rule: string): Cell {
  return cellOf(judge(team, [rule]), rule);
}

function cellOf(findings: ReadonlyMap<string, Finding>, rule: string): Cell {
  const { state, severity, reasons, summary } = findings.get(rule) as Finding;
  return { state, severity, reasons, summary };
}

/** Plain problems that were not found. */
export function missesOf({ rows }: Matrix): { readonly rule: string; readonly cell: Cell }[] {
  return rows.flatMap(({ rule, found }) =>
    [...found.moderate, ...found.strong]
      .filter(({ state }) => state !== 'detected')
      .map((cell) => ({ rule, cell })),
  );
}

/** Findings of medium severity or above in healthy teams, and any finding in a legitimate habit. */
export function falseAlarmsOf({
  rows,
}: Matrix): { readonly rule: string; readonly where: string; readonly cell: Cell }[] {
  return rows.flatMap(({ rule, falseAlarms, habits }) => [
    ...falseAlarms
      .filter(({ cell }) => cell.severity !== 'low')
      .map(({ seed, cell }) => ({ rule, where: `healthy team ${seed}`, cell })),
    ...habits.flatMap(({ name, cells }) =>
      cells.filter(({ state }) => state === 'detected').map((cell) => ({ rule, where: name, cell })),
    ),
  ]);
}
