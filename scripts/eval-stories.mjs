// Measures the story checks against people's labels and writes the section "User stories" of docs/accuracy.md.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2] ?? join(root, '..', 'shared', 'data', 'user-stories');
if (!existsSync(folder)) {
  console.error(`There are no labelled stories in ${folder}. Give their folder as the first argument.`);
  process.exit(2);
}
await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
const out = await mkdtemp(join(root, 'node_modules', '.cache', 'eval-'));
try {
  const outfile = join(out, 'stories.mjs');
  await build({
    entryPoints: [join(root, 'src', 'eval', 'stories.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'warning',
    packages: 'external',
  });
  const { evaluateStories, storySection } = await import(pathToFileURL(outfile).href);
  const reported = evaluateStories(folder, 'reported');
  const tuning = evaluateStories(folder, 'tuning');
  if (reported === null || tuning === null)
    throw new Error(`${folder} lacks dalpiaz/annotations or ustai/stories.csv.`);
  const section = storySection(reported, tuning, new Date().toISOString().slice(0, 10));
  console.log(section);
  await writeSection(join(root, 'docs', 'accuracy.md'), 'stories', section);
} finally {
  await rm(out, { recursive: true, force: true });
}

/** Replaces what stands between the markers of the section, or adds the section at the end. */
async function writeSection(file, name, text) {
  const [open, close] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const old = existsSync(file) ? await readFile(file, 'utf8') : '# Accuracy\n';
  const block = `${open}\n\n${text}\n\n${close}`;
  const from = old.indexOf(open);
  const next =
    from < 0
      ? `${old.trimEnd()}\n\n## User stories\n\n${block}\n`
      : old.slice(0, from) + block + old.slice(old.indexOf(close) + close.length);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, next);
}
