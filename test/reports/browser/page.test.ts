import axe from 'axe-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawCharts } from '../../../src/reports/charts/draw.ts';
import { renderHtml } from '../../../src/reports/html.ts';
import type { Report, ReportKind, TeamReport } from '../../../src/reports/report.ts';
import { hostileReport } from '../../fixtures/reports/hostile.ts';
import { withPoints } from '../../fixtures/reports/many.ts';
import { auditTeams, blank, fixtureReport, harbour } from '../../fixtures/reports/report.ts';
import { BROWSER, startBrowser } from './start.ts';

const KINDS: ReportKind[] = ['weekly', 'audit', 'backlog'];
const DESKTOP = { width: 1280, height: 900 };
/** 1280 pixels at 200 % zoom have the room of 640. */
const ZOOMED = { width: 640, height: 450 };
const PHONE = { width: 390, height: 844 };
const SMALLEST = { width: 320, height: 600 };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const perKind = (make: (kind: ReportKind) => Report): ((kind: ReportKind) => Report) => {
  const made = new Map<ReportKind, Report>();
  return (kind) => made.get(kind) ?? made.set(kind, make(kind)).get(kind)!;
};
const reportOf = perKind((kind) => fixtureReport(kind, kind === 'audit' ? auditTeams() : [harbour()]));
const hostileOf = perKind(hostileReport);

