import { CATALOGUE } from '../../analyzers/catalogue.ts';
import { examiner } from '../../analyzers/examine.ts';
import { findingOf } from '../../analyzers/finding.ts';
import { NO_AGREEMENTS } from '../../facts/agreements.ts';
import { buildFacts } from '../../facts/build.ts';
import type { Finding } from '../../reports/report.ts';
import type { VariedTeam } from '../../sample/problems/variation.ts';

const EVERY_RULE = CATALOGUE.map(({ id }) => id);

/** Rules (all by default, the opt-in ones too) judged at the end of a generated team's history, by id. */
export function judge(team: VariedTeam, rules: readonly string[] = EVERY_RULE): ReadonlyMap<string, Finding> {
  const { history, neighbours } = team;
  const agreements = { ...NO_AGREEMENTS, ...team.agreements };
  const { facts } = buildFacts({ history, agreements, asOf: history.readAt, neighbours });
  const all = examiner(facts);
  const context = { setting: undefined, suppressed: null, urlOf: () => null };
  return new Map(rules.map((id) => [id, findingOf(all.examine(id), context)]));
}
