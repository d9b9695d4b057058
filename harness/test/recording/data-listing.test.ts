import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { dataChanges, readDataListing } from '#harness/recording/data-listing.js';
import { type DataEntry, dataFile } from '#harness/recording/layout.js';
import { compressFolder } from '#harness/run/evidence/compress-folder.js';

/** The folder of a run, which goes with the test. */
function runFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-listing-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const entry = (name: string, bytes: number, sha256: string | null = 'aa'): DataEntry => ({ name, bytes, sha256 });

test('A listing that nobody has made is none, and one of nothing is empty', (t) => {
  const folder = runFolder(t);
  writeFileSync(dataFile(folder, 7), '');
  t.is(readDataListing(folder, 6), null);
  t.deepEqual(readDataListing(folder, 7), []);
});

test('A long listing is read from where it was compressed', async (t) => {
  const folder = runFolder(t);
  const entries = Array.from({ length: 200 }, (_, index) => entry(`data-1/${index}.log`, index));
  writeFileSync(dataFile(folder, 0), entries.map((each) => `${JSON.stringify(each)}\n`).join(''));
  await compressFolder(folder);
  t.deepEqual(readDataListing(folder, 0), entries);
});

for (const line of ['no JSON', 'null', '{"name":"a","bytes":1}', '{"name":"a","bytes":"1","sha256":null}']) {
  test(`The line is named that is no entry: ${line}`, (t) => {
    const folder = runFolder(t);
    writeFileSync(dataFile(folder, 3), `${JSON.stringify(entry('a', 1))}\n${line}\n`);
    t.throws(() => readDataListing(folder, 3), { message: /life-4\.data\.ndjson:2: not an entry of a listing$/u });
  });
}

test('What came, went and was changed is told by name, and how much is as it was', (t) => {
  const before = [entry('same', 1), entry('goes', 2), entry('grows', 3), entry('rewritten', 4)];
  const after = [entry('comes', 5), entry('grows', 30), entry('rewritten', 4, 'bb'), entry('same', 1)];
  const { changed, unchanged } = dataChanges(before, after);
  t.is(unchanged, 1);
  t.deepEqual(
    changed.map(({ name, before: was, after: is }) => [name, was?.bytes ?? null, is?.bytes ?? null]),
    [
      ['comes', null, 5],
      ['goes', 2, null],
      ['grows', 3, 30],
      ['rewritten', 4, 4],
    ],
  );
});

test('A file that could not be read counts as changed, a socket does not', (t) => {
  const unread = entry('locked', 1, null);
  const socket: DataEntry = { ...entry('socket', 0, null), kind: 'socket' };
  const { changed } = dataChanges([unread, socket], [unread, socket]);
  t.deepEqual(
    changed.map(({ name }) => name),
    ['locked'],
  );
});
