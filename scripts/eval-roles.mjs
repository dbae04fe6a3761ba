// Measures the inference of roles on generated teams and writes the section "Roles" of docs/accuracy.md.
// The number of teams for each source may be given; 400 by default.
import { today, withModule, writeSection } from './evaluation.mjs';

const teams = Number(process.argv[2] ?? 400);
if (!Number.isInteger(teams) || teams < 20) {
  console.error('Give the number of teams for each source: a whole number of 20 or more.');
  process.exit(2);
}
await withModule('src/eval/roles/index.ts', async ({ evaluateRoles, roleSection }) => {
  const section = roleSection(evaluateRoles(teams), today());
  console.log(section);
  await writeSection('roles', 'Roles inferred from behaviour', section);
});
