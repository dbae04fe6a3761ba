import type { RawConfig } from './schema.ts';
import type { Problem } from './problems.ts';
import { proposal, ruleProposal } from './nearest.ts';

/** What the configuration may say about rules: ids of the catalogue with the names of their thresholds. */
export type RuleNames = ReadonlyMap<string, readonly string[]>;

/** Checks that need more than one place: names of teams, rules and thresholds, and the order of dates. */
export function crossCheck(config: RawConfig, rules: RuleNames): Problem[] {
  return [
    ...teamProblems(config),
    ...ruleProblems(config, rules),
    ...suppressionProblems(config, rules),
    ...experimentProblems(config, rules),
  ];
}

function teamProblems(config: RawConfig): Problem[] {
  const seen = new Set<string>();
  return (config.teams ?? []).flatMap((team, index) => {
    const name = team.name.toLowerCase();
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const next = 'Give every team a name of its own.';
    return [problem(['teams', index, 'name'], `teams[${index}].name "${team.name}" is used twice`, next)];
  });
}

function ruleProblems(config: RawConfig, rules: RuleNames): Problem[] {
  return Object.entries(config.rules ?? {}).flatMap(([id, setting]) => {
    const thresholds = rules.get(id);
    if (thresholds === undefined) return [unknownRule(['rules', id], 'key', id, rules)];
    if (typeof setting !== 'object') return [];
    return Object.keys(setting.thresholds ?? {})
      .filter((name) => !thresholds.includes(name))
      .map((name) => ({
        path: ['rules', id, 'thresholds', name],
        at: 'key' as const,
        message: `rules.${id}.thresholds.${name} is not a threshold of this rule`,
        next: proposal(name, thresholds),
      }));
  });
}

function suppressionProblems(config: RawConfig, rules: RuleNames): Problem[] {
  const teams = (config.teams ?? []).map((team) => team.name);
  const known = new Set(teams.map((name) => name.toLowerCase()));
  return (config.suppress ?? []).flatMap((entry, index) => {
    const found: Problem[] = [];
    if (!rules.has(entry.rule))
      found.push(unknownRule(['suppress', index, 'rule'], 'value', entry.rule, rules));
    if (entry.team !== undefined && teams.length > 0 && !known.has(entry.team.toLowerCase())) {
      found.push(
        problem(
          ['suppress', index, 'team'],
          `suppress[${index}].team "${entry.team}" is not a team of this file`,
          proposal(entry.team, teams),
        ),
      );
    }
    return found;
  });
}

function experimentProblems(config: RawConfig, rules: RuleNames): Problem[] {
  return (config.teams ?? []).flatMap((team, t) =>
    (team.experiments ?? []).flatMap((entry, e) => {
      const path = ['teams', t, 'experiments', e];
      const found: Problem[] = [];
      if (entry.rule !== undefined && !rules.has(entry.rule)) {
        found.push(unknownRule([...path, 'rule'], 'value', entry.rule, rules));
      }
      if (entry.until !== undefined && entry.until < entry.from) {
        const where = `teams[${t}].experiments[${e}].until`;
        found.push(problem([...path, 'until'], `${where} lies before its from`, 'Swap the two dates.'));
      }
      return found;
    }),
  );
}

function unknownRule(path: (string | number)[], at: 'key' | 'value', id: string, rules: RuleNames): Problem {
  return { path, at, message: `"${id}" is not a rule`, next: ruleProposal(id, [...rules.keys()]) };
}

function problem(path: (string | number)[], message: string, next: string): Problem {
  return { path, at: 'value', message, next };
}
