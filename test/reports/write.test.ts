import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLogo, writeReports, type WriteOptions } from '../../src/reports/write.ts';
import { auditTeams, fixtureReport, harbour } from '../fixtures/reports/report.ts';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('writeReports', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hatcheck-write-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (report = fixtureReport(), options: Partial<WriteOptions> = {}) =>
    writeReports(report, { out: join(folder, 'out'), formats: ['html', 'md', 'json', 'csv'], ...options });
  const files = async (): Promise<string[]> =>
    (await readdir(join(folder, 'out'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(folder, 'out'), join(entry.parentPath, entry.name)))
      .sort();

  it('leaves exactly the files it names, whole, and nothing of its own', async () => {
    const named = (await write()).map((path) => relative(join(folder, 'out'), path)).sort();
    expect(await files()).toEqual(named);
    expect(named).toEqual(
      expect.arrayContaining(['report.html', 'report.md', 'report.json', 'findings.csv', 'items.csv']),
    );
    const markdown = await readFile(join(folder, 'out', 'report.md'), 'utf8');
    const pictures = [...markdown.matchAll(/\]\((charts\/[^)]+)\)/g)].map((match) => match[1]);
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) expect(named).toContain(picture);
  });

  it('gives each team of an audit a page of its own, in which no other team is named', async () => {
    await write(fixtureReport('audit', auditTeams()), { formats: ['html', 'csv'] });
    const all = await files();
    expect(all).toEqual(
      expect.arrayContaining([
        'teams/harbour.html',
        'teams/lantern.html',
        'teams/quay.html',
        'recommendations.csv',
      ]),
    );
    for (const [own, ...others] of [
      ['harbour', 'Lantern', 'Quay'],
      ['lantern', 'Quay', 'Harbour'],
    ] as const) {
      const page = await readFile(join(folder, 'out', 'teams', `${own}.html`), 'utf8');
      for (const other of others) expect(page, `${own}: ${other}`).not.toContain(other);
      expect(page).toContain(own === 'harbour' ? 'data:image/png' : 'The export holds no history');
    }
  });

  it('shows the title, the logo and the colour of the configuration', async () => {
    await writeFile(join(folder, 'logo.png'), Buffer.from(PIXEL, 'base64'));
    await write(fixtureReport(), {
      title: 'Harbour & <Sons>',
      logo: join(folder, 'logo.png'),
      colour: '#1f4e79',
    });
    const page = await readFile(join(folder, 'out', 'report.html'), 'utf8');
    expect(page).toContain('<title>Harbour &amp; &lt;Sons&gt;</title>');
    expect(page).toContain(`<img src="data:image/png;base64,${PIXEL}" alt="">`);
    expect(page).toContain('--brand:#1f4e79');
    expect(await readFile(join(folder, 'out', 'report.md'), 'utf8')).toMatch(
      /^# Harbour &amp; &lt;Sons&gt;\n/,
    );
  });

  it.each([
    ['missing.png', null],
    ['logo.txt', 'x'],
    ['large.png', 'x'.repeat(500_001)],
  ])('refuses %s as a logo and writes nothing', async (name, content) => {
    if (content !== null) await writeFile(join(folder, name), content);
    await expect(readLogo(join(folder, name))).rejects.toMatchObject({ code: 'LOGO', exitCode: 2 });
    await expect(write(fixtureReport(), { logo: join(folder, name) })).rejects.toMatchObject({
      code: 'LOGO',
    });
    expect(await files()).toEqual([]);
  });

  it('says which folder cannot be written and leaves what is there', async () => {
    await writeFile(join(folder, 'out'), 'a file');
    await expect(write()).rejects.toMatchObject({ code: 'OUT_NOT_WRITABLE', exitCode: 2 });
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe('a file');
  });

  it('writes the same bytes twice', async () => {
    const report = fixtureReport('weekly', [harbour()]);
    const paths = await write(report);
    const first = await Promise.all(paths.map((path) => readFile(path)));
    const second = await Promise.all((await write(report)).map((path) => readFile(path)));
    expect(second).toEqual(first);
  });
});
