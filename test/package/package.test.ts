import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const MB = 1_000_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

const root = mkdtempSync(path.join(os.tmpdir(), 'hatcheck-package-'));
const place = path.join(root, 'project');
const copy = path.join(root, 'copy');
const SOURCES = [
  ...['src', 'scripts', 'templates', 'schema', 'package.json', 'package-lock.json', 'action.yml', 'LICENSE'],
  ...['README.md', 'CHANGELOG.md', 'tsconfig.json', 'tsconfig.build.json'],
];
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_prefer_offline: 'true' };
let packed: Packed;

/** Runs something in the project that has installed the package. */
function inProject(command: string, ...args: string[]) {
  return run(command, args, { cwd: place, env, maxBuffer: 20 * MB });
}

beforeAll(async () => {
  // From a copy: packing builds, and other tests use dist/.
  for (const name of SOURCES) cpSync(name, path.join(copy, name), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', root], { cwd: copy, env });
  [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [Packed];
  await run('mkdir', ['-p', place]);
  writeFileSync(
    path.join(place, 'package.json'),
    '{ "name": "a-project", "private": true, "type": "module" }\n',
  );
  await inProject(
    'npm',
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    path.join(root, packed.filename),
  );
}, 300_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the package', () => {
  it('holds what it needs and nothing else, in a few megabytes', () => {
    const paths = packed.files.map((file) => file.path);
    for (const needed of [
      'dist/cli.js',
      'dist/index.js',
      'dist/types/index.d.ts',
      'templates/html/weekly.eta',
      'schema/report.schema.json',
      'schema/history.schema.json',
      'schema/config.schema.json',
      'action.yml',
      'LICENSE',
      'README.md',
    ])
      expect(paths).toContain(needed);
    const foreign = paths.filter(
      (file) =>
        !/^(dist|templates|schema)\/|^(action\.yml|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(
          file,
        ),
    );
    expect(foreign).toEqual([]);
    console.log(
      `package: ${(packed.size / MB).toFixed(2)} MB packed, ${(packed.unpackedSize / MB).toFixed(2)} MB unpacked, ${paths.length} files`,
    );
    expect(packed.size).toBeLessThan(5 * MB);
  });

  it('runs no script at installation, its own or of what it needs', () => {
    const own = JSON.parse(readFileSync(path.join(place, 'node_modules/hatcheck/package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const hook of ['preinstall', 'install', 'postinstall']) expect(own.scripts[hook]).toBeUndefined();
  });

  it('answers --version and --help, and makes the report of the sample team with charts', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const bin = path.join(place, 'node_modules/.bin/hatcheck');
    expect((await inProject(bin, '--version')).stdout.trim()).toBe(version);
    expect((await inProject(bin, '--help')).stdout).toContain('hatcheck demo');
    await inProject(bin, 'demo', '--format', 'html,md,json,csv');
    const out = path.join(place, 'hatcheck-report');
    expect(statSync(path.join(out, 'report.html')).size).toBeGreaterThan(100_000);
    const [chart] = [
      ...readFileSync(path.join(out, 'report.md'), 'utf8').matchAll(/\((charts\/\S+\.png)\)/g),
    ];
    expect(
      readFileSync(path.join(out, chart?.[1] ?? ''))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(existsSync(path.join(out, 'findings.csv'))).toBe(true);
  });

  it('posts from the installed package', async () => {
    const bin = path.join(place, 'node_modules/.bin/hatcheck');
    const { stdout } = await inProject(bin, 'post', '--to', 'slack', '--dry-run');
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toHaveProperty('blocks');
  });

  it('finds its font', async () => {
    const script =
      "import { createRequire } from 'node:module'; const r = createRequire(import.meta.resolve('hatcheck')); console.log(r.resolve('@fontsource/inter/package.json'));";
    const { stdout } = await inProject('node', '--input-type=module', '-e', script);
    expect(existsSync(stdout.trim())).toBe(true);
  });

  it('exports its API and its schemas', async () => {
    const script = `
      import { CATALOGUE, VERSION, assessTeam, renderHtml, decodeHistory } from 'hatcheck';
      import report from 'hatcheck/report.schema.json' with { type: 'json' };
      import history from 'hatcheck/history.schema.json' with { type: 'json' };
      import config from 'hatcheck/config.schema.json' with { type: 'json' };
      console.log(JSON.stringify([CATALOGUE.length, VERSION, typeof assessTeam, typeof renderHtml, typeof decodeHistory, [report, history, config].every((s) => s.$schema)]));`;
    const { stdout } = await inProject('node', '--input-type=module', '-e', script);
    const [rules, , ...rest] = JSON.parse(stdout) as unknown[];
    expect(rules).toBe(88);
    expect(rest).toEqual(['function', 'function', 'function', true]);
  });

  it('brings types that a strict project compiles with', async () => {
    writeFileSync(
      path.join(place, 'use.ts'),
      "import { CATALOGUE, type Report, renderJson } from 'hatcheck';\nexport const ids: string[] = CATALOGUE.map((rule) => rule.id);\nexport const text = (report: Report): string => renderJson(report);\n",
    );
    const tsc = path.resolve('node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck'];
    await inProject('node', tsc, ...flags, 'use.ts');
    writeFileSync(path.join(place, 'misuse.ts'), "import { renderJson } from 'hatcheck';\nrenderJson(12);\n");
    await expect(inProject('node', tsc, ...flags, 'misuse.ts')).rejects.toThrow();
  });
});
