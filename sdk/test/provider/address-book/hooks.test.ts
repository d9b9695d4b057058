import test from 'ava';
import {
  E_UNEXPECTED,
  MAPI_E_CALL_FAILED,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import { MAPI_MODIFY } from '#src/contract/flags.js';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import { AbstractAddressBook } from '#src/provider/address-book/abstract-address-book.js';
import type { StoredEntry } from '#src/provider/address-book/stored-entry.js';
import { ok } from '../transport/support/mail.js';

import { add, bookOver, create, logOn, names, newBox, open, person } from './support/book.js';

const hookFailures = test.macro((t, write: () => void, hr: number, text: RegExp) => {
  class Failing extends bookOver(newBox()) {
    protected override write = write;
  }
  const { container, logon } = logOn(Failing);
  const entry = create(container, person('Bob'));
  t.is(Number(entry.SaveChanges(0)), hr);
  t.deepEqual(names(container), []);
  t.regex(ok(entry.GetLastError(entry.SaveChanges(0), 0)).error, text);
  t.regex(ok(logon.GetLastError(entry.SaveChanges(0), 0)).error, text);
});
test(
  'a MapiError of a hook gives its code',
  hookFailures,
  () => {
    throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'no room');
  },
  MAPI_E_NOT_ENOUGH_DISK,
  /no room/,
);
test(
  'another exception gives MAPI_E_CALL_FAILED',
  hookFailures,
  () => {
    throw new RangeError('odd');
  },
  MAPI_E_CALL_FAILED,
  /odd/,
);
test(
  'a promise gives E_UNEXPECTED',
  hookFailures,
  () => Promise.resolve() as unknown as undefined,
  E_UNEXPECTED,
  /write\(\) returned a promise/,
);

test('a failing list hook becomes the code of the table’s method', (t) => {
  class Failing extends bookOver(newBox()) {
    protected override list(): Iterable<StoredEntry> {
      throw new MapiError(MAPI_E_NOT_ENOUGH_DISK);
    }
  }
  const { container } = logOn(Failing);
  t.is(ok(container.GetContentsTable(0)).QueryRows(1, 0).hr, MAPI_E_NOT_ENOUGH_DISK);
});

test('an asynchronous list gives E_UNEXPECTED, and no empty table', (t) => {
  class Asynchronous extends bookOver(newBox()) {
    protected override list = async function* (): AsyncIterable<StoredEntry> {} as unknown as () => [];
  }
  const { container } = logOn(Asynchronous);
  t.is(ok(container.GetContentsTable(0)).QueryRows(1, 0).hr, E_UNEXPECTED);
});

test('Logoff closes the address book, then releases the support object, once; what was open is invalid', (t) => {
  const box = newBox();
  const { logon, container, support, provider } = logOn(bookOver(box));
  const entry = open<IMAPIProp>(logon, add(container, 'Bob'), MAPI_MODIFY);
  const status = ok(logon.OpenStatusEntry(null, 0));
  t.is(status.ValidateState(0, 0), S_OK);
  t.is(logon.Logoff(0), S_OK);
  t.is(logon.Logoff(0), S_OK);
  logon.Release();
  provider.Shutdown(0);
  t.deepEqual(box.log, ['write 1', 'close']);
  t.is(support.count, 1);
  t.is(entry.SaveChanges(0), MAPI_E_INVALID_OBJECT);
  t.is(container.GetContentsTable(0).hr, MAPI_E_INVALID_OBJECT);
  t.is(status.ValidateState(0, 0), MAPI_E_INVALID_OBJECT);
});

test('the shutdown hooks are called, and their answers handed on', async (t) => {
  const log: string[] = [];
  class Exiting extends bookOver(newBox()) {
    protected override supportsFastShutdown(): boolean {
      return true;
    }
    protected override prepareForExit(): void {
      log.push('prepare');
    }
    protected override persistForExit(): void {
      log.push('persist');
      if (log.length > 2) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK);
    }
  }
  const { shutdown } = logOn(Exiting);
  t.is(shutdown.QueryFastShutdown(), S_OK);
  t.deepEqual(log, []);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(log, ['prepare', 'persist']);
  t.is(shutdown.DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  t.is(logOn(bookOver(newBox())).shutdown.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  class Promising extends bookOver(newBox()) {
    protected override persistForExit = (): undefined => Promise.resolve('later') as unknown as undefined;
  }
  t.is((await (logOn(Promising).shutdown.DoFastShutdown() as unknown)) as unknown, 'later');
});

test('a Logoff that would wait for a promise of persistForExit gives E_UNEXPECTED', (t) => {
  class Plain extends AbstractAddressBook {
    protected read(): undefined {}
    protected list(): [] {
      return [];
    }
    protected write(): void {}
    protected remove(): void {}
    protected override persistForExit(): undefined {
      return Promise.resolve() as never;
    }
  }
  t.is(logOn(Plain).logon.Logoff(0), E_UNEXPECTED);
});
