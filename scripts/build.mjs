// Bundles the command line and the public API with code splitting: `hatcheck --help` must not load a tracker's library.
import { build } from 'esbuild';
import { chmod, rm } from 'node:fs/promises';
import { buildPageScript } from './build-page-script.mjs';

const quiet = process.argv.includes('--quiet');
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  sourcemap: false,
  legalComments: 'linked',
  logLevel: quiet ? 'warning' : 'info',
  external: ['libsql', 'canvas', '@napi-rs/canvas', 'pg', 'pg-native', 'pg-boss', '@fontsource/*'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
await buildPageScript();
await chmod('dist/cli.js', 0o755);
