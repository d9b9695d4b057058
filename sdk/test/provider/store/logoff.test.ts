import {
  E_UNEXPECTED,
  failed,
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  LOGOFF_INBOUND,
  LOGOFF_ORDERLY,
  LOGOFF_OUTBOUND_QUEUE,
  LOGOFF_PURGE,
  LOGOFF_QUIET,
  MAPI_E_BUSY,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_UNICODE,
  MapiError,
  ReferenceLedger,
  S_OK,
  succeeded,
} from '@mapi-kit/sdk';
import test from 'ava';
import { logOn, makeProvider, newMessage, ok, saveMessage } from './support/client.js';
import { FakeSupport } from './support/fake-support.js';
import { MemoryStore } from './support/memory-store.js';

test('StoreLogoff passes its flag on to the transports and their answer back, once', (t) => {
  const { store, support } = logOn();
  support.storeLogoff = succeeded(LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE);
  t.deepEqual(store.StoreLogoff(LOGOFF_ORDERLY), succeeded(LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE));
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [`StoreLogoffTransports ${LOGOFF_ORDERLY}`]);
  t.deepEqual(store.StoreLogoff(LOGOFF_QUIET), succeeded(LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE));
  t.is(store.Release(), 0);
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [`StoreLogoffTransports ${LOGOFF_ORDERLY}`]);
  t.is(support.referenceCount, 1);
});

test('A StoreLogoff that the transports refuse says so, leaves the store open, and may be repeated', (t) => {
  const { store, support, inbox } = logOn();
  support.storeLogoff = succeeded(LOGOFF_INBOUND);
  t.deepEqual(store.StoreLogoff(LOGOFF_QUIET), succeeded(LOGOFF_INBOUND));
  saveMessage(inbox, 'still open');
  support.storeLogoff = succeeded(LOGOFF_COMPLETE);
  t.deepEqual(store.StoreLogoff(LOGOFF_ORDERLY), succeeded(LOGOFF_COMPLETE));
  store.Release();
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [
    `StoreLogoffTransports ${LOGOFF_QUIET}`,
    `StoreLogoffTransports ${LOGOFF_ORDERLY}`,
  ]);
});

test('A StoreLogoff that fails is made up for by the final Release', (t) => {
  const { store, support } = logOn();
  support.storeLogoff = failed(MAPI_E_BUSY);
  t.is(store.StoreLogoff(LOGOFF_PURGE).hr, MAPI_E_BUSY);
  t.is(store.Release(), 0);
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [
    `StoreLogoffTransports ${LOGOFF_PURGE}`,
    `StoreLogoffTransports ${LOGOFF_PURGE}`,
  ]);
});

test('While somebody else has the store object, StoreLogoff only saves its flag for the final Release', (t) => {
  const { store, support, section, provider } = logOn();
  const again = ok(provider.Logon(new FakeSupport(section).asSupport, 0, 'profile', null, 0, null)).store;
  t.is(again, store);
  t.deepEqual(store.StoreLogoff(LOGOFF_QUIET), succeeded(LOGOFF_COMPLETE));
  t.is(store.Release(), 1);
  t.deepEqual(support.callsOf('StoreLogoffTransports'), []);
  t.is(again.Release(), 0);
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [`StoreLogoffTransports ${LOGOFF_QUIET}`]);
});

test('StoreLogoff takes exactly one flag', (t) => {
  t.is(logOn().store.StoreLogoff(LOGOFF_ORDERLY | LOGOFF_QUIET).hr, MAPI_E_INVALID_PARAMETER);
});

test('A store that is released without StoreLogoff tells the transports LOGOFF_ABORT', (t) => {
  const { store, support } = logOn();
  store.Release();
  t.deepEqual(support.callsOf('StoreLogoffTransports'), [`StoreLogoffTransports ${LOGOFF_ABORT}`]);
});

test('MAPI may log off and release the logon object inside the release of the support object', (t) => {
  let closed = 0;
  class Counting extends MemoryStore {
    protected override close(): void {
      closed += 1;
    }
  }
  const { store, logon, support } = logOn({ storeClass: Counting });
  support.Release();
  support.onFinalRelease = () => {
    t.is(closed, 1, 'the author has been told before');
    t.is(logon.Logoff(0), S_OK);
    logon.Release();
  };
  store.Release();
  t.is(closed, 1);
  t.is(support.calls.at(-1), '(final Release)');
});

test('A forced logoff closes the store, ends its objects and releases the support object', (t) => {
  const { store, logon, support, inbox, provider } = logOn();
  const message = newMessage(inbox, 'never saved');
  t.is(logon.Logoff(0), S_OK);
  t.is(support.referenceCount, 1);
  t.is(store.GetProps(null, MAPI_UNICODE).hr, MAPI_E_INVALID_OBJECT);
  t.is(message.SaveChanges(0), MAPI_E_INVALID_OBJECT);
  t.is(inbox.GetContentsTable(0).hr, MAPI_E_INVALID_OBJECT);
  t.is(message.AddRef(), 2);
  t.is(message.Release(), 1);
  t.is(logon.Logoff(0), S_OK, 'twice does no harm');
  t.is(store.Release(), 0);
  t.is(support.callsOf('StoreLogoffTransports').length, 1);
  t.is(provider.Shutdown(0), S_OK);
});

test('A last Release of the provider object without Shutdown closes what is open, once', (t) => {
  let closed = 0;
  class Counting extends MemoryStore {
    protected override close(): void {
      closed += 1;
    }
  }
  const { provider, store, logon } = logOn({ storeClass: Counting });
  provider.Release();
  t.is(closed, 1);
  store.Release();
  logon.Release();
  t.is(closed, 1);
});

test('A close hook that fails shows in Logoff, and everything is released all the same', (t) => {
  class Failing extends MemoryStore {
    protected override close(): void {
      throw new MapiError(MAPI_E_CORRUPT_DATA, 'the last page');
    }
  }
  const { logon, support } = logOn({ storeClass: Failing });
  t.is(logon.Logoff(0), MAPI_E_CORRUPT_DATA);
  t.regex(ok(logon.GetLastError(MAPI_E_CORRUPT_DATA, 0)).error, /the last page/);
  t.is(support.referenceCount, 1);
});

test('Nothing is leaked or released too often in a session', (t) => {
  const ledger = new ReferenceLedger();
  const { store, logon, inbox, root, provider } = logOn({ provider: makeProvider(MemoryStore, { ledger }) });
  newMessage(inbox, 'a').Release();
  inbox.Release();
  root.Release();
  store.Release();
  logon.Release();
  provider.Release();
  t.deepEqual(ledger.leaks(), []);
  t.deepEqual(ledger.violations, []);
});

test('An asynchronous persistForExit makes the default close fail, not lie', (t) => {
  class Async extends MemoryStore {
    protected override persistForExit(): undefined {
      return Promise.resolve() as never;
    }
  }
  t.is(logOn({ storeClass: Async }).logon.Logoff(0), E_UNEXPECTED);
});
