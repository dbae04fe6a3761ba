// Measures which issues are taken for records of Scrum events and writes that section of docs/accuracy.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, today, withModule, writeSection } from './evaluation.mjs';

const file = process.argv[2] ?? join(root, '..', 'shared', 'data', 'events', 'events.jsonl');
if (!existsSync(file)) {
  console.error(`There are no labelled issues in ${file}. Give their file as the first argument.`);
  process.exit(2);
}
await withModule('src/eval/events.ts', async ({ evaluateEvents, eventSection }) => {
  const section = eventSection(evaluateEvents(readFileSync(file, 'utf8')), today());
  console.log(section);
  await writeSection('events', 'Records of Scrum events', section);
});
