import { PROBLEMS } from '../../sample/problems/index.ts';
import { variedTeam, type Variation, type VariedTeam } from '../../sample/problems/variation.ts';
import { STRENGTHS } from './matrix.ts';
import { judge } from './judge.ts';
import { badness, beforeAndAfter, differences, renamed, reordered, shifted } from './properties.ts';

/** One property, how often it was tried, and where it failed. */
export interface Steadiness {
  readonly property: string;
  readonly tried: number;
  readonly failures: readonly string[];
}

/** Teams on which nothing of a reader's concern may depend on names, weeks or the order of rows. */
export function steadyTeams(): [string, VariedTeam][] {
  const problem = (id: string, seed: number): [string, VariedTeam] => [
    `${id} (seed ${seed})`,
    variedTeam([[PROBLEMS[id] as Variation, STRENGTHS.moderate]], seed),
  ];
  const healthy = variedTeam([], 4);
  return [
    ['healthy (seed 4)', healthy],
    ['nothing declared (seed 4)', { ...healthy, agreements: {} }],
    problem('shared-team-members', 5),
    problem('proxy-product-owner', 6),
    problem('recurring-retrospective-topic', 7),
    problem('automatic-spillover', 8),
    problem('duplicate-backlog-items', 9),
    problem('knowledge-silo', 10),
  ];
}

/** Renaming people, moving all dates by whole weeks and mixing the rows changes nothing; a healthy Sprint more worsens nothing. */
export function evaluateSteadiness(
  teams: readonly (readonly [string, VariedTeam])[],
  problems: readonly string[],
  seed: number,
): Steadiness[] {
  const changes: readonly (readonly [string, (team: VariedTeam) => VariedTeam])[] = [
    ['renaming people changes nothing', (team) => renamed(team, seed)],
    ['moving all dates by whole weeks changes nothing', (team) => shifted(team, 1 + (seed % 40))],
    ['another order of the rows changes nothing', (team) => reordered(team, seed)],
  ];
  const originals = teams.map(([name, team]) => ({ name, team, findings: judge(team) }));
  const unchanged = changes.map(([property, change]) => ({
    property,
    tried: teams.length,
    failures: originals.flatMap(({ name, team, findings }) =>
      differences(findings, judge(change(team))).map((one) => `${name}: ${one}`),
    ),
  }));
  return [...unchanged, oneSprintMore(problems, seed)];
}

function oneSprintMore(problems: readonly string[], seed: number): Steadiness {
  let tried = 0;
  const failures: string[] = [];
  for (const rule of problems) {
    const pair = beforeAndAfter(PROBLEMS[rule] as Variation, STRENGTHS.moderate, seed);
    if (pair === null) continue;
    tried++;
    const [before, after] = [pair.before, pair.after].map((team) => judge(team, [rule]).get(rule));
    if (before === undefined || after === undefined) continue;
    if (badness(after) > badness(before)) failures.push(`${rule}: ${before.summary} became ${after.summary}`);
  }
  return { property: 'one healthy Sprint more does not worsen the finding of a problem', tried, failures };
}
