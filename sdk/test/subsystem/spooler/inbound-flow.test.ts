import {
  E_FAIL,
  findValue,
  fnevNewMail,
  LOGON_SP_POLL,
  MAPI_E_CALL_FAILED,
  type NOTIFICATION,
  NOTIFY_CRITSEC,
  NOTIFY_NEWMAIL,
  NOTIFY_NONCRIT,
  PR_SUBJECT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import type { SubsystemObserver } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import { FakeTransport } from '../support/fake-transport.js';
import { must } from '../support/fixture.js';
import { inbox, mailWith, openMessage, openStore } from '../support/mail-fixture.js';

const polls = { flags: LOGON_SP_POLL };

test('a transport that is polled delivers into the inbox, and clients hear of it', (t) => {
  const smtp = new FakeTransport({ ...polls, mail: ['one', 'two'] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const events: NOTIFICATION[] = [];
  const sink = { AddRef: () => 1, Release: () => 1, OnNotify: (some: NOTIFICATION[]) => events.push(...some) };
  must(store.Advise(null, fnevNewMail, sink as never));
  const round = subsystem.spooler.run();
  t.is(round.received, 2);
  t.deepEqual(inbox(store), ['IPM.Note: one', 'IPM.Note: two']);
  t.deepEqual(
    events.map(({ entryId }) => {
      const values = must(openMessage(store, entryId ?? new Uint8Array()).GetProps([PR_SUBJECT_W], 0));
      return findValue(values, PR_SUBJECT_W);
    }),
    ['one', 'two'],
  );
  t.deepEqual(
    smtp.calls.filter((call) => !call.startsWith('TransportNotify')),
    ['Poll', 'StartMessage 0', 'Poll', 'StartMessage 0', 'Poll'],
  );
});

test('an observer sees each new message before the transport fills it, and may stand in the way of its save', (t) => {
  const smtp = new FakeTransport({ ...polls, mail: ['one', 'two'] });
  const seen: string[] = [];
  const observer: SubsystemObserver = {
    receiving: (provider, message) => {
      seen.push(`${provider.kind} ${message.GetProps([PR_SUBJECT_W], 0).value?.length} property`);
      if (seen.length === 1) Object.defineProperty(message, 'SaveChanges', { value: () => E_FAIL });
    },
  };
  const { subsystem, store } = mailWith(t, [smtp], { observer });
  subsystem.spooler.run();
  subsystem.spooler.run();
  t.deepEqual(seen, ['transport 1 property', 'transport 1 property']);
  t.deepEqual(inbox(store), ['IPM.Note: two']);
});

test('a transport without LOGON_SP_POLL is fetched from when it says so, once for each notice', (t) => {
  const smtp = new FakeTransport({ mail: ['one', 'two'] });
  const { subsystem, store } = mailWith(t, [smtp]);
  t.is(subsystem.spooler.run().received, 0);
  t.false(smtp.calls.includes('Poll'));
  smtp.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
  t.deepEqual(inbox(store), []);
  t.is(subsystem.spooler.run().received, 1);
  smtp.options.onCall = (method) => {
    if (method.startsWith('StartMessage')) smtp.options.mail?.push('three');
  };
  smtp.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
  t.is(subsystem.spooler.run().received, 1);
  t.deepEqual(inbox(store), ['IPM.Note: one', 'IPM.Note: two']);
});

test('a notice inside StartMessage brings the next message in the same round', (t) => {
  const smtp: FakeTransport = new FakeTransport({
    mail: ['one', 'two'],
    onCall: (method) => {
      if (method.startsWith('StartMessage') && smtp.options.mail?.length === 2) {
        smtp.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
      }
    },
  });
  const { subsystem } = mailWith(t, [smtp]);
  smtp.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
  t.is(subsystem.spooler.run().received, 2);
});

test('what is not saved in StartMessage does not exist, and ends the fetching', (t) => {
  const smtp = new FakeTransport({
    ...polls,
    mail: ['stays'],
    start: (message) => {
      message.SetProps([propValue(PR_SUBJECT_W, 'never')]);
      return S_OK;
    },
  });
  const { subsystem, store } = mailWith(t, [smtp]);
  const round = subsystem.spooler.run();
  t.deepEqual([round.received, round.failures], [0, 0]);
  t.deepEqual(inbox(store), []);
  t.is(smtp.calls.filter((call) => call.startsWith('StartMessage')).length, 1);
});

test('a failure of StartMessage is counted and ends the fetching', (t) => {
  const smtp = new FakeTransport({ ...polls, mail: ['x'], start: () => MAPI_E_CALL_FAILED });
  const { subsystem, store } = mailWith(t, [smtp]);
  t.is(subsystem.spooler.run().failures, 1);
  t.deepEqual(inbox(store), []);
});

test('in a critical section nobody is polled', (t) => {
  const [busy, other] = [new FakeTransport(), new FakeTransport({ ...polls, mail: ['x'] })];
  const { subsystem } = mailWith(t, [busy, other]);
  busy.support?.SpoolerNotify(NOTIFY_CRITSEC, null);
  t.is(subsystem.spooler.run().received, 0);
  t.false(other.calls.includes('Poll'));
  busy.support?.SpoolerNotify(NOTIFY_NONCRIT, null);
  t.is(subsystem.spooler.run().received, 1);
});

test('mail goes to the default store, and stays at its source while that is not open', (t) => {
  const smtp = new FakeTransport({ ...polls, mail: ['x'] });
  const { subsystem, session, store } = mailWith(t, [smtp], { stores: 2 });
  const second = openStore(session, 1);
  store.Release();
  t.is(subsystem.spooler.run().received, 0);
  t.false(smtp.calls.includes('Poll'));
  const again = openStore(session, 0);
  t.is(subsystem.spooler.run().received, 1);
  t.deepEqual([inbox(again), inbox(second)], [['IPM.Note: x'], []]);
});
