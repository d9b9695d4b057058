import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import type { Address, CFunction, CType } from '#harness/native/ffi.js';
import type { Threads } from '#harness/native/threads.js';
import { compile, MISSING } from './echo-library.js';

const native = MISSING === null ? test.serial : test.serial.skip;
const SOURCE = fileURLToPath(new URL('../../../test/native/fixtures/visits.cpp', import.meta.url));

interface Library {
  readonly threads: Threads;
  /** A function of the library, as the bridge calls it. */
  readonly get: (name: string, result: CType, ...parameters: readonly CType[]) => CFunction;
  /** What C is given of a function of ours. */
  readonly give: (call: (...args: readonly number[]) => number, ...parameters: readonly CType[]) => Address;
}

let file: string | undefined;

async function library(isTwo: boolean): Promise<Library> {
  file ??= compile(SOURCE, 'visits.so', '-pthread');
  const [ffi, { Threads }] = await Promise.all([
    import('#harness/native/ffi.js'),
    import('#harness/native/threads.js'),
  ]);
  const threads = new Threads(isTwo);
  const text = (value: string): Buffer => Buffer.from(`${value}\0`);
  const symbol = ffi.fromLibc('dlsym', 'u64', ['u64', 'u64']);
  const path = text(file);
  const handle = ffi.fromLibc('dlopen', 'u64', ['u64', 'i32'])(ffi.addressOf(path), 2);
  return {
    threads,
    get: (name, result, ...parameters) => {
      const named = text(name);
      return threads.functionAt(symbol(handle, ffi.addressOf(named)), result, parameters);
    },
    give: (call, ...parameters) =>
      threads.entranceTo(
        ffi.registered((...args) => call(...args.map(Number)), 'u32', parameters),
        parameters.length,
      ),
  };
}

for (const isTwo of [false, true]) {
  const how = isTwo ? 'with two threads' : 'with one thread';

  native(`arguments and results of all types are passed, ${how}`, async (t) => {
    const { get } = await library(isTwo);
    const types = 'u64 i32 u32 i64 u64 u64 u64 i32 u32 u64 u64 u64 u64 u64 u64 i32'.split(' ') as CType[];
    const values = [2 ** 47, -3, 0xffff_ffff, -(2 ** 40), 1n, 2, 3, -1, 4, 5, 6, 7, 8, 9, 10, -2];
    const expected = 2 ** 47 - 3 + 0xffff_ffff - 2 ** 40 + 1 + 2 + 3 - 1 + 4 + 5 + 6 + 7 + 8 + 9 + 10 - 2_000;
    t.is(get('sum', 'i64', ...types)(...values), expected);
    t.is(get('negative', 'i32', 'i32')(7), -7);
    t.is(get('inverted', 'u32', 'u32')(0), 0xffff_ffff);
    t.is(get('doubled', 'u64', 'u64')(2 ** 46), 2 ** 47);
    t.throws(() => get('negative', 'i32', 'i32')());
  });

  native(`all calls are on one thread, with a stack of megabytes, ${how}`, async (t) => {
    const { get } = await library(isTwo);
    const { fromLibc } = await import('#harness/native/ffi.js');
    const id = get('thread_id', 'u64');
    t.is(id() === fromLibc('pthread_self', 'u64', [])(), !isTwo);
    t.is(id(), id());
    get('remember', 'u32', 'u32')(7);
    await sleep(5);
    t.is(get('remember', 'u32', 'u32')(8), 7);
    t.is(get('use_stack', 'u32', 'u32')(6_000_000), 1);
  });

  native(`what is called back on the calling thread may call in its turn, ${how}`, async (t) => {
    const { get, give } = await library(isTwo);
    const inverted = get('inverted', 'u32', 'u32');
    const callBack = get('call_back', 'u32', 'u64', 'u32');
    let depth = 0;
    const callback: Address = give((value) => (++depth < 20 ? callBack(callback, value + 1) : inverted(value)), 'u32');
    t.is(callBack(callback, 0), 0xffff_ffff - 19);
  });

  native(`a thread that calls while nothing is under way is served, ${how}`, async (t) => {
    const { threads, get, give } = await library(isTwo);
    const seen: number[] = [];
    get(
      'begin',
      'u32',
      'u64',
      'u32',
    )(
      give((value) => seen.push(value), 'u32'),
      11,
    );
    await until(t, () => {
      if (threads.hasVisits) threads.serve();
      return seen.length > 0;
    });
    t.deepEqual(seen, [11]);
    await until(t, () => get('answer', 'u32')() === 1);
  });
}

