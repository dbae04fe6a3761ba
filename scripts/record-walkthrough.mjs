// Records docs/walkthrough.md: runs the built program against a fake tracker and a folder of exports. Build first.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, withModule } from './evaluation.mjs';

// A copy, so that a build in between does not take the program away.
const copy = await mkdtemp(join(root, 'node_modules', '.cache', 'walkthrough-'));
try {
  await cp(join(root, 'dist'), copy, { recursive: true });
  const record = async ({ recordWalkthrough }) => {
    const page = await recordWalkthrough(join(copy, 'cli.js'));
    await writeFile(join(root, 'docs', 'walkthrough.md'), page);
    console.log(`Recorded docs/walkthrough.md: ${page.split('\n').length} lines.`);
  };
  await withModule('scripts/walkthrough.ts', record, ['test/fakes/linear.schema.graphql']);
} finally {
  await rm(copy, { recursive: true, force: true });
}
