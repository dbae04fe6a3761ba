import type { Examiner } from '../analyzers/examine.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { Role } from '../history/team-history.ts';
import type { Responsibility } from '../reports/report.ts';
import { PRODUCT_OWNER_ROWS } from './responsibilities-product-owner.ts';
import { SCRUM_MASTER_ROWS } from './responsibilities-scrum-master.ts';
import type { Row, RowInput } from './rows.ts';

/** Always the 16 rows of rules §9 in their order. */
export function responsibilitiesOf(facts: TeamFacts, rules: Pick<Examiner, 'examine'>): Responsibility[] {
  const input: RowInput = { facts, outcome: (rule) => rules.examine(rule).outcome };
  const rowsOf = (role: Role, rows: readonly Row[]): Responsibility[] =>
    rows.map((row) => ({ role, id: row.id, title: row.title, ...row.judge(input) }));
  return [...rowsOf('product-owner', PRODUCT_OWNER_ROWS), ...rowsOf('scrum-master', SCRUM_MASTER_ROWS)];
}
