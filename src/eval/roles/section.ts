import type { Role } from '../../history/team-history.ts';
import { SITUATIONS, STRENGTHS, type RoleCase, type Situation } from './cases.ts';
import { calibration, type CaseResult, type Verdict } from './measure.ts';

const VERDICTS: readonly Verdict[] = ['right', 'none', 'wrong'];

/** The section "Roles" of docs/accuracy.md. */
export function roleSection(results: readonly CaseResult[], date: string): string {
  const teams = results.length;
  const sources = [...new Set(results.map(({ one }) => one.source))];
  return [
    `Measured ${date} with \`npm run eval:roles\` on ${teams} generated teams, a third each as Jira, Linear and GitHub would record them, nothing declared; three of four have a calendar.`,
    'In each team the acts of the Product Owner and the Scrum Master are done by whoever the case draws: the holder does most of them (85–95 % with strong evidence, 70–85 % with moderate, 20–60 % with weak evidence, where shares also differ by kind of act), a helper much of the rest. Half of the teams give weak evidence. One holder in ten leaves the tracker to somebody else altogether: no tracker can show that, and the cap of inferred confidence at 0.90 says so. These shares are assumptions; they decide how well the confidence fits, so read the table as "consistent with such teams", not as a measurement of real ones.',
    '**One person in both roles.** ' + combinedWords(results),
    '| situation | evidence | teams | found | not found | not observable |\n| --- | --- | ---: | ---: | ---: | ---: |\n' +
      combinedRows(results).join('\n'),
    '**Who holds which role.** An inferred holder (confidence 0.60 or more) is right, wrong, or nobody is named. "Nobody" and "committee" teams have no holder, so naming nobody is right there.',
    `| situation | role | ${sources.map((source) => `${name(source)}: right / nobody / wrong`).join(' | ')} |\n| --- | --- | ${sources.map(() => '---:').join(' | ')} |\n` +
      verdictRows(results, sources).join('\n'),
    `**Change of hands.** ${handoverWords(results)}`,
    '**Does the stated confidence fit?** Everybody who stands first for a role, named or not, by the confidence stated.',
    '| stated | cases | mean stated | truly the holder | difference |\n| --- | ---: | ---: | ---: | ---: |\n' +
      calibration(results)
        .map(
          (decile) =>
            `| ${decile.from.toFixed(1)}–${(decile.from + 0.1).toFixed(1)} | ${decile.cases} | ${decile.stated.toFixed(2)} | ${decile.right.toFixed(2)} | ${signed(decile.stated - decile.right)} |`,
        )
        .join('\n'),
  ].join('\n\n');
}

/** Share of the teams of the kind in which the finding was made, 0–1. */
export function combinedShare(results: readonly CaseResult[], belongs: (one: RoleCase) => boolean): number {
  const teams = results.filter(({ one }) => belongs(one));
  return teams.length === 0
    ? 0
    : teams.filter(({ combined }) => combined === 'detected').length / teams.length;
}

function combinedWords(results: readonly CaseResult[]): string {
  const isCombined = (one: RoleCase): boolean => one.situation === 'combined' && one.strength === 'moderate';
  const withCalendar = combinedShare(results, (one) => isCombined(one) && one.calendar);
  const without = combinedShare(results, (one) => isCombined(one) && !one.calendar);
  const wrongly = combinedShare(results, (one) => one.situation !== 'combined');
  return `At moderate strength found in ${percent(withCalendar)} of the teams with a calendar (${percent(without)} without one, where the Scrum Master is often not inferable); wrongly found in ${percent(wrongly)} of all other teams.`;
}

function combinedRows(results: readonly CaseResult[]): string[] {
  return SITUATIONS.flatMap((situation) =>
    STRENGTHS.map((strength) => {
      const teams = results.filter(({ one }) => one.situation === situation && one.strength === strength);
      const count = (states: readonly string[]): number =>
        teams.filter(({ combined }) => states.includes(combined)).length;
      return `| ${words(situation)} | ${strength} | ${teams.length} | ${count(['detected'])} | ${count(['clear'])} | ${count(['not-observable', 'insufficient-sample'])} |`;
    }),
  );
}

function verdictRows(results: readonly CaseResult[], sources: readonly string[]): string[] {
  return SITUATIONS.flatMap((situation) =>
    (['product-owner', 'scrum-master'] as const).map((role) => {
      const cells = sources.map((source) => {
        const teams = results.filter(({ one }) => one.situation === situation && one.source === source);
        return VERDICTS.map((verdict) => count(teams, role, verdict)).join(' / ');
      });
      return `| ${words(situation)} | ${role === 'product-owner' ? 'Product Owner' : 'Scrum Master'} | ${cells.join(' | ')} |`;
    }),
  );
}

function handoverWords(results: readonly CaseResult[]): string {
  const of = (situation: Situation, strength: string): CaseResult[] =>
    results.filter(({ one }) => one.situation === situation && one.strength === strength);
  const told = (teams: readonly CaseResult[]): number =>
    teams.filter(({ handovers }) => handovers.length > 0).length;
  const others = results.filter(({ one }) => one.situation !== 'hand-over');
  const parts = STRENGTHS.map((strength) => {
    const teams = of('hand-over', strength);
    return `${told(teams)} of ${teams.length} with ${strength} evidence`;
  });
  return `Told in ${parts.join(', ')}; wrongly told in ${told(others)} of ${others.length} other teams.`;
}

function count(teams: readonly CaseResult[], role: Role, verdict: Verdict): number {
  return teams.filter(({ roles }) => roles.some((one) => one.role === role && one.verdict === verdict))
    .length;
}

function words(situation: Situation): string {
  return {
    clear: 'two holders',
    combined: 'one person in both',
    committee: 'committee',
    nobody: 'nobody',
    'hand-over': 'change of hands',
  }[situation];
}

function name(source: string): string {
  return { jira: 'Jira', linear: 'Linear', github: 'GitHub' }[source] ?? source;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function signed(value: number): string {
  return value < 0 ? `−${Math.abs(value).toFixed(2)}` : `+${value.toFixed(2)}`;
}
