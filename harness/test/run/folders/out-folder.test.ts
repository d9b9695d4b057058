import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { LOCK_FILE } from '#harness/run/folders/folder-lock.js';
import { OutFolder } from '#harness/run/folders/out-folder.js';
import { partBeside } from '#harness/run/folders/write-whole-file.js';
import { ConfigurationError, ReportError } from '#harness/run/input/configuration-error.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { certifiedReport } from '../../support/certification-report.js';
import { testOnSmallDisk } from '../../support/small-disk.js';
import { temporaryFolder } from '../temporary-folder.js';

const unfinished = certifiedReport({ completion: 'interrupted', verdict: 'inconclusive', findings: [] });
const SCRIPT = new URL('../writes-out-folder.js', import.meta.url);
const asRoot = process.getuid?.() === 0;

function leftoversOf(t: ExecutionContext): Leftovers {
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  return leftovers;
}

function refuses(t: ExecutionContext, path: string, message: RegExp): void {
  const error = t.throws(() => OutFolder.open(path, leftoversOf(t)), { instanceOf: ConfigurationError });
  t.regex(error.message, message);
}

function completionIn(path: string): string {
  return (JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as { completion: string }).completion;
}

test('a folder is created, says "interrupted" until the end, and is given back', async (t) => {
  const path = join(temporaryFolder(t), 'a', 'b');
  const folder = OutFolder.open(path, leftoversOf(t));
  await folder.begin(unfinished);
  t.is(completionIn(path), 'interrupted');
  t.true(existsSync(folder.evidence));
  await folder.finish(certifiedReport());
  folder.close();
  t.is(completionIn(path), 'complete');
  t.deepEqual(readdirSync(path).sort(), ['evidence', 'result.json']);
});

test('a former result is replaced, with its evidence; other files stay', async (t) => {
  const path = temporaryFolder(t);
  const first = OutFolder.open(path, leftoversOf(t));
  await first.begin(unfinished);
  mkdirSync(join(first.evidence, 'outlook-exit'));
  mkdirSync(first.repetitions);
  await first.finish(certifiedReport());
  first.close();
  writeFileSync(join(path, 'junit.xml'), 'mine');
  const second = OutFolder.open(path, leftoversOf(t));
  t.is(completionIn(path), 'complete');
  await second.begin(unfinished);
  second.close();
  t.is(completionIn(path), 'interrupted');
  t.deepEqual(readdirSync(second.evidence), []);
  t.false(existsSync(second.repetitions));
  t.is(readFileSync(join(path, 'junit.xml'), 'utf8'), 'mine');
});

test('a folder with something else in it is left alone', (t) => {
  const path = temporaryFolder(t);
  writeFileSync(join(path, 'thesis.txt'), 'mine');
  refuses(
    t,
    path,
    /^the output folder .* is not empty and not a report of mapi-certify; choose another one, or empty it$/,
  );
  writeFileSync(join(path, 'result.json'), '{"format": 1}');
  refuses(t, path, /not a report of mapi-certify/);
  writeFileSync(join(path, 'result.json'), 'null');
  refuses(t, path, /not a report of mapi-certify/);
  t.deepEqual(readdirSync(path).sort(), ['result.json', 'thesis.txt']);
});

test('a file is no folder, nor is a path through one', (t) => {
  const path = join(temporaryFolder(t), 'file');
  writeFileSync(path, '');
  refuses(t, path, /^the output folder .*file can't be written: it is a file; choose another one$/);
  refuses(
    t,
    join(path, 'deeper'),
    /^the output folder .* can't be written: part of its path is a file; choose another one$/,
  );
});

(asRoot || process.platform === 'win32' ? test.skip : test)('an unwritable folder is refused at the start', (t) => {
  const path = temporaryFolder(t);
  chmodSync(path, 0o500);
  refuses(t, path, /^the output folder .* can't be written: .*EACCES/);
  refuses(t, join(path, 'deeper'), /^the output folder .* can't be written: .*EACCES/);
});

(process.platform === 'linux' ? test : test.skip)(
  'a place where no folder can be made is refused at the start',
  (t) => {
    refuses(
      t,
      '/proc/mapi-certify-report',
      /^the output folder \/proc\/mapi-certify-report can't be written: .*; choose another one$/,
    );
  },
);

test('a second certification into the same folder is turned away while the first goes on', (t) => {
  const path = join(temporaryFolder(t), 'out');
  const first = OutFolder.open(path, leftoversOf(t));
  refuses(
    t,
    path,
    new RegExp(`^another certification is writing to .*out \\(process ${process.pid} on .*\\); wait for it, `),
  );
  first.close();
  t.notThrows(() => OutFolder.open(path, leftoversOf(t)).close());
});

test('the lock of a process that is no more is taken over; one of another machine is not', (t) => {
  const path = temporaryFolder(t);
  const lock = join(path, LOCK_FILE);
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 12_345, host: hostname() }));
  const folder = OutFolder.open(path, leftoversOf(t));
  t.is((JSON.parse(readFileSync(lock, 'utf8')) as { pid: number }).pid, process.pid);
  folder.close();
  t.false(existsSync(lock));
  writeFileSync(lock, '{"pi');
  OutFolder.open(path, leftoversOf(t)).close();
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 12_345, host: 'elsewhere' }));
  refuses(t, path, /^another certification is writing to .* on elsewhere\)/);
});

