import { setTimeout as sleep } from 'node:timers/promises';
import { E_UNEXPECTED, MAPI_E_CALL_FAILED, MAPI_E_NOT_ENOUGH_DISK, MAPI_E_TIMEOUT, MapiError } from '@mapi-kit/sdk';
import { SyncWorker, type SyncWorkerOptions } from '@mapi-kit/sdk/sync-worker';
import test, { type ExecutionContext } from 'ava';

type Module = typeof import('./support/module.js');

const MODULE = new URL('./support/module.js', import.meta.url);

function start(t: ExecutionContext, options?: SyncWorkerOptions): SyncWorker<Module> {
  const worker = new SyncWorker<Module>(MODULE, options);
  t.teardown(() => worker.kill());
  return worker;
}

/** A worker of little patience whose thread has booted, which takes longer on a busy machine. */
function ready(t: ExecutionContext, timeLimit: number): SyncWorker<Module> {
  const worker = start(t, { timeLimit });
  for (;;) {
    try {
      worker.call('add', 0, 0);
      return worker;
    } catch (error) {
      if (!(error instanceof MapiError) || error.hr !== MAPI_E_TIMEOUT) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

function codeOf(t: ExecutionContext, action: () => unknown): number | undefined {
  return t.throws<MapiError>(action, { instanceOf: MapiError })?.hr;
}

test('A function that promises is done when the call returns, and so is one that does not', (t) => {
  const worker = start(t);
  const name: string = worker.call('slow', 30, 'first');
  t.is(name, 'first');
  t.is(worker.call('add', 2, 3), 5);
  t.deepEqual(worker.call('whatWasDone'), ['first']);
});

test('Binary data and large results arrive whole', (t) => {
  const worker = start(t);
  const bytes = new Uint8Array(5_000_000).map((_, index) => index % 251);
  t.is(Buffer.compare(worker.call('echoBytes', bytes), bytes), 0);
  const values = [1n, undefined, new Date(7), new Map([['a', Uint8Array.of(1, 2)]])];
  t.deepEqual(worker.call('echo', values), values);
});

test('Thousands of calls give each its own answer', (t) => {
  const worker = start(t);
  for (let index = 0; index < 3000; index += 1) if (worker.call('echo', index) !== index) t.fail(`${index}`);
  t.pass();
});

test('An error is carried whole: name, message, code, stack and cause', (t) => {
  const worker = start(t);
  const error = t.throws<Error & { code?: string }>(() => worker.call('throwDatabaseError'), { name: 'DatabaseError' });
  t.is(error?.message, 'the batch failed');
  t.is(error?.code, 'LEVEL_IO_ERROR');
  t.regex(error?.stack ?? '', /the batch failed\n {4}at .*throwDatabaseError .*module\.[jt]s/);
  t.deepEqual(Object.keys(error ?? {}), ['code']);
  const cause = error?.cause as RangeError & { errno: number };
  t.true(cause instanceof RangeError);
  t.is(cause.message, 'No space left on device');
  t.is(cause.errno, -28);
});

test('A MapiError is one again, with its code', (t) => {
  const worker = start(t);
  const error = t.throws<MapiError>(() => worker.call('throwMapiError'), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_NOT_ENOUGH_DISK);
  t.is(error?.message, 'the disk is full: MAPI_E_NOT_ENOUGH_DISK (0x8004010D)');
  t.like(error?.cause, { message: 'ENOSPC' });
});

test('What is no error, several errors, and an error that is its own cause come through', (t) => {
  const worker = start(t);
  let thrown: unknown;
  try {
    worker.call('throwText');
  } catch (error) {
    thrown = error;
  }
  t.is(thrown, 'only a text');
  const several = t.throws<AggregateError>(() => worker.call('throwAggregate'), { instanceOf: AggregateError });
  t.true(several?.errors[0] instanceof TypeError);
  t.is(several?.errors[1], 'second');
  t.throws(() => worker.call('throwItself'), { message: 'circular' });
});

test('A result that cannot be copied makes its call fail, and the next one works', (t) => {
  const worker = start(t);
  t.throws(() => worker.call('giveFunction'), { name: 'DataCloneError' });
  t.is(worker.call('add', 1, 1), 2);
});

test('Wrong use is a TypeError at once', (t) => {
  const worker = start(t);
  t.throws(() => worker.call('echo', () => 1), { instanceOf: TypeError, message: /an argument cannot be copied/ });
  t.is(worker.call('add', 1, 1), 2);
  const untyped = worker as SyncWorker<Record<string, (...args: readonly unknown[]) => unknown>>;
  t.throws(() => untyped.call('nothing'), {
    instanceOf: TypeError,
    message: /module\.js has no function nothing; it has .*add, .*slow/,
  });
  t.throws(() => untyped.call('notAFunction'), { instanceOf: TypeError });
  t.throws(() => new SyncWorker('./module.js' as unknown as URL), { instanceOf: TypeError });
  t.throws(() => new SyncWorker(MODULE, { timeLimit: 0 }), { instanceOf: TypeError });
});

test('A late call fails with MAPI_E_TIMEOUT, and its answer is never taken for that of another', (t) => {
  const quick = ready(t, 250);
  t.is(
    codeOf(t, () => quick.call('slow', 400, 'late')),
    MAPI_E_TIMEOUT,
  );
  t.is(quick.call('echo', 'mine'), 'mine');
  t.deepEqual(quick.call('whatWasDone'), ['late'], 'no later call has overtaken it');
});

test('A call that was given up before its turn came is not done', async (t) => {
  const worker = ready(t, 300);
  t.is(
    codeOf(t, () => worker.call('slow', 800, 'blocks')),
    MAPI_E_TIMEOUT,
  );
  t.is(
    codeOf(t, () => worker.call('slow', 1, 'given up')),
    MAPI_E_TIMEOUT,
  );
  await sleep(600);
  t.deepEqual(worker.call('whatWasDone'), ['blocks']);
});

test('A thread that has hung for three limits makes calls fail at once', (t) => {
  const worker = ready(t, 200);
  const begin = performance.now();
  for (let index = 0; index < 3; index += 1)
    t.is(
      codeOf(t, () => worker.call('hang')),
      MAPI_E_TIMEOUT,
    );
  const hung = performance.now();
  t.true(hung - begin < 1000);
  for (let index = 0; index < 100; index += 1) codeOf(t, () => worker.call('add', 1, 1));
  t.true(performance.now() - hung < 200);
  t.true(worker.isAlive);
  worker.kill();
  t.false(worker.isAlive);
  t.is(
    codeOf(t, () => worker.call('add', 1, 1)),
    E_UNEXPECTED,
  );
});

test('A thread that exits makes its call fail at once, and every later one', (t) => {
  const worker = start(t);
  worker.call('add', 0, 0);
  const begin = performance.now();
  const error = t.throws<MapiError>(() => worker.call('exit', 3), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_CALL_FAILED);
  t.regex(error?.message ?? '', /module\.js: exit\(\) failed, the thread has ended: exit code 3/);
  t.false(worker.isAlive);
  t.is(
    codeOf(t, () => worker.call('add', 1, 1)),
    MAPI_E_CALL_FAILED,
  );
  t.true(performance.now() - begin < 2000);
});

test('What nobody has caught in the thread is the cause of the failure', (t) => {
  const worker = start(t);
  const error = t.throws<MapiError>(() => worker.call('failLater'), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_CALL_FAILED);
  t.like(error?.cause, { message: 'nobody caught this' });
});

test('A module that cannot be imported makes the first call fail, with what it threw', (t) => {
  const broken = new SyncWorker<Module>(new URL('./support/broken-module.js', import.meta.url));
  const error = t.throws<MapiError>(() => broken.call('add', 1, 1), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_CALL_FAILED);
  t.true(error?.cause instanceof TypeError);
  t.regex(error?.message ?? '', /the thread has ended: no such database/);
  const missing = new SyncWorker<Module>(new URL('./support/nowhere.js', import.meta.url));
  t.throws(() => missing.call('add', 1, 1), { message: /Cannot find module/ });
});

test('close waits for what is going on, and later calls fail', async (t) => {
  const worker = start(t);
  worker.call('add', 0, 0);
  worker.close();
  t.false(worker.isAlive);
  t.is(
    codeOf(t, () => worker.call('add', 1, 1)),
    E_UNEXPECTED,
  );
  t.notThrows(() => worker.close());
});

test('close of a thread that is too busy fails, and may be tried again', async (t) => {
  const worker = ready(t, 300);
  codeOf(t, () => worker.call('slow', 2_500, 'late'));
  t.is(
    codeOf(t, () => worker.close()),
    MAPI_E_TIMEOUT,
  );
  t.true(worker.isAlive);
  await sleep(2_500);
  t.notThrows(() => worker.close());
});

test('close of a thread that has ended does nothing', (t) => {
  const worker = start(t);
  codeOf(t, () => worker.call('exit', 0));
  t.notThrows(() => worker.close());
});
