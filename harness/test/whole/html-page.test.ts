import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { compareReports } from '#harness/report/comparison/comparison.js';
import { renderComparisonAsHtml } from '#harness/report/html/comparison-page.js';
import { renderAsHtml } from '#harness/report/html/page.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certifiedReport, failedReport, finding, violation } from '../support/certification-report.js';
import { hostileReport } from '../support/hostile.js';

// The page in a real browser. `CHROMIUM` names it where it is somewhere else.

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-page-'));

let browser: Browser;
test.before(async () => {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium was found: name one in the variable CHROMIUM');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
test.after.always(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const LAYOUT = { width: 80, colour: false };

const PAGES: Readonly<Record<string, string>> = {
  failed: renderAsHtml(failedReport(), LAYOUT),
  hostile: renderAsHtml(hostileReport(), LAYOUT),
  compared: renderComparisonAsHtml(compareReports([failedReport(), certifiedReport(), hostileReport()]), LAYOUT),
};

/** Shows a page, and gathers what it loads and complains of. */
async function show(name: string, report: CertificationReport, options: BrowserContextOptions = {}, hash = '') {
  return await open(name, renderAsHtml(report, LAYOUT), options, hash);
}

/** Shows a document, and gathers the same. */
async function open(name: string, document: string, options: BrowserContextOptions = {}, hash = '') {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, document);
  const page = await browser.newPage(options);
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('dialog', (dialog) => heard.push(`dialog ${dialog.message()}`));
  page.on('request', (request) => {
    if (!/^(?:file|data):/u.test(request.url())) heard.push(`request ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href + hash);
  return { page, heard };
}

async function shownRows(page: Page): Promise<string[]> {
  return page.locator('.r:visible').evaluateAll((rows) => rows.map(({ id }) => id));
}

for (const [name, document] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      test.serial(
        `The ${name} page, ${colorScheme}, ${width} pixels wide: accessible, in its width, quiet`,
        async (t) => {
          t.timeout(60_000);
          // axe is put into the page, whose policy would keep it out.
          const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
          const { page, heard } = await open(name, document, options);
          const scrolled = await page.evaluate('document.documentElement.scrollWidth');
          t.is(scrolled, width);
          await page.evaluate(AXE);
          const violations = await page.evaluate(
            "axe.run().then((found) => found.violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
          );
          t.deepEqual(violations, []);
          t.deepEqual(heard, []);
          await page.close();
        },
      );
    }
  }
}

test.serial('Under its own policy the script runs, and nothing complains', async (t) => {
  for (const [name, document] of Object.entries(PAGES)) {
    const { page, heard } = await open(name, document);
    t.true(await page.locator('#filter').isVisible());
    t.deepEqual(heard, []);
    await page.close();
  }
});

test.serial('Search and status filter the requirements, and say how many are left', async (t) => {
  const { page } = await show('failed', failedReport());
  t.deepEqual(await shownRows(page), ['COM-1', 'DUR-2', 'DUR-5', 'TIME-1']);
  await page.getByRole('searchbox').fill('budget-q3');
  t.deepEqual(await shownRows(page), ['DUR-2']);
  t.is(await page.getByRole('status').textContent(), '1 of 4 requirements');
  await page.getByRole('checkbox', { name: 'failed' }).uncheck();
  t.deepEqual(await shownRows(page), []);
  t.true(await page.getByText('No requirement is like that.').isVisible());
  await page.getByRole('searchbox').fill('');
  t.deepEqual(await shownRows(page), ['COM-1', 'DUR-5', 'TIME-1']);
  await page.close();
});

test.serial('A comparison shows its differences first, and hides what is the same', async (t) => {
  const { page } = await open(
    'compared',
    renderComparisonAsHtml(compareReports([failedReport(), certifiedReport()]), LAYOUT),
  );
  t.deepEqual(await shownRows(page), ['DUR-2', 'COM-1', 'DUR-5', 'TIME-1']);
  await page.getByRole('checkbox', { name: 'the same', exact: false }).last().uncheck();
  t.deepEqual(await shownRows(page), ['DUR-2']);
  await page.close();
});

test.serial('A link to a requirement opens it, by keyboard too', async (t) => {
  const { page } = await show('failed', failedReport(), {}, '#COM-1');
  t.true(await page.locator('#COM-1').evaluate((row) => row.hasAttribute('open')));
  await page.locator('#TIME-1 > summary').focus();
  await page.keyboard.press('Enter');
  t.true(await page.locator('#TIME-1').evaluate((row) => row.hasAttribute('open')));
  await page.close();
});

test.serial('Without its script everything can be read all the same', async (t) => {
  const { page } = await show('failed', failedReport(), { javaScriptEnabled: false });
  t.true(await page.getByText('killed 14.910 ms').isVisible());
  t.false(await page.locator('#filter').isVisible());
  t.false(await page.locator('.cp').first().isVisible());
  await page.close();
});

test.serial('A page of a thousand failures is filtered without a long pause', async (t) => {
  const findings = Array.from({ length: 1_000 }, (_, index) => {
    return finding({ id: `DUR-${index}`, status: 'fail', message: 'broken', violations: [violation()] });
  });
  const { page } = await show('large', failedReport({ findings }));
  await page.getByRole('searchbox').fill('DUR-999');
  t.deepEqual(await shownRows(page), ['DUR-999']);
  await page.close();
});
