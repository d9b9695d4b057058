import anyTest from 'ava';
import { eventsOf, expectedItems, foundItems, kinds, READ_BACK, Run } from './support/live.js';
import { kill, leaveFast, light, logon } from './support/script.js';

// Each test starts processes: one after the other is enough for the machine.
const test = anyTest.serial;

test('what the provider prints goes nowhere near the journal', async (t) => {
  const run = new Run(t, 'broken/prints-garbage-to-stdout');
  const first = await run.live(logon, light, ...leaveFast, kill);
  t.is(first.signal, 'SIGKILL');
  t.true(first.stdout.includes('not ok 1'));
  t.is(kinds(first).filter((kind) => kind === 'exit').length, 0);
  t.deepEqual(foundItems(await run.live(...READ_BACK)), expectedItems(first));
});

test('replacing process.kill and process.exit does not keep the process alive', async (t) => {
  const life = await new Run(t, 'broken/patches-process-kill').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.is(kinds(life).at(-1), 'kill');
});

test('replacing the functions of node:fs does not stop the journal', async (t) => {
  const life = await new Run(t, 'broken/patches-file-system').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.is(kinds(life).at(-1), 'kill');
});

test('a journal that can no longer be written ends the process with a code of its own', async (t) => {
  const life = await new Run(t, '../host/providers/closes-all-files').live(logon, light, ...leaveFast, kill);
  t.deepEqual([life.code, life.signal], [74, null]);
  t.false(kinds(life).includes('kill'));
  t.false(kinds(life).includes('exit'));
});

test('a provider that ends the process shows as an exit that nobody expected', async (t) => {
  const life = await new Run(t, 'broken/exits-in-do').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, null);
  t.like(life.events.at(-1), { e: 'exit', expected: false });
  t.is(eventsOf(life, 'call').length, eventsOf(life, 'return').length + 1);
});

test('a rejection that nobody handles is journalled, and ends the process as it always does', async (t) => {
  const provider = '../host/providers/rejects-in-background';
  const life = await new Run(t, provider).live(logon, { do: 'wait', ms: 500 }, kill);
  t.is(life.code, 1);
  t.is(eventsOf(life, 'uncaught')[0]?.origin, 'unhandledRejection');
  t.regex(eventsOf(life, 'uncaught')[0]?.message ?? '', /nobody catches this/);
});

test('a provider that cannot be imported, or exports nothing of use, is a problem', async (t) => {
  const broken = await new Run(t, 'broken/throws-at-import').live(logon, kill);
  t.is(broken.code, 70);
  t.regex(eventsOf(broken, 'problem')[0]?.what ?? '', /^fixture cannot be imported: /);
  const empty = await new Run(t, 'broken/has-no-provider-export').live(logon, kill);
  t.is(empty.code, 70);
  t.deepEqual(
    eventsOf(empty, 'loaded').map(({ entryPoints }) => entryPoints),
    [[]],
  );
  t.regex(eventsOf(empty, 'problem')[0]?.what ?? '', /exports none of MSProviderInit/);
});
