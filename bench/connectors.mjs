/** What the benches of live trackers share: our connectors and the fake servers in one bundle, measured runs and limits. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `use` with what the given modules export; the bundle is gone afterwards. */
export async function withModules(files, use) {
  const folder = mkdtempSync(join(tmpdir(), 'hatcheck-bench-'));
  try {
    for (const name of ['linear', 'github'])
      copyFileSync(join(root, `test/fakes/${name}.schema.graphql`), join(folder, `${name}.schema.graphql`));
    const outfile = join(folder, 'bundle.mjs');
    await build({
      stdin: {
        contents: files.map((file) => `export * from ${JSON.stringify(join(root, file))};`).join('\n'),
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    return await use(await import(pathToFileURL(outfile).href));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests, seconds and peak memory of one run against a fake server that runs in the same process. */
export async function measuredRun(fake, run) {
  const before = fake.seen.length;
  const started = performance.now();
  await run();
  return {
    requests: fake.seen.length - before,
    seconds: (performance.now() - started) / 1000,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Prints a line, and makes the bench fail where a limit is exceeded. */
export function report(what, values, limits) {
  const over = Object.entries(limits).filter(([name, limit]) => values[name] > limit);
  const text = Object.entries(values).map(([name, value]) => {
    const limit = limits[name] === undefined ? '' : ` (at most ${limits[name].toLocaleString('en')})`;
    return `${name} ${Number(value.toFixed(2)).toLocaleString('en')}${limit}`;
  });
  console.log(`${what}: ${text.join(', ')}${over.length === 0 ? '' : '  OVER THE LIMIT'}`);
  if (over.length > 0) process.exitCode = 1;
}
