import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const allowed = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the container image', () => {
  it('gets what is built from and nothing else: no store, no report, no configuration', () => {
    expect(readFileSync('.dockerignore', 'utf8').split('\n')[0]).toBe('*');
    for (const name of allowed) expect(existsSync(name)).toBe(true);
    expect([...allowed].sort()).toEqual([
      'LICENSE',
      'package-lock.json',
      'package.json',
      'schema',
      'scripts',
      'src',
      'templates',
    ]);
  });

  it('takes from the build what the package ships, and runs as nobody special', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
    for (const folder of files.filter((name) => ['dist', 'templates', 'schema'].includes(name)))
      expect(copied).toContain(`/build/${folder}`);
    expect(copied).toContain('/build/node_modules');
    expect(dockerfile.lastIndexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('RUN '));
    expect(dockerfile).toContain('npm ci --ignore-scripts');
  });
});
