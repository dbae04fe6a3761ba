import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as api from '../../src/index.ts';
import { folder, put, savedText, smallSample } from '../commands/support.ts';

const page = readFileSync('docs/api.md', 'utf8');

describe('docs/api.md', () => {
  it('names everything that the package exports', () => {
    const names = Object.keys(api);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });

  it('shows a program that runs against the built package and keeps people inside', async () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    const place = folder();
    const { history } = smallSample();
    put(place, 'checkout.history.json', savedText(history));
    const entry = path.resolve('dist/index.js');
    mkdirSync(path.join(place, 'node_modules', 'hatcheck'), { recursive: true });
    writeFileSync(
      path.join(place, 'node_modules', 'hatcheck', 'package.json'),
      JSON.stringify({ name: 'hatcheck', type: 'module', exports: './index.js' }),
    );
    put(place, 'node_modules/hatcheck/index.js', `export * from ${JSON.stringify(entry)};\n`);
    put(place, 'program.mjs', code);
    const { stdout } = await promisify(execFile)(process.execPath, ['program.mjs'], { cwd: place });
    expect(stdout).toContain('Checkout');
    expect(stdout).toContain('etrospective');
    for (const person of history.people.filter(({ bot }) => !bot)) expect(stdout).not.toContain(person.name);
  });
});