native('a call may join a thread that calls back', async (t) => {
  const { get, give } = await library(true);
  t.is(
    get(
      'join',
      'u32',
      'u64',
      'u32',
    )(
      give((value) => value + 1, 'u32'),
      41,
    ),
    42,
  );
  const long = give(
    (...args) => args.slice(0, 15).reduce((sum, each) => sum + each, (args[15] ?? 0) / 2 ** 40),
    ...LONG,
  );
  t.is(get('join_long', 'u32', 'u64')(long), 121);
});

const LONG = 'u64 u32 u64 u64 u64 u64 u32 u64 u64 u64 u64 u64 u64 u64 u64 u64'.split(' ') as CType[];

native('many threads at once are all answered, and what they lead to is called by themselves', async (t) => {
  const { get, give } = await library(true);
  const remember = get('remember', 'u32', 'u32');
  const others: number[] = [];
  // Each thread remembers its own number.
  const callback = give((value) => {
    const before = remember(value + 1);
    if (before !== 0 && before !== value + 1) others.push(before);
    return 1;
  }, 'u32');
  t.is(get('join_many', 'u32', 'u64', 'u32', 'u32')(callback, 8, 250), 2_000);
  t.deepEqual(others, []);
});

native('what a visitor leads to may need the lock that it holds', async (t) => {
  const { get, give } = await library(true);
  const locked = get('locked', 'u32');
  t.is(get('join_with_lock', 'u32', 'u64')(give(() => locked(), 'u32')), 1);
});

native('a thread that came while nothing was under way is served by the call that joins it', async (t) => {
  const { threads, get, give } = await library(true);
  let served = false;
  const callback = give((value) => {
    served = true;
    return value + 1;
  }, 'u32');
  get('begin_joinable', 'u32', 'u64', 'u32')(callback, 5);
  // On a busy machine it may come so early that the call before still goes on.
  await until(t, () => threads.hasVisits || served);
  t.is(get('join_begun', 'u32')(), 6);
});

native('threads are served while calls go on, and between them', async (t) => {
  const { threads, get, give } = await library(true);
  const [remember, answers] = [get('remember', 'u32', 'u32'), get('answers', 'u32')];
  const callback = give(() => 1, 'u32');
  get('begin_many', 'u32', 'u64', 'u32', 'u32')(callback, 6, 500);
  let before = remember(1);
  let expected = before;
  for (let round = 2; answers() < 3_000 && round < 20_000; round += 1) {
    before = remember(round);
    expected = round - 1;
    if (before !== expected) break;
    if (round % 50 > 0) continue;
    // JavaScript is idle for a while.
    await sleep(1);
    if (threads.hasVisits) threads.serve();
  }
  t.is(before, expected);
  await until(t, () => {
    if (threads.hasVisits) threads.serve();
    return answers() === 3_000;
  });
});

native('what throws in a slot of a visit is answered like any other', async (t) => {
  const { get, give } = await library(true);
  const callback = give((value) => {
    try {
      throw new Error(String(value));
    } catch {
      return 9;
    }
  }, 'u32');
  t.is(get('join', 'u32', 'u64', 'u32')(callback, 1), 9);
});

native('with one thread it is noted that another one waits, and that a call was under way', async (t) => {
  const { threads, get, give } = await library(false);
  const { addressOf } = await import('#harness/native/ffi.js');
  const notes = new Int32Array(3);
  threads.noteAt(addressOf(new Uint8Array(notes.buffer)));
  let served = 0;
  const callback = give(() => ++served, 'u32');
  // On the thread of JavaScript nobody waits.
  get('call_back', 'u32', 'u64', 'u32')(callback, 1);
  t.deepEqual([...notes], [0, 0, 0]);
  const begin = get('begin', 'u32', 'u64', 'u32');
  begin(callback, 1);
  await until(t, () => served === 2 && notes[1] === 0);
  t.is(notes[2], 0);
  notes[0] = 7;
  begin(callback, 2);
  for (const end = Date.now() + 20_000; notes[1] !== 1 && Date.now() < end; );
  t.deepEqual([...notes], [7, 1, 1]);
  await until(t, () => served === 3 && notes[1] === 0);
});

native('there is room for the entrances of a bridge, and no more arguments than can be passed', async (t) => {
  const { threads, get } = await library(true);
  t.throws(() => threads.entranceTo(1, 17), { message: /17 parameters/ });
  t.throws(() => get('sum', 'u32', ...Array<CType>(17).fill('u64')), { message: /17 parameters/ });
});

async function until(t: ExecutionContext, holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) return t.fail('it does not come');
    await sleep(2);
  }
}
