// Holds every rule against generated teams and writes the section "Rules on generated teams" of docs/accuracy.md. Fails when
// a plain problem is missed, a healthy team or a legitimate habit raises an alarm, or a property does not hold.
// The number of healthy teams may be given; 30 by default.
import { today, withModule, writeSection } from './evaluation.mjs';

const healthy = Number(process.argv[2] ?? 30);
if (!Number.isInteger(healthy) || healthy < 1) {
  console.error('Give the number of healthy teams: a whole number of 1 or more.');
  process.exit(2);
}
await withModule('src/eval/rules/index.ts', async (rules) => {
  const seeds = Array.from({ length: healthy }, (_, index) => index + 1);
  const matrix = rules.evaluateMatrix(seeds, (line) => process.stderr.write(`${line}\n`));
  const problems = rules.CATALOGUE.map(({ id }) => id);
  const steadiness = rules.evaluateSteadiness(rules.steadyTeams(), problems, 7);
  await writeSection('rules', 'Rules on generated teams', rules.rulesSection(matrix, steadiness, today()));
  const misses = rules.missesOf(matrix);
  const alarms = rules.falseAlarmsOf(matrix);
  for (const { rule, cell } of misses) console.log(`missed: ${rule} (${cell.state}): ${cell.summary}`);
  for (const { rule, where, cell } of alarms) console.log(`false alarm: ${rule}, ${where}: ${cell.summary}`);
  for (const { property, failures } of steadiness)
    for (const failure of failures) console.log(`does not hold (${property}): ${failure}`);
  const failed =
    misses.length + alarms.length + steadiness.reduce((sum, one) => sum + one.failures.length, 0);
  console.log(failed === 0 ? 'No miss, no false alarm, every property holds.' : `${failed} failures.`);
  process.exitCode = failed === 0 ? 0 : 1;
});
