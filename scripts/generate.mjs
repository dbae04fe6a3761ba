// Writes the pages and schemas that follow from the code (scripts/pages.ts). With --check it changes nothing and fails when
// one is stale.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, withModule } from './evaluation.mjs';

const check = process.argv.includes('--check');
await withModule('scripts/pages.ts', async ({ generatedFiles }) => {
  const files = await generatedFiles();
  const stale = [];
  for (const [file, text] of files) {
    const path = join(root, file);
    const old = await readFile(path, 'utf8').catch((error) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (old === text) continue;
    stale.push(file);
    if (check) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  for (const name of await readdir(join(root, 'docs/rules'))) {
    if (files.has(`docs/rules/${name}`)) continue;
    stale.push(`docs/rules/${name}`);
    if (!check) await rm(join(root, 'docs/rules', name));
  }
  console.log(
    stale.length === 0 ? 'Everything is up to date.' : `${check ? 'Stale' : 'Written'}: ${stale.join(', ')}`,
  );
  if (check && stale.length > 0) process.exitCode = 1;
});
