import { E_UNEXPECTED, MAPI_E_NOT_ENOUGH_DISK, MAPI_MODIFY, MapiError, PR_COMMENT_W, S_OK } from '@mapi-kit/sdk';
import {
  AbstractWriteBehindAddressBook,
  addressBookProvider,
  type EntryChange,
  type StoredEntry,
} from '@mapi-kit/sdk/address-book';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sinon, { type SinonFakeTimers } from 'sinon';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import { ok } from '../transport/support/mail.js';
import { add, create, get, logOn, names, open, person } from './support/book.js';

interface Context {
  clock: SinonFakeTimers;
  disk: Map<string, StoredEntry>;
  commits: (readonly EntryChange[])[];
  maintained: number;
  fails: boolean;
  recoveredFrom: unknown[];
}

/**
 * Registers a test with a new disk and a clock that stands still, of those that run one after the other: the timers are
 * those of the process.
 */
function test(title: string, implementation: (t: ExecutionContext<Context>) => void): void {
  (anyTest as TestFn<Context>).serial(title, (t) => {
    const clock = sinon.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'],
    });
    t.teardown(() => clock.restore());
    t.context = { clock, disk: new Map(), commits: [], maintained: 0, fails: false, recoveredFrom: [] };
    implementation(t);
  });
}

/** A write-behind address book whose disk and moods a test can see and set. */
function behind(context: Context): new () => AbstractWriteBehindAddressBook {
  return class Behind extends AbstractWriteBehindAddressBook {
    constructor() {
      super({ batchSize: 10 });
    }
    protected override supportsFastShutdown(): boolean {
      return true;
    }
    protected override commit(batch: readonly EntryChange[]): void {
      if (context.fails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
      context.commits.push(batch);
      for (const change of batch) {
        if ('put' in change) context.disk.set(change.put.id, change.put);
        else context.disk.delete(change.remove);
      }
    }
    protected override recover(error: unknown): void {
      context.recoveredFrom.push(error);
    }
    protected override readCommitted(id: string): StoredEntry | undefined {
      return context.disk.get(id);
    }
    protected override listCommitted(): Iterable<StoredEntry> {
      return context.disk.values();
    }
    protected override maintain(): void {
      context.maintained += 1;
    }
  };
}

test('a save is acknowledged and seen before it is committed', (t) => {
  const { container, logon } = logOn(behind(t.context));
  const entryId = add(container, 'Bob');
  t.is(t.context.disk.size, 0);
  t.deepEqual(names(container), ['Bob']);
  t.is(open<IMAPIProp>(logon, entryId).Release(), 0);
  t.context.clock.tick(100);
  t.is(t.context.disk.size, 1);
  t.deepEqual(names(container), ['Bob']);
});

test('pending changes and removals are laid over what is committed', (t) => {
  const { container, logon } = logOn(behind(t.context));
  const [changed, removed] = ['changed', 'removed', 'kept'].map((name) => add(container, name)) as [
    Uint8Array,
    Uint8Array,
  ];
  t.context.clock.tick(100);
  const entry = open<IMAPIProp>(logon, changed, MAPI_MODIFY);
  ok(entry.SetProps([{ tag: PR_COMMENT_W, value: 'new' }]));
  t.is(entry.SaveChanges(0), S_OK);
  t.is(container.DeleteEntries([removed], 0), S_OK);
  t.is(t.context.disk.size, 3);
  t.deepEqual(names(container), ['changed', 'kept']);
  t.is(get(open<IMAPIProp>(logon, changed), PR_COMMENT_W), 'new');
  t.context.clock.tick(100);
  t.deepEqual(
    t.context.commits.at(-1)?.map((change) => ('put' in change ? change.put.version : change.container)),
    [2, 'contacts'],
  );
  t.deepEqual(names(container), ['changed', 'kept']);
});

test('the background commits a batch in a turn, Notify and Do the rest at once', (t) => {
  const { container, shutdown } = logOn(behind(t.context));
  for (let index = 0; index < 35; index += 1) add(container, `${index}`);
  t.context.clock.tick(100);
  t.is(t.context.disk.size, 10);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.deepEqual(
    t.context.commits.map(({ length }) => length),
    [10, 25],
  );
  add(container, 'between');
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.is(t.context.disk.size, 36);
  t.is(t.context.clock.countTimers(), 0);
});

test('maintenance stops at Notify, and resumes with the next change or after a while', (t) => {
  const { container, shutdown } = logOn(behind(t.context));
  t.context.clock.tick(1000);
  t.is(t.context.maintained, 1);
  shutdown.NotifyProcessShutdown();
  t.context.clock.tick(1900);
  t.is(t.context.maintained, 1);
  t.context.clock.tick(1200);
  t.is(t.context.maintained, 2);
  shutdown.NotifyProcessShutdown();
  add(container, 'going on');
  t.context.clock.tick(1100);
  t.is(t.context.maintained, 3);
  t.is(t.context.disk.size, 1);
});

test('Do of an address book fails while something cannot be committed, and the next try succeeds', (t) => {
  const { container, shutdown } = logOn(behind(t.context));
  t.context.fails = true;
  add(container, 'patient');
  t.is(shutdown.DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  t.deepEqual(names(container), ['patient']);
  t.context.fails = false;
  t.deepEqual(t.context.recoveredFrom, []);
  t.context.clock.tick(100);
  t.is(t.context.recoveredFrom.length, 1);
  t.is(t.context.disk.size, 1);
  t.is(shutdown.DoFastShutdown(), S_OK);
});

test('a save after Do is durable before it is acknowledged, and refused when it cannot be', (t) => {
  const { container, shutdown } = logOn(behind(t.context));
  shutdown.DoFastShutdown();
  add(container, 'late');
  t.is(t.context.disk.size, 1);
  t.context.fails = true;
  t.is(create(container, person('later')).SaveChanges(0), MAPI_E_NOT_ENOUGH_DISK);
  t.context.fails = false;
  t.deepEqual(names(container), ['late']);
});

test('the classic logoff commits everything and stops all timers', (t) => {
  const { container, logon } = logOn(behind(t.context));
  add(container, 'Bob');
  t.is(logon.Logoff(0), S_OK);
  t.is(t.context.disk.size, 1);
  t.is(t.context.clock.countTimers(), 0);
});

test('a commit that returns a promise is no commit', (t) => {
  const Asynchronous = behind(t.context);
  Object.defineProperty(Asynchronous.prototype, 'commit', { value: async () => {} });
  const { container, shutdown } = logOn(Asynchronous);
  add(container, 'Bob');
  t.is(shutdown.DoFastShutdown(), E_UNEXPECTED);
});

test('a class that lacks a hook of a write-behind address book is refused', (t) => {
  const Incomplete = class extends (AbstractWriteBehindAddressBook as unknown as new () => object) {
    commit(): void {}
    readCommitted(): undefined {}
  };
  t.throws(() => addressBookProvider(Incomplete as never), {
    instanceOf: TypeError,
    message: /lacks listCommitted\(\)/,
  });
});

test('the pace may be computed, for example from a setting', (t) => {
  const Patient = behind(t.context);
  Object.defineProperty(Patient.prototype, 'commitInterval', { get: () => 5000 });
  add(logOn(Patient).container, 'Bob');
  t.context.clock.tick(4900);
  t.is(t.context.disk.size, 0);
  t.context.clock.tick(100);
  t.is(t.context.disk.size, 1);
});
