import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  HOOK_FAILURE_CHANNEL,
  type HookFailure,
  IID_IMAPIFolder,
  type IMAPIFolder,
  MAPI_E_CALL_FAILED,
  MAPI_E_NO_ACCESS,
  MapiError,
} from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import anyTest, { type ExecutionContext } from 'ava';
import sinon from 'sinon';
import { bookOver, logOn as logOnToBook, newBox } from '../address-book/support/book.js';
import { logOn, shutdownOf } from '../store/support/client.js';
import { MemoryStore } from '../store/support/memory-store.js';

// The channel is one for the whole process.
const test = anyTest.serial;

/** What is told from here on of places whose name begins so. */
function listen(t: ExecutionContext, start: string): readonly HookFailure[] {
  const told: HookFailure[] = [];
  const hear = (message: unknown): void => {
    const failure = message as HookFailure;
    if (failure.where.startsWith(start)) told.push(failure);
  };
  subscribe(HOOK_FAILURE_CHANNEL, hear);
  t.teardown(() => {
    unsubscribe(HOOK_FAILURE_CHANNEL, hear);
  });
  return told;
}

test('What a hook of fast shutdown throws is told, and the caller gets its code', (t) => {
  const error = new MapiError(MAPI_E_NO_ACCESS, 'the box is locked');
  class LockedBox extends MemoryStore {
    protected override persistForExit(): void {
      throw error;
    }
  }
  const told = listen(t, 'LockedBox.');
  t.is(shutdownOf(logOn({ storeClass: LockedBox }).provider).DoFastShutdown(), MAPI_E_NO_ACCESS);
  t.deepEqual(told, [{ where: 'LockedBox.persistForExit()', error }]);
});

test('What a list throws while it is read is told', (t) => {
  class HalfList extends MemoryStore {
    static isBroken = false;
    protected override *list(parent: string): Iterable<StoredObject> {
      yield* super.list(parent);
      if (HalfList.isBroken) throw new RangeError('the end is missing');
    }
  }
  const told = listen(t, 'HalfList.');
  const { store } = logOn({ storeClass: HalfList });
  HalfList.isBroken = true;
  const folder = store.OpenEntry(null, IID_IMAPIFolder, 0).value?.unknown as IMAPIFolder;
  t.is(folder.GetHierarchyTable(0).value?.QueryRows(10, 0).hr, MAPI_E_CALL_FAILED);
  t.deepEqual(
    told.map(({ where, error }) => [where, String(error)]),
    [['HalfList.list()', 'RangeError: the end is missing']],
  );
});

test('What one hook throws through another one is told once, with the name of the inner one', (t) => {
  class Nested extends MemoryStore {
    protected override persistForExit(): void {
      throw new Error('no room');
    }
  }
  const told = listen(t, 'Nested.');
  const { provider } = logOn({ storeClass: Nested });
  shutdownOf(provider).DoFastShutdown();
  t.is(told.length, 1);
  // Another time is another error.
  shutdownOf(provider).DoFastShutdown();
  t.is(told.length, 2);
});

test('Why a base class refuses a logon is told, and what a hook threw is not told again', (t) => {
  sinon.stub(process, 'emitWarning');
  t.teardown(() => sinon.restore());
  const told = listen(t, 'Logon of ');
  class LockedCards extends bookOver(newBox()) {
    protected override open(): void {
      throw new Error('the drawers are locked');
    }
  }
  t.throws(() => logOnToBook(LockedCards));
  t.throws(() => logOnToBook(bookOver(newBox(), [{ id: 'work' }] as never)));
  t.deepEqual(
    told.map(({ where, error }) => [where, (error as Error).message.split(' different')[0]]),
    [['Logon of Cards', 'containers() has to return containers of']],
  );
});
