import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { ROOT, run } from '../support/npm.js';

// What the README shows is what the commands print, figures aside: those differ from run to run and machine to machine.

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^<!-- output: mapi-certify (?<line>.*) -->\n\n```text\n(?<text>[\s\S]*?)^```$/gm)];

/** The words of a text; lines may wrap elsewhere when a figure is longer. */
function words(text: string): string {
  return text
    .replace(/[\d,.]+/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

test('The README shows a certified and a broken provider', (t) => {
  t.is(blocks.length, 2);
});

for (const block of blocks) {
  const { line = '', text = '' } = block.groups ?? {};
  test.serial(`The README shows what mapi-certify ${line} prints`, async (t) => {
    t.timeout(180_000);
    const out = mkdtempSync(join(tmpdir(), 'mapi-kit-readme-'));
    t.teardown(() => rmSync(out, { recursive: true, force: true }));
    const command = join(ROOT, 'harness', 'bin', 'mapi-certify.js');
    const ran = await run(process.execPath, [command, ...line.split(' '), '--out', out], ROOT, { NO_COLOR: '1' });
    const shown = ran.stdout.replace(/evidence in\s+\S+/, 'evidence in mapi-certify-report/');
    t.is(words(shown), words(text));
  });
}

test('Every link of the README to a file leads somewhere', (t) => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file]) => file ?? '');
  t.true(links.length > 5);
  for (const file of links) t.notThrows(() => readFileSync(join(ROOT, file)), file);
});
