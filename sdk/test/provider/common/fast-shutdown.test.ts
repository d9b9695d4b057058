import { MAPI_E_CALL_FAILED, MAPI_E_DISK_ERROR, MAPI_E_NO_SUPPORT, MapiError, S_OK } from '@mapi-kit/sdk';
import type { MessageStoreClass } from '@mapi-kit/sdk/store';
import test from 'ava';
import { logOn, makeProvider, ok, sectionFor, shutdownOf } from '../store/support/client.js';
import { MemoryStore } from '../store/support/memory-store.js';

class Willing extends MemoryStore {
  static told: string[] = [];
  protected override supportsFastShutdown(): boolean {
    return true;
  }
  protected override prepareForExit(): void {
    Willing.told.push(`prepare ${this.dataDirectory}`);
  }
  protected override persistForExit(): void {
    Willing.told.push(`persist ${this.dataDirectory}`);
  }
}

test('A store that overrides nothing opts out', (t) => {
  t.is(shutdownOf(logOn().provider).QueryFastShutdown(), MAPI_E_NO_SUPPORT);
});

test('A store that supports fast shutdown opts in, with a store open and without', (t) => {
  t.is(shutdownOf(makeProvider(Willing)).QueryFastShutdown(), S_OK);
  t.is(shutdownOf(logOn({ storeClass: Willing }).provider).QueryFastShutdown(), S_OK);
});

test('A class whose answer needs an instance opts out while no store is open', (t) => {
  class Private extends MemoryStore {
    readonly #ready = true;
    protected override supportsFastShutdown(): boolean {
      return this.#ready;
    }
  }
  t.is(shutdownOf(makeProvider(Private)).QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  t.is(shutdownOf(logOn({ storeClass: Private }).provider).QueryFastShutdown(), S_OK);
});

test('One open store that does not support it makes the provider opt out', (t) => {
  class Second extends MemoryStore {
    protected override supportsFastShutdown(): boolean {
      return this.setting('no') === undefined && !this.dataDirectory.endsWith('-refuses');
    }
  }
  const { provider } = logOn({ storeClass: Second });
  t.is(shutdownOf(provider).QueryFastShutdown(), S_OK);
  logOn({ provider, section: sectionFor('/data/x-refuses') });
  t.is(shutdownOf(provider).QueryFastShutdown(), MAPI_E_NO_SUPPORT);
});

test.serial('Notify and Do reach every open store', (t) => {
  Willing.told = [];
  const first = logOn({ storeClass: Willing });
  const second = logOn({ provider: first.provider });
  const shutdown = shutdownOf(first.provider);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(Willing.told, [
    `prepare ${first.directory}`,
    `prepare ${second.directory}`,
    `persist ${first.directory}`,
    `persist ${second.directory}`,
  ]);
});

test('A store that fails does not keep the next one from being told, and its failure is returned', (t) => {
  const told: string[] = [];
  class Failing extends MemoryStore {
    protected override persistForExit(): void {
      told.push(this.dataDirectory);
      if (told.length === 1) throw new MapiError(MAPI_E_DISK_ERROR, 'the disk is gone');
    }
  }
  const first = logOn({ storeClass: Failing });
  logOn({ provider: first.provider });
  t.is(shutdownOf(first.provider).DoFastShutdown(), MAPI_E_DISK_ERROR);
  t.is(told.length, 2);
  t.regex(ok(first.logon.GetLastError(MAPI_E_DISK_ERROR, 0)).error, /the disk is gone/);
});

test('An exception in Notify is a code, not an exception', (t) => {
  class Throwing extends MemoryStore {
    protected override prepareForExit(): void {
      throw new RangeError('oops');
    }
  }
  t.is(shutdownOf(logOn({ storeClass: Throwing }).provider).NotifyProcessShutdown(), MAPI_E_CALL_FAILED);
});

const returnsThePromise = test.macro(
  async (
    t,
    storeClass: MessageStoreClass,
    method: 'QueryFastShutdown' | 'DoFastShutdown' | 'NotifyProcessShutdown',
  ) => {
    const answer: unknown = shutdownOf(logOn({ storeClass }).provider)[method]();
    t.true(answer instanceof Promise);
    await (answer as Promise<unknown>);
  },
);

class Asynchronous extends MemoryStore {
  protected override supportsFastShutdown(): boolean {
    return Promise.resolve(true) as never;
  }
  protected override prepareForExit(): undefined {
    return Promise.resolve() as never;
  }
  protected override persistForExit(): undefined {
    return Promise.resolve() as never;
  }
}

test(
  'The promise of an asynchronous supportsFastShutdown is handed on',
  returnsThePromise,
  Asynchronous,
  'QueryFastShutdown',
);
test(
  'The promise of an asynchronous prepareForExit is handed on',
  returnsThePromise,
  Asynchronous,
  'NotifyProcessShutdown',
);
test('The promise of an asynchronous persistForExit is handed on', returnsThePromise, Asynchronous, 'DoFastShutdown');

test('A promise is handed on although another store has failed', (t) => {
  let told = 0;
  class Mixed extends MemoryStore {
    protected override persistForExit(): undefined {
      told += 1;
      if (told === 1) throw new MapiError(MAPI_E_DISK_ERROR, 'the disk is gone');
      return Promise.resolve() as never;
    }
  }
  const first = logOn({ storeClass: Mixed });
  logOn({ provider: first.provider });
  t.true((shutdownOf(first.provider).DoFastShutdown() as unknown) instanceof Promise);
});

test('A store that is logged off is not asked any more', (t) => {
  let told = 0;
  class Counting extends MemoryStore {
    protected override prepareForExit(): void {
      told += 1;
    }
  }
  const { provider, logon } = logOn({ storeClass: Counting });
  logon.Logoff(0);
  t.is(shutdownOf(provider).NotifyProcessShutdown(), S_OK);
  t.is(told, 0);
});
