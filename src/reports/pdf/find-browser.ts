import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UsageError } from '../../errors.ts';

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome',
  'msedge',
];

/**
 * The user's own Chrome, Edge or Chromium: `HATCHECK_BROWSER` or `CHROME_PATH`, else where they are usually
 * installed, else on the search path; null where there is none. Nothing is ever downloaded.
 * @throws UsageError where a variable names a file that does not exist.
 */
export function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  for (const name of ['HATCHECK_BROWSER', 'CHROME_PATH']) {
    const path = environment[name];
    if (path === undefined || path === '') continue;
    if (existsSync(path)) return path;
    throw new UsageError({
      code: 'BROWSER_NOT_FOUND',
      message: `${name} names ${path}, which does not exist.`,
      next: `Set ${name} to the program file of Chrome, Edge or Chromium, or leave it out.`,
    });
  }
  return [...usualPlaces(environment), ...onSearchPath(environment)].find(isProgram) ?? null;
}

/**
 * The same where one is needed.
 * @throws UsageError where there is none, with how to get one
 */
export function requireBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const browser = findBrowser(environment);
  if (browser !== null) return browser;
  throw new UsageError({
    code: 'NO_BROWSER',
    message: 'No Chrome, Edge or Chromium was found on this machine; the PDF is printed with it.',
    next: 'Install one (Debian and Ubuntu: apt install chromium; macOS: brew install --cask chromium; Windows has Edge), set HATCHECK_BROWSER to its program file, or open report.html and print it to PDF.',
  });
}

function usualPlaces(environment: Readonly<Record<string, string | undefined>>): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      ['/Applications', join(environment['HOME'] ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    return folders.flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
    ]);
  }
  return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

function onSearchPath(environment: Readonly<Record<string, string | undefined>>): string[] {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const ending = process.platform === 'win32' ? '.exe' : '';
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

function isProgram(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Present but not allowed to run: as good as absent, the next candidate may do.
    return false;
  }
}
