import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { REPORTERS } from '#harness/report/reporters.js';
import { Bundle, OPT_OUT } from '../run/verifying/bundle.js';

const bundle = new Bundle();
test.before(async (t) => {
  t.timeout(60_000);
  await bundle.make();
});
test.after.always(() => bundle.remove());

const commandLine = bundle.commandLine.bind(bundle);

const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  json: /^\{\n {2}"format": 1,/u,
  html: /^<!doctype html>/u,
  junit: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites/u,
  ctrf: /^\{\n {2}"reportFormat": "CTRF",/u,
  tap: /^TAP version 14\n/u,
  markdown: /^## ✅ PASSED\n/u,
  badge: /^<svg /u,
  shields: /^\{\n {2}"schemaVersion": 1,/u,
};

test('Every kind of report with an option is tried here', (t) => {
  const names = REPORTERS.filter(({ option }) => option !== null).map(({ name }) => name);
  t.deepEqual(Object.keys(BEGINNINGS).sort(), names.sort());
});

for (const [name, beginning] of Object.entries(BEGINNINGS)) {
  test.serial(`From evidence the ${name} report is written to stdout, and nothing else`, async (t) => {
    const { code, stdout, stderr } = await commandLine(['report', 'out', `--${name}`, '-']);
    t.is(stderr, '');
    t.is(code, 0);
    t.regex(stdout, beginning);
  });
}

test.serial('Several are written to files at once, and stdout stays empty', async (t) => {
  const { code, stdout } = await commandLine(['report', 'out', '--junit', 'junit.xml', '--html', 'page.html']);
  t.is(code, 0);
  t.is(stdout, '');
  for (const name of ['junit.xml', 'page.html']) t.true(existsSync(join(bundle.folder, name)), name);
});

test.serial('Without an option the result is shown', async (t) => {
  const { code, stdout } = await commandLine(['report', 'out']);
  t.is(code, 0);
  t.regex(stdout, /^PASSED {2}1 of /mu);
});

const refuses = test.macro(async (t, args: readonly string[], sentence: string) => {
  const { code, stdout, stderr } = await commandLine(args);
  t.is(code, 2);
  t.is(stdout, '');
  t.is(stderr, `mapi-certify: ${sentence}\n`);
});

test.serial(
  'a kind that there is not',
  refuses,
  ['report', 'out', '--junti', '-'],
  'unknown option --junti; did you mean --junit?',
);
test.serial('a kind without a file', refuses, ['report', 'out', '--tap'], '--tap needs a value: --tap <file>');
test.serial(
  'two on stdout',
  refuses,
  ['report', 'out', '--tap', '-', '--ctrf', '-'],
  "--ctrf and --tap can't both go to stdout; name a file for one of them",
);
test.serial(
  'no folder',
  refuses,
  ['report'],
  'judge, report, show, replay, merge and verify need the folder that --out named, for example ./mapi-certify-report',
);
test.serial(
  'two folders, one of which is not there',
  refuses,
  ['report', 'out', 'other'],
  'other is no evidence of a certification: it has no folder evidence; name the folder that --out named',
);
test.serial('one folder twice', refuses, ['report', 'out', './out'], './out is given twice; name each folder once');
test.serial(
  'several in a report of one',
  refuses,
  ['report', 'out', 'other', '--junit', '-'],
  '--junit has room for one certification; a comparison takes --json, --html, --markdown',
);

test.serial('Several folders are compared, also with one that another catalogue has judged', async (t) => {
  t.teardown(() => {
    for (const name of ['again', 'older']) rmSync(join(bundle.folder, name), { recursive: true, force: true });
  });
  cpSync(join(bundle.folder, 'out'), join(bundle.folder, 'again'), { recursive: true });
  mkdirSync(join(bundle.folder, 'older'));
  const result = JSON.parse(readFileSync(join(bundle.folder, 'out', 'result.json'), 'utf8'));
  const older = join(bundle.folder, 'older', 'result.json');
  const [finding] = result.findings;
  writeFileSync(older, JSON.stringify({ ...result, catalogue: 1, findings: [{ ...finding, status: 'fail' }] }));
  const { code, stdout, stderr } = await commandLine(['report', 'out', 'again', 'older']);
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /! Another catalogue: A 2, B 2, C 1\./u);
  t.regex(stdout, /\n1 of 1 requirement differs\n$/u);
  const html = await commandLine(['report', 'out', 'again', '--html', '-']);
  t.regex(html.stdout, /^<!doctype html>[\s\S]*<h1>No difference in 1 requirement<\/h1>/u);
  writeFileSync(older, '{ "format": 1, "catalogue": 1 }');
  t.is(
    (await commandLine(['report', 'out', 'older'])).stderr,
    'mapi-certify: older/result.json is not the result of a certification\n',
  );
});
test.serial(
  'an option of a certification',
  refuses,
  ['--seed', '7', 'report', 'out'],
  '--seed does not belong to report',
);
for (const command of ['report', 'judge']) {
  test.serial(
    `${command} into sealed evidence`,
    refuses,
    [command, 'out', '--html', 'out/page.html'],
    '--html out/page.html is in evidence that is sealed, which would no longer be verified; name a file outside of it',
  );
}

test.serial('A report goes into the folder that its certification makes, and is verified with it', async (t) => {
  t.timeout(60_000);
  t.teardown(() => rmSync(join(bundle.folder, 'fresh'), { recursive: true, force: true }));
  const args = [OPT_OUT, '--only', 'COM-1', '--seed', '7', '--items', '5', '--out', 'fresh'];
  const { code, stderr } = await commandLine([...args, '--html', 'fresh/page.html', '--junit', 'fresh/junit.xml']);
  t.is(stderr, '');
  t.is(code, 0);
  const manifest = readFileSync(join(bundle.folder, 'fresh', 'manifest.json'), 'utf8');
  for (const name of ['page.html', 'junit.xml']) t.true(manifest.includes(`"${name}"`), name);
  t.is((await commandLine(['verify', 'fresh'])).code, 0);
});

test.serial('In a job of GitHub the result is in its summary, unless only files are asked for', async (t) => {
  const file = join(bundle.folder, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file };
  await commandLine(['report', 'out', '--tap', 'out.tap'], env);
  t.false(existsSync(file));
  await commandLine(['report', 'out'], env);
  t.regex(readFileSync(file, 'utf8'), /^## ✅ PASSED\n/u);
});

test.serial('A summary that cannot be written is told, and no more', async (t) => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(bundle.folder, 'nowhere', 'summary.md') };
  const { code, stderr } = await commandLine(['report', 'out'], env);
  t.is(code, 0);
  t.regex(stderr, /^mapi-certify: the summary of the job \(GITHUB_STEP_SUMMARY\) could not be written: ENOENT/u);
});
