// Measures the story checks against people's labels and writes the section "User stories" of docs/accuracy.md.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, today, withModule, writeSection } from './evaluation.mjs';

const folder = process.argv[2] ?? join(root, '..', 'shared', 'data', 'user-stories');
if (!existsSync(folder)) {
  console.error(`There are no labelled stories in ${folder}. Give their folder as the first argument.`);
  process.exit(2);
}
await withModule('src/eval/stories.ts', async ({ evaluateStories, storySection }) => {
  const reported = evaluateStories(folder, 'reported');
  const tuning = evaluateStories(folder, 'tuning');
  if (reported === null || tuning === null)
    throw new Error(`${folder} lacks dalpiaz/annotations or ustai/stories.csv.`);
  const section = storySection(reported, tuning, today());
  console.log(section);
  await writeSection('stories', 'User stories', section);
});
