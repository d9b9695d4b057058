import anyTest, { type TestFn } from 'ava';
import sinon from 'sinon';
import { MAPI_E_FAILONEPROVIDER, MAPI_E_NOT_ENOUGH_DISK, S_OK } from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import { bookOver, type LoggedOn, logOn, newBox } from './support/book.js';

const test: TestFn = anyTest.serial as TestFn;

interface Flawed extends LoggedOn {
  readonly log: readonly string[];
}

/** An address book whose close hook fails a number of times. */
function flawed(failures: number): Flawed {
  const box = newBox();
  class Failing extends bookOver(box) {
    protected override persistForExit(): void {
      box.log.push('persist');
    }
    protected override close(): void {
      super.close();
      if (box.log.filter((each) => each === 'close').length <= failures) {
        throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
      }
    }
  }
  return { ...logOn(Failing), log: box.log };
}

test('an address book whose close fails is closed by the next occasion', (t) => {
  const { logon, provider, shutdown, support, log } = flawed(2);
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(support.count, 1, 'the support object is released all the same');
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(provider.Shutdown(0), S_OK);
  t.is(provider.Shutdown(0), S_OK);
  t.deepEqual(log, ['close', 'persist', 'close', 'close']);
});

test('an address book that was not closed is not opened a second time', (t) => {
  const { logon, provider, support, log } = flawed(2);
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  const emitWarning = sinon.stub(process, 'emitWarning');
  try {
    t.is(provider.Logon(support.contract, 0, 'profile', 0).hr, MAPI_E_FAILONEPROVIDER);
    t.regex(String(emitWarning.args[0]?.[0]), /Cards in .* could not be closed the last time: full/);
  } finally {
    emitWarning.restore();
  }
  t.is(provider.Logon(support.contract, 0, 'profile', 0).hr, S_OK);
  t.deepEqual(log, ['close', 'close', 'close']);
});

test('the last Release of the provider object warns when the address book still cannot be closed', (t) => {
  const { logon, provider, shutdown } = flawed(Number.POSITIVE_INFINITY);
  shutdown.Release();
  t.is(logon.Logoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(provider.Shutdown(0), MAPI_E_NOT_ENOUGH_DISK);
  const emitWarning = sinon.stub(process, 'emitWarning');
  try {
    t.is(provider.Release(), 0);
    t.is(emitWarning.callCount, 1);
    t.regex(String(emitWarning.args[0]?.[0]), /Cards in .* could not be closed, and may lose saved changes: full/);
    t.deepEqual(emitWarning.args[0]?.[1] as unknown, { type: 'MapiKitLogoffWarning' });
  } finally {
    emitWarning.restore();
  }
});
