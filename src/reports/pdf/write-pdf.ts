import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExpectedError } from '../../errors.ts';
import { requireBrowser } from './find-browser.ts';

const TIMEOUT_MS = 120_000;

export interface PdfOptions {
  /** `2026-11-20T09:00:00Z`: the document's dates, so that the same report gives the same file. */
  asOf: string;
  /** Program file; else `findBrowser()`. */
  browser?: string | null;
}

/**
 * Prints the page to PDF with the user's own browser: tagged, with an outline and page numbers.
 * @throws UsageError where no browser is found, ExpectedError where it fails or takes longer than two minutes.
 */
export async function writePdf(htmlPath: string, pdfPath: string, options: PdfOptions): Promise<void> {
  const browser = options.browser ?? requireBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'hatcheck-browser-'));
  try {
    await print(browser, profile, resolve(htmlPath), resolve(pdfPath));
    await writeFile(pdfPath, withDates(await readPrinted(pdfPath, browser), options.asOf));
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function print(browser: string, profile: string, html: string, pdf: string): Promise<void> {
  const root = process.getuid?.() === 0;
  const args = [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-extensions',
    '--disable-background-networking',
    `--user-data-dir=${profile}`,
    // The sandbox cannot be had as root, which is what containers run as; the page's own policy lets nothing run.
    ...(root ? ['--no-sandbox'] : []),
    '--no-pdf-header-footer',
    '--generate-pdf-document-outline',
    '--export-tagged-pdf',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ];
  return new Promise((done, fail) => {
    const child = spawn(browser, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    child.on('error', (error) => fail(failed(browser, error.message)));
    child.on('close', (code, signal) => {
      if (code === 0) done();
      else
        fail(
          failed(
            browser,
            signal === null ? `exit code ${code}; ${lastLine(said)}` : 'it took longer than two minutes',
          ),
        );
    });
  });
}

async function readPrinted(pdf: string, browser: string): Promise<Buffer> {
  const bytes = await readFile(pdf).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw failed(browser, 'it wrote no file');
    throw error;
  });
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw failed(browser, 'what it wrote is no PDF');
  return bytes;
}

/** Creation and change date become `asOf`; both have the same length, so no offset in the file moves. */
export function withDates(pdf: Buffer, asOf: string): Buffer {
  const date = `D:${asOf.replace(/[-:TZ]/g, '')}+00'00'`;
  const text = pdf
    .toString('latin1')
    .replace(/\/(CreationDate|ModDate) \((D:\d{14}[+-]\d\d'\d\d')\)/g, (_, name: string, old: string) =>
      old.length === date.length ? `/${name} (${date})` : `/${name} (${old})`,
    );
  return Buffer.from(text, 'latin1');
}

function failed(browser: string, why: string): ExpectedError {
  return new ExpectedError(
    {
      code: 'PDF_FAILED',
      message: `${browser} could not print the report to PDF: ${why}.`,
      next: 'Open report.html in a browser and print it, or set HATCHECK_BROWSER to another Chrome, Edge or Chromium.',
    },
    2,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
