// Writes the picture of a report that README shows: docs/images/report.png, by `npm run picture`. It takes the system's
// Chromium, or what `CHROMIUM` names, and shows a store that loses updates, certified here.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { runNode } from '../bench/processes.js';

const root = join(import.meta.dirname, '..');
const provider = './harness/build/test/fixtures/broken/loses-updates.js';
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('no Chromium was found: name one in the variable CHROMIUM');

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-picture-'));
try {
  const page = join(folder, 'report.html');
  const command = join(root, 'harness', 'bin', 'mapi-certify.js');
  const args = [provider, '--quick', '--seed', '7', '--out', join(folder, 'out'), '--html', page];
  const { code } = await runNode([command, ...args], { cwd: root });
  // The store is broken.
  if (code !== 1) throw new Error(`mapi-certify ended with code ${code}`);
  await photograph(page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function photograph(page) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1040, height: 800 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(page).href);
    mkdirSync(join(root, 'docs', 'images'), { recursive: true });
    await tab.screenshot({ path: join(root, 'docs', 'images', 'report.png') });
  } finally {
    await browser.close();
  }
}
