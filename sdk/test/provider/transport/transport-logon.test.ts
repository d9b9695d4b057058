import test from 'ava';
import sinon from 'sinon';
import {
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_ENOUGH_DISK,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import {
  FLUSH_UPLOAD,
  LOGON_NO_INBOUND,
  LOGON_NO_OUTBOUND,
  NOTIFY_BEGIN_INBOUND,
  NOTIFY_BEGIN_OUTBOUND,
  NOTIFY_END_INBOUND,
  NOTIFY_END_OUTBOUND,
  NOTIFY_END_OUTBOUND_FLUSH,
  STATUS_AVAILABLE,
  STATUS_INBOUND_ENABLED,
  STATUS_OUTBOUND_ENABLED,
  STATUS_OUTBOUND_FLUSH,
} from '#src/contract/flags.js';
import { PR_STATUS_CODE } from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import { FakeSupport } from './support/fake-support.js';
import { logOn, makeMessage, ok, openMailbox } from './support/mail.js';
import { statusCode, submitting } from './support/mail-transport.js';

const BEGIN = NOTIFY_BEGIN_INBOUND | NOTIFY_BEGIN_OUTBOUND;

test('TransportNotify gives the flags back and has updated the status row by then', (t) => {
  const { logon, support } = logOn(
    submitting(() => 'sent'),
    { flags: LOGON_NO_INBOUND | LOGON_NO_OUTBOUND },
  );
  t.is(statusCode(support), STATUS_AVAILABLE);
  t.is(ok(logon.TransportNotify(BEGIN, null)), BEGIN);
  t.is(statusCode(support), STATUS_AVAILABLE | STATUS_INBOUND_ENABLED | STATUS_OUTBOUND_ENABLED);
  t.is(ok(logon.TransportNotify(NOTIFY_END_OUTBOUND, null)), NOTIFY_END_OUTBOUND);
  t.is(statusCode(support), STATUS_AVAILABLE | STATUS_INBOUND_ENABLED);
});

test('the beginning and the end of one direction exclude each other', (t) => {
  const { logon, support } = logOn(submitting(() => 'sent'));
  const before = statusCode(support);
  t.is(logon.TransportNotify(NOTIFY_BEGIN_INBOUND | NOTIFY_END_INBOUND, null).hr, MAPI_E_INVALID_PARAMETER);
  t.is(statusCode(support), before);
});

test('FlushQueues sets the flush bit until the spooler ends the flush', (t) => {
  const { logon, support } = logOn(submitting(() => 'sent'));
  t.is(logon.FlushQueues(0, null, FLUSH_UPLOAD), S_OK);
  t.is(statusCode(support) & STATUS_OUTBOUND_FLUSH, STATUS_OUTBOUND_FLUSH);
  logon.TransportNotify(NOTIFY_END_OUTBOUND_FLUSH, null);
  t.is(statusCode(support) & STATUS_OUTBOUND_FLUSH, 0);
  t.is(logon.FlushQueues(0, Uint8Array.of(1), FLUSH_UPLOAD), MAPI_E_INVALID_PARAMETER);
});

test('the status object shows the row, cannot be changed, and ends with the logon', (t) => {
  const { logon } = logOn(submitting(() => 'sent'));
  const status = ok(logon.OpenStatusEntry(null, 0));
  t.is(
    findValue(ok(status.GetProps([PR_STATUS_CODE], 0)), PR_STATUS_CODE),
    STATUS_AVAILABLE | STATUS_INBOUND_ENABLED | STATUS_OUTBOUND_ENABLED,
  );
  t.is(status.SetProps([{ tag: PR_STATUS_CODE, value: 0 }]).hr, MAPI_E_NO_ACCESS);
  t.is(status.ValidateState(0, 0), S_OK);
  logon.TransportLogoff(0);
  t.is(status.ValidateState(0, 0), MAPI_E_INVALID_OBJECT);
});

test('TransportLogoff closes the transport, then releases the support object, once', (t) => {
  const support = new FakeSupport();
  class Closing extends submitting(() => 'sent') {
    protected override close(): void {
      support.log.push('close');
    }
  }
  const { logon, provider } = logOn(Closing, { support });
  t.is(logon.TransportLogoff(0), S_OK);
  t.is(logon.TransportLogoff(0), S_OK);
  logon.Release();
  t.is(provider.Shutdown(0), S_OK);
  t.deepEqual(support.log, ['close', 'Release']);
  t.is(support.count, 1);
  t.is(logon.SubmitMessage(0, makeMessage(openMailbox(), 'late', ['SMTP:b@x.org'])).hr, MAPI_E_INVALID_OBJECT);
});

test('a bare last Release of the logon object is a logoff', (t) => {
  const { logon, support } = logOn(submitting(() => 'sent'));
  logon.Release();
  t.is(support.count, 1);
});

test('a close that fails gives its code, and the support object is released all the same', (t) => {
  class Failing extends submitting(() => 'sent') {
    protected override close(): void {
      throw new MapiError(MAPI_E_NOT_ENOUGH_DISK);
    }
  }
  const { logon, support } = logOn(Failing);
  t.is(logon.TransportLogoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(support.count, 1);
});

/** A transport whose close hook fails until it is told not to, and the calls of its hooks. */
function stubborn(): { readonly calls: string[]; fails: boolean; readonly Class: ReturnType<typeof submitting> } {
  const state = { calls: [] as string[], fails: true };
  class Stubborn extends submitting(() => 'sent') {
    protected override supportsFastShutdown(): boolean {
      return true;
    }
    protected override persistForExit(): void {
      state.calls.push('persist');
      if (state.fails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
    }
    protected override close(): void {
      state.calls.push('close');
      if (state.fails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
    }
  }
  return Object.assign(state, { Class: Stubborn });
}

test('a close that has failed is called again in each later call, until it has succeeded', (t) => {
  const state = stubborn();
  const { logon, provider } = logOn(state.Class);
  t.is(logon.TransportLogoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(logon.TransportLogoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(provider.Shutdown(0), MAPI_E_NOT_ENOUGH_DISK);
  state.fails = false;
  t.is(provider.Shutdown(0), S_OK);
  t.is(provider.Shutdown(0), S_OK);
  t.is(logon.TransportLogoff(0), S_OK);
  t.deepEqual(state.calls, ['close', 'close', 'close', 'close']);
});

test('DoFastShutdown does not succeed while a transport that was logged off could not be closed', (t) => {
  const state = stubborn();
  const { logon, shutdown } = logOn(state.Class);
  t.is(logon.TransportLogoff(0), MAPI_E_NOT_ENOUGH_DISK);
  t.is(shutdown.QueryFastShutdown(), S_OK);
  t.is(shutdown.DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  state.fails = false;
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(state.calls, ['close', 'persist', 'persist']);
});

test.serial('The last Release of the provider object says what could not be closed even then', (t) => {
  const state = stubborn();
  const { provider, shutdown } = logOn(state.Class);
  const emitWarning = sinon.stub(process, 'emitWarning');
  t.teardown(() => emitWarning.restore());
  shutdown.Release();
  provider.Release();
  t.is(emitWarning.args.length, 1);
  t.regex(String(emitWarning.args[0]?.[0]), /could not be closed, and may lose saved changes: full/);
  t.deepEqual(state.calls, ['close', 'close']);
});
