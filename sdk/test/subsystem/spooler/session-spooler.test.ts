import {
  END_DONT_RESEND,
  FLUSH_DOWNLOAD,
  FLUSH_FORCE,
  FLUSH_UPLOAD,
  failed,
  LOGOFF_NO_WAIT,
  LOGON_SP_IDLE,
  LOGON_SP_POLL,
  MAPI_E_BUSY,
  MAPI_E_CALL_FAILED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_E_WAIT,
  MAPI_NO_MAIL,
  MAPI_W_ERRORS_RETURNED,
  MDB_NO_MAIL,
  type MSPROVIDERINIT,
  NOTIFY_CRITSEC,
  NOTIFY_NONCRIT,
  PR_DELETE_AFTER_SUBMIT,
  PR_STATUS_CODE,
  type ProviderModule,
  propValue,
  S_OK,
  STATUS_INBOUND_FLUSH,
  STATUS_OUTBOUND_FLUSH,
  STATUSROW_UPDATE,
} from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import type { ProviderCall, SubsystemObserver } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { MemoryStore } from '../../provider/store/support/memory-store.js';
import { FakeTransport } from '../support/fake-transport.js';
import { logOn, must, storeIds } from '../support/fixture.js';
import { inbox, mailWith, openStore, submit } from '../support/mail-fixture.js';

function watching(): { observer: SubsystemObserver; calls: string[] } {
  const calls: string[] = [];
  const calling = ({ interfaceName, method }: ProviderCall) => calls.push(`${interfaceName}::${method}`);
  return { observer: { calling }, calls };
}

/** A transport that goes along with a flush, as its status row says. */
function flushing(options: ConstructorParameters<typeof FakeTransport>[0] = {}): FakeTransport {
  return new FakeTransport({
    ...options,
    onFlush: ({ support }) => {
      const bits = STATUS_OUTBOUND_FLUSH | STATUS_INBOUND_FLUSH;
      support?.ModifyStatusRow([propValue(PR_STATUS_CODE, bits)], STATUSROW_UPDATE);
      return S_OK;
    },
  });
}

test('the first round logs on to the open stores and lets the transports begin, later rounds do not again', (t) => {
  const { observer, calls } = watching();
  const smtp = new FakeTransport();
  const { subsystem } = mailWith(t, [smtp], { observer });
  t.false(calls.includes('IMSProvider::SpoolerLogon'));
  t.deepEqual(smtp.calls, []);
  subsystem.spooler.run();
  subsystem.spooler.run();
  t.is(calls.filter((call) => call === 'IMSProvider::SpoolerLogon').length, 1);
  t.deepEqual(smtp.calls, ['TransportNotify(0x1)', 'TransportNotify(0x2)']);
});

test('the spooler does not log on to a store that was opened with MDB_NO_MAIL, nor in a session with MAPI_NO_MAIL', (t) => {
  const { observer, calls } = watching();
  const { subsystem } = mailWith(t, [], { observer, openFlags: MDB_NO_MAIL });
  const session = must(subsystem.MAPILogonEx(0, 'work', null, MAPI_NO_MAIL));
  must(session.OpenMsgStore(0, storeIds(session)[0] as Uint8Array, null, 0));
  subsystem.spooler.run();
  t.false(calls.includes('IMSProvider::SpoolerLogon'));
});

test('while a store that is open refuses the spooler, nobody knows what waits in all queues', (t) => {
  const init = messageStoreProvider(MemoryStore);
  const refusing: MSPROVIDERINIT = (parameters) => {
    const made = init(parameters);
    if (made.value !== null) Object.assign(made.value.provider, { SpoolerLogon: () => failed(MAPI_E_NO_ACCESS) });
    return made;
  };
  const modules = new Map<string, ProviderModule>([['memory', { MSProviderInit: refusing }]]);
  const { subsystem, store } = mailWith(t, [], { modules });
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.queued(), null);
  t.is(subsystem.spooler.queued(), null);
  store.StoreLogoff(LOGOFF_NO_WAIT);
  store.Release();
  t.deepEqual(subsystem.spooler.queued(), []);
});