test('what was created is removed when the certification could not begin', async (t) => {
  const parent = temporaryFolder(t);
  const folder = OutFolder.open(join(parent, 'a', 'b'), leftoversOf(t));
  await folder.begin(unfinished);
  await folder.abandon();
  t.deepEqual(readdirSync(parent), []);
});

test('a former result does not look new when the certification could not begin', async (t) => {
  const path = temporaryFolder(t);
  const first = OutFolder.open(path, leftoversOf(t));
  await first.begin(unfinished);
  await first.finish(certifiedReport());
  first.close();
  const second = OutFolder.open(path, leftoversOf(t));
  await second.begin(unfinished);
  await second.abandon();
  t.is(completionIn(path), 'interrupted');
  t.false(existsSync(join(path, LOCK_FILE)));
});

test('a report that cannot be written is an error with an exit code of its own', async (t) => {
  const path = temporaryFolder(t);
  const folder = OutFolder.open(path, leftoversOf(t));
  mkdirSync(join(path, 'result.json', 'in-the-way'), { recursive: true });
  const error = await t.throwsAsync(folder.finish(certifiedReport()), { instanceOf: ReportError });
  t.is(error?.exitCode, 3);
  t.regex(
    error?.message ?? '',
    /^the report could not be written to .*result\.json: .*; what is there certifies nothing$/,
  );
  folder.close();
});

test('the lock goes when this process has to leave before its time', (t) => {
  const path = temporaryFolder(t);
  const leftovers = leftoversOf(t);
  OutFolder.open(path, leftovers);
  leftovers.clear();
  t.deepEqual(readdirSync(path), []);
});

test('what a killed writer left in the folder does not make it somebody else’s, and goes when it is old', async (t) => {
  const path = temporaryFolder(t);
  const [old, young] = [partBeside(join(path, 'result.json')), partBeside(join(path, 'result.json'))];
  writeFileSync(old, '{"for');
  writeFileSync(young, '{"for');
  utimesSync(old, new Date(), new Date(Date.now() - 120_000));
  const folder = OutFolder.open(path, leftoversOf(t));
  await folder.begin(unfinished);
  folder.close();
  t.deepEqual(readdirSync(path).sort(), [basename(young), 'evidence', 'result.json']);
});

testOnSmallDisk('a report for which there is no room is an error; the unfinished one stays whole', (t, disk) => {
  const output = disk(
    `mkdir "$DISK/out"
     "$1" "$2" "$DISK/out" finish
     ls -A "$DISK/out"; grep -c '"completion": "interrupted"' "$DISK/out/result.json"`,
    process.execPath,
    fileURLToPath(SCRIPT),
  );
  const [error, ...rest] = output.trim().split('\n');
  t.regex(
    error ?? '',
    /^ReportError 3 the report could not be written to .*result\.json: ENOSPC: .*; what is there certifies nothing$/,
  );
  t.deepEqual(rest, ['evidence', 'result.json', '1']);
});

testOnSmallDisk(
  'a former report stays whole, with its evidence, when there is no room to begin another one',
  (t, disk) => {
    const output = disk(
      `mkdir "$DISK/out"
     "$1" "$2" "$DISK/out" small
     mkdir "$DISK/out/evidence/outlook-exit"; cp "$DISK/out/result.json" "$3"
     "$1" "$2" "$DISK/out" begin
     ls -A "$DISK/out" "$DISK/out/evidence" | grep -v :; cmp "$DISK/out/result.json" "$3" && echo same`,
      process.execPath,
      fileURLToPath(SCRIPT),
      join(temporaryFolder(t), 'former.json'),
    );
    const [error, ...rest] = output.trim().split('\n');
    t.regex(error ?? '', /^ReportError 3 the output folder .* can't be written: ENOSPC: .*; choose another one$/);
    t.deepEqual(rest, ['evidence', 'result.json', '', 'outlook-exit', 'same']);
  },
  24,
);
