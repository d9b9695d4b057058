import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import {
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_OBJECT_CHANGED,
  MAPI_MODIFY,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sinon, { type SinonFakeTimers } from 'sinon';
import { get, Home, must, succeed } from './support/life.js';

const RESUME = 2000;
const LOOK = 10_000;

/**
 * Registers a test with a clock that stands still, of those that run one after the other: the clock, and the disk that is
 * full, are those of the process.
 */
function test(title: string, implementation: (t: ExecutionContext<{ clock: SinonFakeTimers }>) => void): void {
  (anyTest as TestFn<{ clock: SinonFakeTimers }>).serial(title, (t) => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
    t.teardown(() => {
      clock.restore();
      freeDisk();
    });
    t.context = { clock };
    implementation(t);
  });
}

/** From now on a call of node:fs fails as on a full disk. */
function fillDisk(): void {
  sinon.stub(fs, 'writeFileSync').throws(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  syncBuiltinESMExports();
}

function freeDisk(): void {
  sinon.restore();
  syncBuiltinESMExports();
}

const card = (name: string): string => `BEGIN:VCARD\nVERSION:4.0\nFN:${name}\nEND:VCARD\n`;

test('a save is written in the background', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  t.deepEqual(home.files, []);
  t.context.clock.tick(100);
  t.is(home.files.length, 1);
});

test('what other programs do in the folder is seen after a while', (t) => {
  const home = new Home(t);
  home.put('a.vcf', card('A'));
  home.put('b.vcf', card('B'));
  const life = home.logOn(t);
  const open = life.open(life.entries().get('A') ?? new Uint8Array(), MAPI_MODIFY);
  home.put('a.vcf', card('A, changed'));
  home.put('c.vcf', card('C'));
  fs.rmSync(`${home.folder}/b.vcf`);
  t.context.clock.tick(LOOK);
  t.deepEqual([...life.entries().keys()], ['A, changed', 'C']);
  must(open.SetProps([propValue(PR_COMMENT_W, 'late')]));
  t.is(open.SaveChanges(0), MAPI_E_OBJECT_CHANGED);
});

test('after Notify the folder is not looked at, until a while has passed or somebody works on', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  succeed(life.shutdown.NotifyProcessShutdown());
  home.put('a.vcf', card('A'));
  t.context.clock.tick(LOOK);
  t.is(life.entries().size, 0);
  t.context.clock.tick(RESUME);
  t.is(life.entries().size, 1, 'the shutdown was given up');
  succeed(life.shutdown.NotifyProcessShutdown());
  life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  home.put('b.vcf', card('B'));
  t.context.clock.tick(LOOK);
  t.is(life.entries().size, 3);
  t.is(home.files.length, 3);
});

test('a full disk keeps changes pending, fails Do, and leaves the old card and nothing else', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const entryId = life.add([propValue(PR_DISPLAY_NAME_W, 'Bob'), propValue(PR_COMMENT_W, 'old')]);
  t.context.clock.tick(100);
  const [name = ''] = home.files;
  const before = home.text(name);
  fillDisk();
  const entry = life.open(entryId, MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_COMMENT_W, 'new')]));
  succeed(entry.SaveChanges(0));
  t.context.clock.tick(1000);
  life.shutdown.DoFastShutdown();
  t.is(life.answers.get('DoFastShutdown'), MAPI_E_NOT_ENOUGH_DISK);
  t.is(get(life.open(entryId), PR_COMMENT_W), 'new');
  freeDisk();
  t.deepEqual(home.files, [name]);
  t.is(home.text(name), before);
  t.context.clock.tick(100);
  t.not(home.text(name), before, 'it is tried again while the process goes on');
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.is(get(home.logOn(t).open(entryId), PR_COMMENT_W), 'new');
});

test('a removal makes room on a disk that is too full for the save before it', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const entryId = life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  t.context.clock.tick(100);
  fillDisk();
  life.add([propValue(PR_DISPLAY_NAME_W, 'Eve')]);
  succeed(life.container.DeleteEntries([entryId], 0));
  t.context.clock.tick(100);
  t.deepEqual(home.files, []);
  freeDisk();
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.deepEqual([...home.logOn(t).entries().keys()], ['Eve']);
});

test('a save after Do is on the disk before it is acknowledged, and nothing goes on', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  life.add([propValue(PR_DISPLAY_NAME_W, 'late')]);
  t.is(home.files.length, 1);
  home.put('a.vcf', card('A'));
  t.context.clock.tick(LOOK + RESUME);
  t.is(life.entries().size, 1);
});

test('many pending entries are all there after Do', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  for (let index = 0; index < 1500; index += 1) life.add([propValue(PR_DISPLAY_NAME_W, `n${index}`)]);
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.is(home.logOn(t).entries().size, 1500);
});

test('What is too much for a shutdown is in one file, and becomes cards bit by bit in the next life', (t) => {
  const home = new Home(t);
  const cards = () => fs.readdirSync(home.folder).filter((name) => name.endsWith('.vcf')).length;
  const first = home.logOn(t);
  for (let index = 0; index < 400; index += 1) first.add([propValue(PR_DISPLAY_NAME_W, `n${index}`)]);
  first.shutdown.NotifyProcessShutdown();
  t.is(first.shutdown.DoFastShutdown(), S_OK);
  t.is(cards(), 0);

  const second = home.logOn(t);
  const known = second.entries();
  t.is(known.size, 400);
  succeed(second.container.DeleteEntries([known.get('n0') ?? new Uint8Array()], 0));
  const entry = second.open(known.get('n1') ?? new Uint8Array(), MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_COMMENT_W, 'changed')]));
  succeed(entry.SaveChanges(0));
  t.context.clock.tick(LOOK + 200);
  t.true(cards() > 0 && cards() < 399, `${cards()} cards`);
  second.shutdown.NotifyProcessShutdown();
  t.is(second.shutdown.DoFastShutdown(), S_OK);

  const third = home.logOn(t);
  t.context.clock.tick(2 * LOOK);
  t.is(cards(), 399);
  t.deepEqual(
    home.files.filter((name) => !name.endsWith('.vcf')),
    [],
  );
  t.is(third.entries().size, 399);
  t.false(third.entries().has('n0'));
  t.is(get(third.named('n1'), PR_COMMENT_W), 'changed');
});

test('A full disk keeps what is too much for a shutdown pending, and no half file stays', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  for (let index = 0; index < 400; index += 1) life.add([propValue(PR_DISPLAY_NAME_W, `n${index}`)]);
  fillDisk();
  life.shutdown.DoFastShutdown();
  t.is(life.answers.get('DoFastShutdown'), MAPI_E_NOT_ENOUGH_DISK);
  freeDisk();
  t.deepEqual(home.files, []);
  life.shutdown.DoFastShutdown();
  t.is(home.logOn(t).entries().size, 400);
});