test('the client reaches a store through its own logon, and an open store of the spooler is none of the client', (t) => {
  const { subsystem, session, store } = mailWith(t, [new FakeTransport()]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  const opened = must(session.OpenEntry(entryId, null, 0));
  opened.unknown.Release();
  store.Release();
  session.Logoff(0, 0, 0);
  t.deepEqual(subsystem.warnings, []);
});

test('a store that its client closes is given back by the spooler as well', (t) => {
  const { subsystem, session, store } = mailWith(t, [new FakeTransport()]);
  subsystem.spooler.run();
  t.is(store.Release(), 0);
  session.Logoff(0, 0, 0);
  session.Release();
  t.deepEqual(subsystem.ledger.leaks(), []);
  t.deepEqual(subsystem.ledger.violations, []);
});

test('a session logoff gives back what the spooler holds', (t) => {
  const { subsystem, session } = mailWith(t, [new FakeTransport()]);
  subsystem.spooler.run();
  session.Logoff(0, 0, 0);
  session.Release();
  t.deepEqual(subsystem.ledger.leaks(), []);
  t.deepEqual(subsystem.ledger.violations, []);
});

test('a logoff ends sending, then receiving, aborts deferred mail, then logs the transport off', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }] });
  const { subsystem, session, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  smtp.calls.length = 0;
  session.Logoff(0, 0, 0);
  t.deepEqual(smtp.calls, [
    'TransportNotify(0x20000)',
    'TransportNotify(0x10000)',
    `TransportNotify(0x40000000) ${Buffer.from(entryId).toString('hex').slice(-8)}`,
    'TransportLogoff(0)',
    'Shutdown',
  ]);
});

test('all transports are told to end before any provider is logged off', (t) => {
  const { observer, calls } = watching();
  const { subsystem, session } = mailWith(t, [new FakeTransport(), new FakeTransport()], { observer });
  subsystem.spooler.run();
  calls.length = 0;
  session.Logoff(0, 0, 0);
  const firstLogoff = calls.findIndex((call) => /Logoff/.test(call));
  t.is(calls.lastIndexOf('IXPLogon::TransportNotify') < firstLogoff, true);
  t.is(calls.filter((call) => call === 'IXPLogon::TransportNotify').length, 4);
});

test('a message that was deferred when the session ended is offered anew in the next one', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }, {}] });
  const { subsystem, session, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  session.Logoff(0, 0, 0);
  openStore(logOn(subsystem), 0);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(
    smtp.offers.map(({ flags }) => flags),
    [0, 0],
  );
});

test('Idle is for transports that asked for it, when there was nothing to do, outside critical sections', (t) => {
  const [idle, other] = [new FakeTransport({ flags: LOGON_SP_IDLE }), new FakeTransport()];
  const { subsystem, store } = mailWith(t, [idle, other]);
  const idled = () => idle.calls.filter((call) => call === 'Idle(0)').length;
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  t.is(idled(), 0);
  subsystem.spooler.run();
  t.is(idled(), 1);
  other.support?.SpoolerNotify(NOTIFY_CRITSEC, null);
  subsystem.spooler.run();
  t.is(idled(), 1);
  other.support?.SpoolerNotify(NOTIFY_NONCRIT, null);
  subsystem.spooler.run({ idle: false });
  t.is(idled(), 1);
  subsystem.spooler.run();
  t.is(idled(), 2);
  t.false(other.calls.includes('Idle(0)'));
});

