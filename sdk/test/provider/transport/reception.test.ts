import test from 'ava';
import { MAPI_E_NO_ACCESS, S_OK } from '#src/com/hresult-codes.js';
import {
  FORCE_XP_DISCONNECT,
  KEEP_OPEN_READWRITE,
  MSGFLAG_FROMME,
  MSGFLAG_READ,
  MSGFLAG_UNSENT,
  NOTIFY_BEGIN_INBOUND,
} from '#src/contract/flags.js';
import {
  PR_BODY_W,
  PR_CONTENT_UNREAD,
  PR_DISPLAY_TO_W,
  PR_ENTRYID,
  PR_MESSAGE_FLAGS,
  PR_SENDER_SEARCH_KEY,
  PR_SUBJECT_W,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import type { InboundMessage } from '#src/provider/transport/inbound-message.js';
import { entryIdOf, logOn, ok, openMailbox, pause, until } from './support/mail.js';
import { MailTransport } from './support/mail-transport.js';

class Receiving extends MailTransport {
  static queue: InboundMessage[] = [];
  static polls = 0;
  static idles = 0;
  static changes = 0;
  protected override poll(): boolean {
    Receiving.polls += 1;
    return Receiving.queue.length > 0;
  }
  protected override receive(): InboundMessage | undefined {
    return Receiving.queue[0];
  }
  protected override received(message: InboundMessage): void {
    Receiving.queue = Receiving.queue.filter((other) => other !== message);
  }
  protected override idle(): void {
    Receiving.idles += 1;
  }
  protected override activityChanged(): void {
    Receiving.changes += 1;
  }
}

test.serial('an inbound message is written whole, and taken from its source after it was saved', (t) => {
  Receiving.queue = [
    {
      subject: 'Hello',
      body: 'inside',
      sender: { name: 'Zoe', addressType: 'SMTP', address: 'zoe@x.org' },
      recipients: [{ name: 'Ann', addressType: 'SMTP', address: 'ann@x.org' }],
      attachments: [{ name: 'a.bin', data: Uint8Array.of(7, 8) }],
      properties: [{ tag: PR_ENTRYID, value: Uint8Array.of(1) }],
    },
  ];
  const { logon } = logOn(Receiving);
  t.true(ok(logon.Poll()));
  const message = ok(openMailbox().CreateMessage(null, 0));
  const { hr, msgRef } = logon.StartMessage(0, message);
  t.is(hr, S_OK);
  t.true(msgRef > 0);
  t.deepEqual(Receiving.queue, []);
  const values = ok(message.GetProps([PR_SUBJECT_W, PR_BODY_W, PR_DISPLAY_TO_W, PR_SENDER_SEARCH_KEY, PR_ENTRYID], 0));
  t.is(findValue(values, PR_SUBJECT_W), 'Hello');
  t.is(findValue(values, PR_BODY_W), 'inside');
  t.is(findValue(values, PR_DISPLAY_TO_W), 'Ann');
  t.is(Buffer.from(findValue(values, PR_SENDER_SEARCH_KEY) ?? []).toString(), 'SMTP:ZOE@X.ORG\0');
  t.true((findValue(values, PR_ENTRYID)?.length ?? 0) > 20, 'the store gives the entry id, not the transport');
  const [row = []] = ok(ok(message.GetRecipientTable(0)).QueryRows(1, 0));
  t.true((findValue(row, PR_ENTRYID)?.length ?? 0) > 20);
  t.is(ok(ok(message.GetAttachmentTable(0)).GetRowCount(0)), 1);
});

for (const [what, fromMe, expected] of [
  ['a received message is unread, and no draft', undefined, 0],
  ['a received message of the user himself says so, and is no draft', true, MSGFLAG_FROMME],
] as const) {
  test.serial(what, (t) => {
    Receiving.queue = [{ subject: 'Hello', fromMe, properties: [{ tag: PR_MESSAGE_FLAGS, value: MSGFLAG_UNSENT }] }];
    const folder = openMailbox();
    const message = ok(folder.CreateMessage(null, 0));
    t.is(logOn(Receiving).logon.StartMessage(0, message).hr, S_OK);
    const flags = findValue(ok(message.GetProps([PR_MESSAGE_FLAGS], 0)), PR_MESSAGE_FLAGS) ?? MSGFLAG_READ;
    t.is(flags & (MSGFLAG_READ | MSGFLAG_UNSENT | MSGFLAG_FROMME), expected);
    t.is(findValue(ok(folder.GetProps([PR_CONTENT_UNREAD], 0)), PR_CONTENT_UNREAD), 1);
  });
}

test.serial('a message that the store does not save stays at its source', (t) => {
  Receiving.queue = [{ subject: 'kept' }];
  const { logon } = logOn(Receiving);
  const folder = openMailbox();
  const message = ok(folder.CreateMessage(null, 0));
  message.SaveChanges(KEEP_OPEN_READWRITE);
  const readOnly = ok(folder.OpenEntry(entryIdOf(message), null, 0)).unknown as typeof message;
  t.is(logon.StartMessage(0, readOnly).hr, MAPI_E_NO_ACCESS);
  t.is(Receiving.queue.length, 1);
});

test.serial(
  'after NotifyProcessShutdown nothing is polled, received or done idly, until the spooler begins anew',
  (t) => {
    Receiving.queue = [{ subject: 'later' }];
    Receiving.polls = Receiving.idles = 0;
    const { logon, shutdown } = logOn(Receiving);
    t.is(shutdown.NotifyProcessShutdown(), S_OK);
    const message = ok(openMailbox().CreateMessage(null, 0));
    t.false(ok(logon.Poll()));
    t.is(logon.Idle(0), S_OK);
    t.is(logon.StartMessage(0, message).hr, S_OK);
    t.deepEqual([Receiving.polls, Receiving.idles, Receiving.queue.length], [0, 0, 1]);
    logon.TransportNotify(NOTIFY_BEGIN_INBOUND, null);
    t.true(ok(logon.Poll()));
    logon.Idle(0);
    t.deepEqual([Receiving.polls, Receiving.idles], [1, 1]);
  },
);

test.serial('an abandoned NotifyProcessShutdown resumes by itself, and the author is told', async (t) => {
  Receiving.queue = [{ subject: 'later' }];
  Receiving.changes = 0;
  const { logon, shutdown } = logOn(Receiving, { resumeAfter: 20 });
  shutdown.NotifyProcessShutdown();
  t.false(ok(logon.Poll()));
  await until(() => Receiving.changes === 1);
  t.true(ok(logon.Poll()));
});

test.serial('after DoFastShutdown nothing resumes', async (t) => {
  Receiving.queue = [{ subject: 'later' }];
  Receiving.changes = 0;
  const { logon, shutdown } = logOn(Receiving, { resumeAfter: 5 });
  shutdown.NotifyProcessShutdown();
  t.is(shutdown.DoFastShutdown(), S_OK);
  await pause(30);
  t.is(Receiving.changes, 0);
  t.false(ok(logon.Poll()));
});

test.serial('a transport that must not connect neither polls nor sends', (t) => {
  Receiving.queue = [{ subject: 'later' }];
  const { logon } = logOn(Receiving);
  t.is(logon.ValidateState(0, FORCE_XP_DISCONNECT), S_OK);
  t.false(ok(logon.Poll()));
});
