import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../../src/reports/pdf/find-browser.ts';

/** The browser of this machine for tests of pages; null where there is none and none is required. */
export const BROWSER: string | null = findBrowser();

if (BROWSER === null) {
  const message =
    'No Chrome, Edge or Chromium was found: the tests of pages in a browser do not run. Install one, or set HATCHECK_BROWSER.';
  if (process.env['HATCHECK_REQUIRE_BROWSER'] === '1') throw new Error(message);
  console.warn(message);
}

/** Starts the browser; the caller closes it. */
export function startBrowser(): Promise<Browser> {
  if (BROWSER === null) throw new Error('There is no browser to start.');
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath: BROWSER, args: root ? ['--no-sandbox'] : [] });
}
