// Bundles the one script of the HTML report (Chart.js and its live charts) to dist/report-page.js.
import { build } from 'esbuild';

export function buildPageScript() {
  return build({
    entryPoints: ['src/reports/charts/live.ts'],
    outfile: 'dist/report-page.js',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    legalComments: 'eof',
    logLevel: 'warning',
  });
}

if (import.meta.url === `file://${process.argv[1]}`) await buildPageScript();