describe.skipIf(BROWSER === null)('the page in a browser', () => {
  let browser: Browser;
  let folder: string;
  /** Pages that were written, by their report. */
  const pages = new Map<Report, string>();

  beforeAll(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'hatcheck-page-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the report from disk, with its pictures; `said` collects what the page complains about or asks for. */
  async function open(
    report: Report,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; said: string[] }> {
    const path = pages.get(report) ?? join(folder, `${pages.size}.html`);
    if (!pages.has(report)) {
      // Above twelve teams the page holds no pictures.
      const charts = report.teams.length > 12 ? [] : await drawCharts(report);
      await writeFile(path, renderHtml(report, { charts }));
      pages.set(report, path);
    }
    const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) said.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(path).href);
    return { page, said };
  }

  describe.each(KINDS)('of a %s report', (kind) => {
    it.each([
      ['light, wide', DESKTOP, 'light'],
      ['dark, wide', DESKTOP, 'dark'],
      ['light, phone', PHONE, 'light'],
    ] as const)('breaks no rule of WCAG 2.2 AA that axe knows (%s)', async (_, viewport, colorScheme) => {
      const { page } = await open(reportOf(kind), { viewport, colorScheme });
      await everythingOpen(page);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async (tags) => {
        const { axe: here } = globalThis as unknown as { axe: typeof axe };
        const result = await here.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return result.violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map((node) => node.target.join(' '))
              .slice(0, 5)
              .join(', ')}`,
        );
      }, WCAG);
      expect(violations).toEqual([]);
      await page.context().close();
    });

    it('runs nothing and asks for nothing, whatever a tracker says', async () => {
      const { page, said } = await open(hostileOf(kind));
      await everythingOpen(page);
      expect(await page.evaluate(() => (globalThis as { hacked?: unknown }).hacked)).toBeUndefined();
      expect(said).toEqual([]);
      expect(await page.locator('body').isVisible()).toBe(true);
      expect(
        await page.locator('main script, main svg, main iframe, main [onerror], main [onload]').count(),
      ).toBe(0);
      const addresses = await page
        .locator('a[href]')
        .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
      for (const address of addresses) expect(address).toMatch(/^(https:\/\/|mailto:|file:.*#)/);
      await page.context().close();
    });

    it('stays inside the window at 200 % zoom, on a phone and with hostile text', async () => {
      for (const report of [reportOf(kind), hostileOf(kind), fixtureReport(kind, [withPoints(60)])]) {
        const { page } = await open(report);
        await everythingOpen(page);
        for (const viewport of [DESKTOP, ZOOMED, PHONE, SMALLEST]) {
          await page.setViewportSize(viewport);
          await settled(page);
          expect(await overflow(page), `${viewport.width} px`).toEqual([]);
        }
        await page.context().close();
      }
    });

    it('draws every chart live without a complaint', async () => {
      const { page, said } = await open(reportOf(kind));
      await everythingOpen(page);
      const pictures = await page.locator('.picture').count();
      expect(pictures).toBeGreaterThan(2);
      expect(await page.locator('.picture canvas[role="img"][aria-label]').count()).toBe(pictures);
      expect(said).toEqual([]);
      await page.context().close();
    });

    it('shows pictures and words without JavaScript', async () => {
      const { page } = await open(reportOf(kind), { javaScriptEnabled: false });
      expect(await page.locator('.picture img').first().isVisible()).toBe(true);
      expect(await page.locator('#theme').isVisible()).toBe(false);
      expect(await page.locator('main').innerText()).toContain('9 of 14 rules could be judged');
      await page.context().close();
    });
  });

  it('is worked by keyboard alone', async () => {
    const { page } = await open(reportOf('weekly'));
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the report');
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: expect.any(Number) as number });
    expect((await page.locator('.skip').boundingBox())!.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Dark colours');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    expect(await focused()).toBe('Light colours');
    const stops = await page
      .locator('main a[href]:visible, main summary:visible, main [tabindex="0"]:visible')
      .count();
    expect(stops).toBeGreaterThan(20);
    const reached: string[] = [];
    for (let i = 0; i < stops; i += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const name = `${element.tagName} ${element.textContent?.trim().slice(0, 60)}`;
        return { name, outline: getComputedStyle(element).outlineStyle };
      });
      expect(seen.outline, seen.name).toBe('solid');
      reached.push(seen.name);
    }
    expect(reached.some((name) => name.startsWith('SUMMARY'))).toBe(true);
    const fold = page.locator('details.fold').first();
    await fold.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await fold.getAttribute('open')).not.toBeNull();
    await page.context().close();
  });

  it('redraws its charts in the other colours', async () => {
    const { page } = await open(reportOf('weekly'));
    await everythingOpen(page);
    const corner = () =>
      page
        .locator('.picture canvas')
        .first()
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = await corner();
    await page.locator('#theme').click();
    expect(await corner()).not.toBe(light);
    await page.context().close();
  });

  it.each([
    ['a team without finding', { ...harbour(), findings: [] }],
    ['a team of which nothing can be seen', blank('Lantern')],
  ] as [string, TeamReport][])('stands with %s', async (_, team) => {
    for (const kind of KINDS) {
      const { page, said } = await open(fixtureReport(kind, [team]), { viewport: PHONE });
      await everythingOpen(page);
      expect(await overflow(page)).toEqual([]);
      expect(said).toEqual([]);
      await page.context().close();
    }
  });

  it('opens with 200 teams', async () => {
    const teams = Array.from({ length: 200 }, (_, i) => ({ ...harbour(), name: `Team ${i}` }));
    const { page, said } = await open(fixtureReport('audit', teams));
    await page.locator('#team-199').scrollIntoViewIfNeeded();
    expect(await page.locator('#team-199-title').innerText()).toBe('Team 199');
    expect(await overflow(page)).toEqual([]);
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('prints in light colours with everything unfolded', async () => {
    const { page } = await open(reportOf('weekly'), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe('rgb(255, 255, 255)');
    expect(await page.locator('#theme').isVisible()).toBe(false);
    expect(await page.locator('details.fold table').first().isVisible()).toBe(true);
    expect(await page.locator('.picture img').first().isVisible()).toBe(true);
    await page.context().close();
  });
});

/** Opens every fold and brings every chart near, as a reader who reads everything would. */
async function everythingOpen(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    for (const picture of document.querySelectorAll('.picture')) {
      picture.scrollIntoView({ behavior: 'instant' });
      await frame();
      await frame();
    }
    scrollTo({ top: 0, behavior: 'instant' });
    await frame();
  });
}

/** Charts follow the width of the window in the frames after it changed. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    for (let i = 0; i < 4; i += 1) await frame();
  });
}

/** What stands over the edge of the window; inside a scrolling region it may. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter(
        (one) => one.getBoundingClientRect().right > width + 1 && one.closest('.scroll, .hidden') === null,
      )
      .slice(0, 5)
      .map(
        (one) =>
          `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}: ${one.textContent?.slice(0, 40)}`,
      );
  });
}
