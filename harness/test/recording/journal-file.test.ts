import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import test from 'ava';
import { JournalError, readJournal } from '#harness/recording/journal-file.js';
import { observe } from '#harness/recording/observe.js';
import { facts } from '../support/recordings.js';

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-journal-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

function journal(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const line = (n: number, more = ''): string => `{"n":${n},"t":${n * 1000},"e":"step","index":0,"do":"logon"${more}}\n`;

test('a journal is read in its order, any number of times', (t) => {
  const events = readJournal(journal('whole.ndjson', line(1) + line(2) + line(3)));
  for (let pass = 0; pass < 2; pass += 1) {
    t.deepEqual(
      [...events].map(({ n, t: time }) => [n, time]),
      [
        [1, 1000],
        [2, 2000],
        [3, 3000],
      ],
    );
  }
});

test('only the events that are asked for are given, and all are counted', (t) => {
  const other = (n: number): string => `{"n":${n},"t":${n},"e":"read-back","session":0,"items":${n}}\n`;
  const path = journal('mixed.ndjson', line(1) + other(2) + line(3) + other(4));
  t.deepEqual(
    [...readJournal(path, ['read-back'])].map(({ n, items }) => [n, items]),
    [
      [2, 2],
      [4, 4],
    ],
  );
  // No host writes the time before the number: whole lines decide.
  const strange = journal('strange-order.ndjson', `${line(1)}{"t":2,"n":2,"e":"step"}\n${other(3)}`);
  t.is([...readJournal(strange, ['read-back'])].length, 1);
  // What nobody asks for is not looked at.
  const cut = journal('unparsed.ndjson', `${line(1)}{"n":2,"t":2,"e":"step",\n${other(3)}`);
  t.is([...readJournal(cut, ['read-back'])].length, 1);
  t.throws(() => [...readJournal(cut)], { instanceOf: JournalError });
  const gap = journal('gap-between.ndjson', line(1) + line(3) + other(4));
  t.throws(() => [...readJournal(gap, ['read-back'])], {
    message: `${gap}:2: event number 2 expected, 3 found: events are missing`,
  });
});

test('an empty journal has no events', (t) => {
  t.deepEqual([...readJournal(journal('empty.ndjson', ''))], []);
});

test('a last line that its writer could not finish is left out', (t) => {
  t.is([...readJournal(journal('cut.ndjson', line(1) + line(2).slice(0, 20)))].length, 1);
  t.is([...readJournal(journal('cut-before-newline.ndjson', line(1) + line(2).trimEnd()))].length, 1);
});

test('characters and lines that lie across two chunks are whole', (t) => {
  const text = 'ü😀'.repeat(40_000);
  const path = journal('long.ndjson', line(1, `,"text":"${text}"`) + line(2, `,"text":"x${text}"`) + line(3));
  const events = [...readJournal(path)] as unknown as { text?: string }[];
  t.deepEqual(
    events.map((event) => event.text),
    [text, `x${text}`, undefined],
  );
});

test('a malformed line is an error that names file and line', (t) => {
  const path = journal('malformed.ndjson', `${line(1)}{"n":2,"t":\n${line(3)}`);
  const error = t.throws(() => [...readJournal(path)], { instanceOf: JournalError });
  t.is(error.message, `${path}:2: not JSON: "{\\"n\\":2,\\"t\\":"`);
  t.is(error.line, 2);
});

test('a line that is no event is an error', (t) => {
  const path = journal('strange.ndjson', `${line(1)}{"hello":1}\n`);
  t.throws(() => [...readJournal(path)], { message: `${path}:2: not a journal event: {"hello":1}` });
});

test('a number left out is an error', (t) => {
  const path = journal('gap.ndjson', line(1) + line(3));
  t.throws(() => [...readJournal(path)], {
    message: `${path}:2: event number 2 expected, 3 found: events are missing`,
  });
});

test('a file that is missing is an error when it is read', (t) => {
  const events = readJournal(join(folder, 'nowhere.ndjson'));
  t.throws(() => [...events], { code: 'ENOENT' });
});

test('a journal that is read no further is closed', (t) => {
  const path = journal('left.ndjson', line(1).repeat(1) + line(2));
  for (let i = 0; i < 5_000; i += 1) {
    for (const event of readJournal(path)) {
      t.is(event.n, 1);
      break;
    }
  }
});

test('200,000 events are folded without being held in memory', (t) => {
  const path = join(folder, 'large.ndjson');
  const count = 200_000;
  const file = openSync(path, 'w');
  const head =
    '{"n":1,"t":1,"e":"start","scenario":"x","life":0,"lives":1,"control":false,"seed":1,"pid":1,"node":"","platform":""}\n';
  writeSync(file, head);
  for (let n = 2; n <= count; n += 1_000) {
    let text = '';
    for (let k = n; k < n + 1_000 && k <= count; k += 1) {
      // Two hundred items, each saved and read back again and again.
      const item = `m${k % 200}`;
      const state = `{"label":"${item} v${k}","properties":"${k}","body":"${k}","folder":"Inbox"}`;
      text +=
        k % 2 === 0
          ? `{"n":${k},"t":${k},"e":"call","call":${k},"provider":{"name":"b","kind":"store","session":1,"instance":1},"interface":"IMSLogon","method":"OpenEntry"}\n`
          : `{"n":${k},"t":${k},"e":"found","item":"unknown-${item}","session":0,"state":${state}}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);

  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let peak = 0;
  collect();
  const before = process.memoryUsage().heapUsed;
  const events = {
    *[Symbol.iterator]() {
      for (const event of readJournal(path)) {
        // Returns balance the calls, so that none stays open.
        yield event.e === 'call' ? ({ ...event, e: 'return', outcome: { kind: 'promise' } } as const) : event;
        if (event.n % 50_000 === 0) {
          collect();
          peak = Math.max(peak, process.memoryUsage().heapUsed - before);
        }
      }
    },
  };
  const { lives, ledger } = observe({
    scenario: 'bulk-10000',
    control: false,
    trial: 0,
    seed: 1,
    script: { lives: [] },
    lives: [{ facts: facts(), events }],
    farSide: [],
  });
  t.is(lives[0]?.ending, 'died');
  t.is(ledger.counts[0]?.count, count / 2 - 1);
  t.is(ledger.differences.length, 5);
  t.true(peak < 4 * 1024 * 1024, `the heap grew by ${peak} bytes`);
});
