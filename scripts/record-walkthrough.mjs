// Records docs/walkthrough.md as a user would see it: the packed package is installed in an empty folder and run there, against
// a fake tracker and a folder of exports. Build first; npm must be able to install the few dependencies.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, withModule } from './evaluation.mjs';

const place = mkdtempSync(join(tmpdir(), 'hatcheck-pack-'));
const npm = (args, cwd) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
try {
  npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', place], root);
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  const packed = readdirSync(place).find((name) => name.endsWith('.tgz'));
  npm(['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', `./${packed}`], place);
  const record = async ({ recordWalkthrough }) => {
    const page = await recordWalkthrough(join(place, 'node_modules', 'hatcheck', 'dist', 'cli.js'));
    writeFileSync(join(root, 'docs', 'walkthrough.md'), page);
    console.log(`Recorded docs/walkthrough.md: ${page.split('\n').length} lines.`);
  };
  await withModule('scripts/walkthrough.ts', record, ['test/fakes/linear.schema.graphql']);
} finally {
  rmSync(place, { recursive: true, force: true });
}