test('parts of a round can be left out', (t) => {
  const smtp = new FakeTransport({ flags: LOGON_SP_POLL, mail: ['in'] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'out', ['ada@x']);
  const first = subsystem.spooler.run({ inbound: false });
  t.deepEqual([first.finished, first.received], [1, 0]);
  submit(store, 'out', ['ada@x']);
  const second = subsystem.spooler.run({ outbound: false });
  t.deepEqual([second.finished, second.received], [0, 1]);
});

test('a flush sends, says so, receives, and says so', (t) => {
  const smtp = flushing({ mail: ['one', 'two'] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.FlushQueues(FLUSH_UPLOAD | FLUSH_DOWNLOAD), S_OK);
  t.deepEqual(smtp.calls.slice(2), [
    'FlushQueues(6)',
    'SubmitMessage x',
    'EndMessage right',
    'TransportNotify(0x80000)',
    'StartMessage 0',
    'StartMessage 0',
    'StartMessage 0',
    'TransportNotify(0x40000)',
  ]);
  t.deepEqual(inbox(store), ['IPM.Note: one', 'IPM.Note: two']);
});

test('a transport that clears its flush bits is left alone', (t) => {
  const smtp = flushing({ mail: ['one', 'two'] });
  smtp.options.start = (message) => {
    smtp.support?.ModifyStatusRow([propValue(PR_STATUS_CODE, 0)], STATUSROW_UPDATE);
    return message.SaveChanges(0);
  };
  const { subsystem, store } = mailWith(t, [smtp]);
  subsystem.spooler.FlushQueues(FLUSH_DOWNLOAD);
  t.is(inbox(store).length, 1);
});

test('a transport that refuses the flush is not offered anything, and the caller hears of it', (t) => {
  const refuses = new FakeTransport({ onFlush: () => MAPI_E_CALL_FAILED });
  const fax = flushing({ addressTypes: ['FAX'] });
  const { subsystem, store } = mailWith(t, [refuses, fax]);
  submit(store, 'x', ['ada@x', 'FAX:1']);
  t.is(subsystem.spooler.FlushQueues(FLUSH_UPLOAD), MAPI_W_ERRORS_RETURNED);
  t.deepEqual([refuses.offers.length, fax.opened.join()], [0, 'FAX:1']);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(refuses.opened, ['ada@x']);
});

test('only FLUSH_FORCE goes before the time that a transport named', (t) => {
  const smtp = flushing({ answers: [{ hr: MAPI_E_WAIT, retrySeconds: 60 }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  subsystem.spooler.FlushQueues(FLUSH_UPLOAD);
  t.is(smtp.offers.length, 1);
  subsystem.spooler.FlushQueues(FLUSH_UPLOAD | FLUSH_FORCE);
  t.is(smtp.offers.length, 2);
  t.is(subsystem.spooler.run().waiting, 0);
});

test('FlushQueues checks its flags, and does not begin in the middle of a round', (t) => {
  const seen: unknown[] = [];
  const smtp = new FakeTransport({
    answers: [{ during: () => seen.push(subsystem.spooler.FlushQueues(FLUSH_UPLOAD), subsystem.spooler.run()) }],
  });
  const { subsystem, store } = mailWith(t, [smtp]);
  t.is(subsystem.spooler.FlushQueues(0), MAPI_E_UNKNOWN_FLAGS);
  t.is(subsystem.spooler.FlushQueues(FLUSH_UPLOAD | 0x1000), MAPI_E_UNKNOWN_FLAGS);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(seen[0], MAPI_E_BUSY);
  t.is((seen[1] as { finished: number }).finished, 0);
});

test('a logoff in the middle of a flush sends both ends of it', (t) => {
  const smtp = flushing();
  smtp.options.start = () => {
    session.Logoff(0, 0, 0);
    return S_OK;
  };
  const { subsystem, session } = mailWith(t, [smtp]);
  subsystem.spooler.FlushQueues(FLUSH_DOWNLOAD);
  t.deepEqual(smtp.calls.slice(-5), [
    'TransportNotify(0xc0000)',
    'TransportNotify(0x20000)',
    'TransportNotify(0x10000)',
    'TransportLogoff(0)',
    'Shutdown',
  ]);
});

test('two sessions with one store do not both send a message', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }] });
  const { subsystem, store } = mailWith(t, [smtp]);
  openStore(logOn(subsystem), 0);
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  subsystem.spooler.run();
  t.is(smtp.offers.length, 1);
});

test('an entry that no client logon knows is not looked for in the logon of the spooler', (t) => {
  const { observer, calls } = watching();
  const { subsystem, session, store } = mailWith(t, [new FakeTransport()], { observer });
  const entryId = submit(store, 'x', ['ada@x'], [propValue(PR_DELETE_AFTER_SUBMIT, true)]);
  t.is(subsystem.spooler.run().finished, 1);
  calls.length = 0;
  t.is(session.OpenEntry(entryId, null, 0).hr, MAPI_E_NOT_FOUND);
  t.deepEqual(calls, ['IMSLogon::OpenEntry']);
});

test.serial('messages of several stores go out in the order of submission', (t) => {
  const clock = sinon.useFakeTimers();
  t.teardown(() => clock.restore());
  const smtp = new FakeTransport();
  const { subsystem, session, store } = mailWith(t, [smtp], { stores: 2 });
  const second = openStore(session, 1);
  for (const [index, one] of [store, second, store, second].entries()) {
    clock.tick(10);
    submit(one, String(index), ['ada@x']);
  }
  subsystem.spooler.run();
  t.is(smtp.offers.map(({ subject }) => subject).join(''), '0123');
});
