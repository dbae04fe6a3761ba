import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../../src/reports/pdf/write-pdf.ts';
import { writeReports } from '../../../src/reports/write.ts';
import { auditTeams, fixtureReport } from '../../fixtures/reports/report.ts';
import { BROWSER } from './start.ts';

describe.skipIf(BROWSER === null)('the PDF', () => {
  let folder: string;
  let pdf: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hatcheck-pdf-'));
    const written = await writeReports(fixtureReport('audit', auditTeams()), {
      out: folder,
      formats: ['pdf'],
    });
    expect(written.filter((path) => path.endsWith('.html'))).toEqual([]);
    pdf = (await readFile(join(folder, 'report.pdf'))).toString('latin1');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is tagged, in a language, with an outline and the dates of the report', () => {
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(pdf).toMatch(/\/Lang \(en\)/);
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain("/CreationDate (D:20261120090000+00'00')");
    expect(pdf).toContain("/ModDate (D:20261120090000+00'00')");
  });

  it('has several pages on A4', () => {
    const pages = [...pdf.matchAll(/\/Type \/Page\b(?!s)/g)];
    expect(pages.length).toBeGreaterThan(5);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Math.round(Number(width))).toBe(595);
    expect(Math.round(Number(height))).toBe(842);
  });

  it('says what the page says, with page numbers', ({ skip }) => {
    let text: string;
    try {
      text = execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch (error) {
      if (
        (error as NodeJS.ErrnoException).code === 'ENOENT' &&
        process.env['HATCHECK_REQUIRE_BROWSER'] !== '1'
      )
        skip('pdftotext (poppler-utils) is not installed');
      throw error;
    }
    expect(text).toMatch(/Page 1 of \d+/);
    expect(text).toContain('9 of 14 rules could be judged');
    expect(text).toContain('Recommendations');
    expect(text).toContain('Cannot be seen');
  });

  it('is not left behind where the browser fails', async () => {
    const page = join(folder, 'page.html');
    await writeFile(page, '<!doctype html><title>x</title>');
    await expect(
      writePdf(page, join(folder, 'never.pdf'), { asOf: '2026-11-20T09:00:00Z', browser: process.execPath }),
    ).rejects.toMatchObject({ code: 'PDF_FAILED' });
    await expect(readFile(join(folder, 'never.pdf'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
