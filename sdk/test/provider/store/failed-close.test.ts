import {
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_FOUND,
  MAPI_UNICODE,
  MapiError,
  S_OK,
} from '@mapi-kit/sdk';
import sinon from 'sinon';
import { Behind, durable, open, test } from './support/behind-store.js';
import { logOn, makeProvider, ok, saveMessage, sectionFor, shutdownOf, subjects } from './support/client.js';
import { FakeSupport } from './support/fake-support.js';
import { MemoryStore } from './support/memory-store.js';

/** The warnings that some work makes. */
function warningsOf(work: () => void): unknown[][] {
  const emitWarning = sinon.stub(process, 'emitWarning');
  try {
    work();
    return emitWarning.args;
  } finally {
    emitWarning.restore();
  }
}

test('A commit that fails in the last Release of the store is made in the Logoff that follows', (t) => {
  const { inbox, store, logon, support, provider } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  support.Release();
  support.onFinalRelease = () => {
    t.deepEqual(durable(), []);
    Behind.fails = false;
    t.is(logon.Logoff(0), S_OK);
  };
  t.is(store.Release(), 0);
  t.deepEqual(durable(), ['x']);
  t.is(t.context.clock.countTimers(), 0);
  const { length } = Behind.commits;
  t.is(logon.Logoff(0), S_OK);
  t.is(logon.Release(), 0);
  t.is(provider.Shutdown(0), S_OK);
  t.deepEqual(
    warningsOf(() => provider.Release()),
    [],
  );
  t.is(Behind.commits.length, length, 'what is closed is closed');
});

test('Logoff and Shutdown have the code of a close that fails again, and GetLastError its text', (t) => {
  const { inbox, store, logon, provider } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  t.is(store.Release(), 0);
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.regex(ok(logon.GetLastError(MAPI_E_NOT_ENOUGH_DISK, 0)).error, /^full/);
  t.is(provider.Shutdown(0), MAPI_E_NOT_ENOUGH_DISK);
  t.deepEqual(durable(), []);
  Behind.fails = false;
  t.is(provider.Shutdown(0), S_OK);
  t.deepEqual(durable(), ['x']);
});

test('The last Release of the provider object tries again, and warns when even that fails', (t) => {
  const saved = open();
  saveMessage(saved.inbox, 'x');
  const lost = open();
  saveMessage(lost.inbox, 'y');
  Behind.fails = true;
  for (const { logon, provider } of [saved, lost]) {
    t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
    t.is(provider.Shutdown(0), MAPI_E_NOT_ENOUGH_DISK);
  }
  const [[message, options] = [], ...others] = warningsOf(() => lost.provider.Release());
  t.deepEqual(others, []);
  t.deepEqual(options, { type: 'MapiKitLogoffWarning' });
  t.true(String(message).includes(lost.directory), String(message));
  t.regex(String(message), /could not be closed, and may lose saved changes: full/);
  Behind.fails = false;
  t.deepEqual(
    warningsOf(() => saved.provider.Release()),
    [],
  );
  t.deepEqual(durable(), ['x']);
});

test('A write-behind store that could not be closed goes on trying in the background', (t) => {
  const { inbox, store, provider } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  store.Release();
  t.context.clock.tick(250);
  t.deepEqual(durable(), []);
  Behind.fails = false;
  t.context.clock.tick(100);
  t.deepEqual(durable(), ['x']);
  t.is(t.context.clock.countTimers(), 0);
  t.is(Behind.maintained, 0);
  t.is(provider.Shutdown(0), S_OK);
});

test('DoFastShutdown does not succeed while a store that was logged off has something pending', (t) => {
  const { inbox, store, provider } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  store.Release();
  t.is(shutdownOf(provider).QueryFastShutdown(), S_OK);
  t.is(shutdownOf(provider).DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  Behind.fails = false;
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.deepEqual(durable(), ['x']);
});

test('A store that could not be closed is closed before it is opened again, or the logon may be tried later', (t) => {
  const { inbox, store, provider, section } = open();
  saveMessage(inbox, 'x');
  Behind.fails = true;
  store.Release();
  const logonAgain = () => provider.Logon(new FakeSupport(section).asSupport, 0, 'profile', null, 0, null);
  const [[message] = []] = warningsOf(() => t.is(logonAgain().hr, MAPI_E_FAILONEPROVIDER));
  t.regex(String(message), /could not be closed the last time: full/);
  Behind.fails = false;
  t.deepEqual(subjects(logOn({ provider, section }).inbox), ['x']);
});

test('A close hook is called until it has succeeded, and the store is open until then', (t) => {
  const log: string[] = [];
  class Stubborn extends MemoryStore {
    protected override persistForExit(): void {
      log.push('persist');
    }
    protected override close(): void {
      log.push('close');
      if (log.length < 4) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK);
    }
  }
  const { store, logon, provider } = logOn({ storeClass: Stubborn });
  store.Release();
  t.is(shutdownOf(provider).DoFastShutdown(), S_OK);
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(logon.Logoff(0), S_OK);
  t.is(logon.Logoff(0), S_OK);
  logon.Release();
  t.is(provider.Shutdown(0), S_OK);
  provider.Release();
  t.deepEqual(log, ['close', 'persist', 'close', 'close']);
});

test('A store whose logon failed half-way is closed like any other', (t) => {
  let failures = 1;
  const log: string[] = [];
  class Torn extends MemoryStore {
    protected override close(): void {
      log.push('close');
      if (failures-- > 0) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK);
    }
  }
  const provider = makeProvider(Torn);
  const support = new FakeSupport(sectionFor('/data/torn'));
  support.SetProviderUID = () => MAPI_E_NOT_FOUND;
  warningsOf(() => {
    t.is(provider.Logon(support.asSupport, 0, 'profile', null, 0, null).hr, MAPI_E_NOT_FOUND);
  });
  t.deepEqual(log, ['close']);
  const { store } = logOn({ provider, section: support.section });
  t.deepEqual(log, ['close', 'close']);
  t.is(store.GetProps(null, MAPI_UNICODE).hr, S_OK);
});
