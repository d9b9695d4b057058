import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { renderAsHtml } from '../../harness/dist/report/html/page.js';
import { BenchError } from '../bench-error.js';
import { ROOT, runNode } from '../processes.js';
import { median } from '../ratio.js';

const PROVIDER = './harness/build/test/fixtures/broken/loses-updates.js';
const FINDINGS = 1_000;
const ITEMS = 10_000;
const ROUNDS = 5;
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** In megabytes. */
const LARGEST = 2;
/** In milliseconds: what a page may take beyond twice an empty one, and the longest layout. */
const MORE_PAINT = 300;
const LONGEST_LAYOUT = 50;

/** The page of a run with ten thousand items and a thousand findings: its size, its first paint, and its filter. */
export async function* html() {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const page = join(folder, 'report.html');
    writeFileSync(page, renderAsHtml(large(await broken(folder)), { width: 80, colour: false }));
    const empty = join(folder, 'empty.html');
    writeFileSync(empty, '<!doctype html><html lang="en"><title>Empty</title><p>Nothing</p></html>\n');
    const megabytes = statSync(page).size / 1e6;
    yield { what: 'size of the HTML report, in megabytes', limit: LARGEST, value: megabytes, how: told() };
    const browser = await launched();
    try {
      const paints = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        paints.push({ above: await firstPaint(browser, page), below: await firstPaint(browser, empty) });
      }
      const [above, below] = ['above', 'below'].map((side) => median(paints.map((paint) => paint[side])));
      const how = `n = ${ROUNDS}; ${above.toFixed(0)} ms / (2 · ${below.toFixed(0)} ms + ${MORE_PAINT} ms)`;
      yield {
        what: 'first paint of it / twice an empty page and 300 ms',
        limit: 1,
        value: above / (2 * below + MORE_PAINT),
        how,
      };
      const longest = await longestLayout(browser, page);
      yield { what: 'longest layout while it is filtered, in ms', limit: LONGEST_LAYOUT, value: longest, how: told() };
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function told() {
  return `${FINDINGS.toLocaleString('en')} findings, ${ITEMS.toLocaleString('en')} items`;
}

/** The result of a store that loses something, certified here. */
async function broken(folder) {
  const out = join(folder, 'out');
  const command = join(ROOT, 'harness', 'bin', 'mapi-certify.js');
  const { code } = await runNode([command, PROVIDER, '--quick', '--seed', '7', '--out', out], { cwd: ROOT });
  if (code !== 1) throw new BenchError(`mapi-certify ended with code ${code}, and the store is broken`);
  return JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
}

/** The same report with a thousand findings, every third one a failure with all that is said of one. */
function large(report) {
  const failed = report.findings.find(({ status }) => status === 'fail');
  const findings = Array.from({ length: FINDINGS }, (_, index) => ({
    ...(index % 3 === 0 ? failed : report.findings[index % report.findings.length]),
    id: `${['COM', 'ANS', 'SEQ', 'DUR'][index % 4]}-${index + 1}`,
    group: ['COM', 'ANS', 'SEQ', 'DUR'][index % 4],
  }));
  const runs = Array.from({ length: 100 }, (_, index) => ({
    ...report.runs[index % report.runs.length],
    name: `run-${index}`,
    acknowledged: ITEMS / 100,
  }));
  return { ...report, findings, runs, totals: { ...report.totals, acknowledged: ITEMS } };
}

async function launched() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new BenchError('no Chromium was found: name one in the variable CHROMIUM');
  return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** In milliseconds from the start of the navigation. */
async function firstPaint(browser, file) {
  const tab = await browser.newPage();
  try {
    await tab.goto(pathToFileURL(file).href);
    const entry = await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    return await entry.jsonValue();
  } finally {
    await tab.close();
  }
}

/** The longest stretch of layout, in milliseconds, while somebody types into the search and unchecks a status. */
async function longestLayout(browser, file) {
  const tab = await browser.newPage();
  try {
    await tab.goto(pathToFileURL(file).href);
    const devtools = await tab.context().newCDPSession(tab);
    const events = [];
    devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    await devtools.send('Tracing.start', { categories: 'devtools.timeline', transferMode: 'ReportEvents' });
    await tab.getByRole('searchbox').pressSequentially('shutdown', { delay: 50 });
    await tab.getByRole('searchbox').fill('');
    await tab.locator('#filter input[name=s]').first().uncheck();
    await tab.waitForTimeout(200);
    const complete = new Promise((settle) => devtools.once('Tracing.tracingComplete', settle));
    await devtools.send('Tracing.end');
    await complete;
    const layouts = events.filter(({ name, ph }) => name === 'Layout' && ph === 'X').map(({ dur }) => dur / 1_000);
    if (layouts.length === 0) throw new BenchError('the browser told of no layout');
    return Math.max(...layouts);
  } finally {
    await tab.close();
  }
}
