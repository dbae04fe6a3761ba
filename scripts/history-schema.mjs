// Writes schema/history.schema.json from the zod schema in src/history/saved-history.ts. `--check` fails when it is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}schema/history.schema.json`;

const bundle = await build({
  entryPoints: [`${root}src/history/saved-history.ts`],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
  logLevel: 'error',
});
const { historyJsonSchema } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`
);
const text = await format(JSON.stringify(historyJsonSchema()), {
  ...(await resolveConfig(target)),
  filepath: target,
});
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== text)
    throw new Error('schema/history.schema.json is stale: run node scripts/history-schema.mjs');
} else await writeFile(target, text);
