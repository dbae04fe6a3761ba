// What the evaluation scripts share: running a module of src/eval, and writing its section of docs/accuracy.md.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Bundles a module of the project (path from its root), hands it to the function, and cleans up. Files that the module reads
 * beside itself are copied there.
 */
export async function withModule(path, use, files = []) {
  await mkdir(join(root, 'node_modules', '.cache'), { recursive: true });
  const out = await mkdtemp(join(root, 'node_modules', '.cache', 'eval-'));
  try {
    const outfile = join(out, 'module.mjs');
    await build({
      entryPoints: [join(root, path)],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      outfile,
      logLevel: 'warning',
      packages: 'external',
    });
    for (const file of files) await copyFile(join(root, file), join(out, basename(file)));
    return await use(await import(pathToFileURL(outfile).href));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Replaces what stands between the markers of the section in docs/accuracy.md, or adds the section at the end. */
export async function writeSection(name, title, text) {
  const file = join(root, 'docs', 'accuracy.md');
  const [open, close] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const old = existsSync(file) ? await readFile(file, 'utf8') : '# Accuracy\n';
  const block = `${open}\n\n${text}\n\n${close}`;
  const from = old.indexOf(open);
  const next =
    from < 0
      ? `${old.trimEnd()}\n\n## ${title}\n\n${block}\n`
      : old.slice(0, from) + block + old.slice(old.indexOf(close) + close.length);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, next);
}

/** Today, for the line that says when something was measured. */
export const today = () => new Date().toISOString().slice(0, 10);
