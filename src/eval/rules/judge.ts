import { CATALOGUE } from '../../analyzers/catalogue.ts';
import { examiner } from '../../analyzers/examine.ts';
import { findingOf } from '../../analyzers/finding.ts';
import { NO_AGREEMENTS } from '../../facts/agreements.ts';
import { buildFacts } from '../../facts/build.ts';
import type { Finding } from '../../reports/report.ts';
import type { VariedTeam } from '../../sample/problems/variation.ts';

/** Every rule of the catalogue, the opt-in ones too, judged at the end of a generated team's history. */
export function judge(team: VariedTeam): ReadonlyMap<string, Finding> {
  const { history, neighbours } = team;
  const agreements = { ...NO_AGREEMENTS, ...team.agreements };
  const { facts } = buildFacts({ history, agreements, asOf: history.readAt, neighbours });
  const rules = examiner(facts);
  const context = { setting: undefined, suppressed: null, urlOf: () => null };
  return new Map(CATALOGUE.map(({ id }) => [id, findingOf(rules.examine(id), context)]));
}
