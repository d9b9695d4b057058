import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Journal } from '#harness/host/journal.js';
import { readJournal } from '#harness/recording/journal-file.js';

function newFile(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-journal-'));
  t.teardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, 'journal.ndjson');
}

test('each event is a line of its own, complete when write returns', (t) => {
  const file = newFile(t);
  const journal = new Journal(file, process.hrtime.bigint());
  for (let i = 1; i <= 3; i += 1) {
    journal.write({ e: 'kill', after: `step "${i}"\n😀` });
    const lines = readFileSync(file, 'utf8').split('\n');
    t.is(lines.length, i + 1);
    t.is(lines.at(-1), '');
  }
});

test('a path in the folder of the data is the same in every certification', (t) => {
  const file = newFile(t);
  const journal = new Journal(file, process.hrtime.bigint());
  journal.dataFolder = '/tmp/x1 "y"/data';
  journal.write({ e: 'problem', what: 'EEXIST, open \'/tmp/x1 "y"/data/data-1/lock\'' });
  journal.write({ e: 'problem', what: "ENOENT, open '/tmp/other'" });
  const [inside, outside] = readFileSync(file, 'utf8').split('\n');
  t.is((JSON.parse(inside ?? '') as { what: string }).what, "EEXIST, open '…/data-1/lock'");
  t.is((JSON.parse(outside ?? '') as { what: string }).what, "ENOENT, open '/tmp/other'");
});

test('events are numbered from 1 without a gap, and their times never go back', (t) => {
  const file = newFile(t);
  const journal = new Journal(file, process.hrtime.bigint());
  for (let i = 0; i < 100; i += 1) journal.write({ e: 'survived-kill' });
  const events = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { n: number; t: number });
  t.deepEqual(
    events.map(({ n }) => n),
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
  t.deepEqual(
    events.map((event) => event.t),
    events.map((event) => event.t).sort((a, b) => a - b),
  );
  t.true(events.every((event) => Number.isSafeInteger(event.t) && event.t >= 0));
});

test('a journal that is there already is not touched', (t) => {
  const file = newFile(t);
  writeFileSync(file, 'evidence');
  t.throws(() => new Journal(file, 0n), { code: 'EEXIST' });
  t.is(readFileSync(file, 'utf8'), 'evidence');
});

test('a line that the system takes in pieces is written to its end', (t) => {
  const file = newFile(t);
  const seven = (fd: number, data: string | Uint8Array, offset = 0): number => {
    const bytes = Buffer.from(data as Uint8Array);
    return writeSync(fd, bytes, offset, Math.min(7, bytes.length - offset));
  };
  const journal = new Journal(file, process.hrtime.bigint(), seven as typeof writeSync);
  journal.write({ e: 'kill', after: 'a step with a long name and 😀 😀 😀' });
  journal.write({ e: 'survived-kill' });
  const events = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { e: string; after?: string });
  t.deepEqual(
    events.map(({ e }) => e),
    ['kill', 'survived-kill'],
  );
  t.is(events[0]?.after, 'a step with a long name and 😀 😀 😀');
});

test('a value that JSON does not know is written as text, and leaves no gap', (t) => {
  const file = newFile(t);
  const journal = new Journal(file, process.hrtime.bigint());
  const circular: Record<string, unknown> = {};
  circular['itself'] = circular;
  const values: unknown[] = [0n, circular, Object.assign(Object.create(null), { toJSON: () => assert.fail() })];
  for (const hr of values) {
    journal.write({ e: 'client-return', method: 'IMsgStore::StoreLogoff', session: 0, hr: hr as number });
  }
  journal.write({ e: 'survived-kill' });
  t.deepEqual([...readJournal(file)].map((event) => ('hr' in event ? event.hr : event.e)) as unknown[], [
    '0n',
    '[object Object]',
    'something that has no text',
    'survived-kill',
  ]);
});
