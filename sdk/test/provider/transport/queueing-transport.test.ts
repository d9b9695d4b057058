import test from 'ava';
import {
  MAPI_E_CANCEL,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_UNABLE_TO_ABORT,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import {
  BEGIN_DEFERRED,
  END_DONT_RESEND,
  FLUSH_UPLOAD,
  LOGON_NO_OUTBOUND,
  NOTIFY_ABORT_DEFERRED,
  NOTIFY_BEGIN_OUTBOUND,
  NOTIFY_CANCEL_MESSAGE,
  NOTIFY_END_OUTBOUND,
  NOTIFY_SENTDEFERRED,
  STATUS_OFFLINE,
} from '#src/contract/flags.js';
import {
  PR_CLIENT_SUBMIT_TIME,
  PR_EMAIL_ADDRESS_W,
  PR_INTERNET_MESSAGE_ID_W,
  PR_REPORT_TEXT_W,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import type { DeliveryReport } from '#src/provider/transport/delivery-report.js';
import {
  decodeStoredOutbound,
  encodeStoredOutbound,
  type StoredOutbound,
} from '#src/provider/transport/stored-outbound.js';
import { Disk, live, offer, silent } from './support/disk-transport.js';
import { attach, entryIdOf, makeMessage, ok, openMailbox, pause, takenAddresses, until } from './support/mail.js';

test('a message is durable and deferred when SubmitMessage returns', (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']);
  attach(message, 'a.txt', Buffer.from('attached'));
  const { hr, msgRef } = life.logon.SubmitMessage(0, message);
  t.is(hr, S_OK);
  const [record] = disk.records();
  t.is(record?.state, 'waiting');
  t.is(record?.message.subject, 'one');
  t.is(record?.message.body, 'Body of one');
  t.deepEqual(
    record?.message.recipients.map(({ address }) => address),
    ['bob@x.org'],
  );
  t.is(Buffer.from(record?.message.attachments[0]?.data ?? []).toString(), 'attached');
  t.is(ok(life.logon.EndMessage(msgRef)), END_DONT_RESEND);
  t.deepEqual(takenAddresses(message), []);
});

test('a message is not taken over when it cannot be stored', async (t) => {
  const disk = new Disk();
  let deliveries = 0;
  const life = live(disk, async () => {
    deliveries += 1;
    return undefined;
  });
  disk.full = true;
  t.is(life.logon.SubmitMessage(0, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org'])).hr, MAPI_E_NOT_ENOUGH_DISK);
  disk.full = false;
  await pause(20);
  t.is(deliveries, 0);
});

test('a delivered message is reported, finished at its second offer, and forgotten', async (t) => {
  const disk = new Disk();
  const sent: string[] = [];
  const life = live(disk, async ({ subject }) => {
    sent.push(subject);
    return undefined;
  });
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  offer(life, message);
  t.deepEqual(sent, [], 'nothing is sent inside the call of the spooler');
  await until(() => life.support.notices.length === 1);
  t.deepEqual(life.support.notices, [{ flags: NOTIFY_SENTDEFERRED, data: entryIdOf(message) }]);
  t.is(disk.records()[0]?.state, 'delivered');
  t.is(disk.records()[0]?.message.body, '');
  t.is(offer(life, message, BEGIN_DEFERRED), 0);
  t.deepEqual(takenAddresses(message), ['b@x.org']);
  t.deepEqual(sent, ['one']);
  t.is(disk.files.size, 0);
});

test('messages are delivered one at a time, in the order in which they came', async (t) => {
  const disk = new Disk();
  const log: string[] = [];
  const life = live(disk, async ({ subject }) => {
    log.push(`begin ${subject}`);
    await pause(3);
    log.push(`end ${subject}`);
    return undefined;
  });
  const folder = openMailbox();
  for (const subject of ['1', '2', '3']) offer(life, makeMessage(folder, subject, ['SMTP:b@x.org']));
  await until(() => log.length === 6);
  t.deepEqual(log, ['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
});

test('a failed delivery is tried again with the same Message-ID, and others are not held up', async (t) => {
  const disk = new Disk();
  const attempts: string[] = [];
  const life = live(disk, async ({ subject, messageId }) => {
    attempts.push(`${subject} ${messageId}`);
    if (subject === 'bad' && attempts.length < 4) throw new Error('451 try later');
    return undefined;
  });
  const folder = openMailbox();
  offer(life, makeMessage(folder, 'bad', ['SMTP:b@x.org']));
  offer(life, makeMessage(folder, 'good', ['SMTP:b@x.org']));
  await until(() => life.support.notices.length === 2);
  const bad = attempts.filter((attempt) => attempt.startsWith('bad'));
  t.true(bad.length > 1);
  t.is(new Set(bad).size, 1);
  t.true(attempts.findIndex((attempt) => attempt.startsWith('good')) < attempts.length - 1);
  t.true(life.support.statusCodes.some((code) => (code & STATUS_OFFLINE) !== 0));
  t.is((life.support.statusCodes.at(-1) ?? 0) & STATUS_OFFLINE, 0);
});

test('a flush does not wait for the pause to end', async (t) => {
  let attempts = 0;
  const life = live(
    new Disk(),
    async () => {
      attempts += 1;
      throw new Error('unreachable');
    },
    { retryInterval: 60_000 },
  );
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => attempts === 1);
  await pause(10);
  life.logon.FlushQueues(0, null, FLUSH_UPLOAD);
  await until(() => attempts === 2);
  t.is(attempts, 2);
});

test('recipients for whom it failed for good are reported when the message is finished', async (t) => {
  const life = live(new Disk(), async () => ({ failed: [{ address: 'eve@x.org', reason: '550 unknown' }] }));
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'SMTP:eve@x.org']);
  offer(life, message);
  await until(() => life.support.notices.length === 1);
  t.is(offer(life, message, BEGIN_DEFERRED), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org', 'eve@x.org']);
  t.is(life.support.reports.length, 1);
});

test('after a report about somebody who is no recipient, whom it does not name has failed, and gets nothing again', async (t) => {
  const disk = new Disk();
  const sentTo: string[][] = [];
  const life = live(
    disk,
    async ({ recipients }) => {
      sentTo.push(recipients.map(({ address }) => address));
      if (sentTo.length > 1) return undefined;
      return {
        failed: [
          { address: 'kim@x.org', reason: '550 unknown' },
          { address: 'eve@y.org', reason: '550 unknown' },
        ],
        later: ['bob@x.org'],
      };
    },
    { retryInterval: 1 },
  );
  const everybody = ['ann@x.org', 'bob@x.org', 'eve@x.org', 'kim@x.org'];
  const message = makeMessage(
    openMailbox(),
    'one',
    everybody.map((address) => `SMTP:${address}`),
  );
  offer(life, message);
  await until(() => life.support.notices.length === 1);
  t.deepEqual(sentTo, [everybody, ['bob@x.org']]);
  t.is(offer(life, message, BEGIN_DEFERRED), 0);
  t.deepEqual(takenAddresses(message), everybody);
  const reason = 'deliver() reports about eve@y.org, who is no recipient of the message';
  t.deepEqual(
    life.support.reports.map((rows) =>
      rows.map((row) => [findValue(row, PR_EMAIL_ADDRESS_W), findValue(row, PR_REPORT_TEXT_W)]),
    ),
    [
      [
        ['ann@x.org', reason],
        ['eve@x.org', reason],
        ['kim@x.org', '550 unknown'],
      ],
    ],
  );
  t.is(disk.files.size, 0);
});

const strangers = test.macro(async (t, report: unknown, named: string) => {
  let deliveries = 0;
  const life = live(
    new Disk(),
    async () => {
      deliveries += 1;
      return report as DeliveryReport;
    },
    { retryInterval: 1 },
  );
  const message = makeMessage(openMailbox(), 'one', ['SMTP:eve@x.org']);
  offer(life, message);
  await until(() => life.support.notices.length === 1);
  await pause(20);
  t.is(deliveries, 1);
  t.is(offer(life, message, BEGIN_DEFERRED), 0);
  const [row = []] = life.support.reports[0] ?? [];
  t.is(findValue(row, PR_EMAIL_ADDRESS_W), 'eve@x.org');
  t.is(findValue(row, PR_REPORT_TEXT_W), `deliver() reports about ${named}, who is no recipient of the message`);
});
test(
  'a report that asks for another try for somebody who is no recipient ends the message, too',
  strangers,
  { later: ['eve@y.org'] },
  'eve@y.org',
);
test(
  'a report of addresses where there should be objects ends the message, too',
  strangers,
  { failed: ['eve@x.org'] },
  'undefined',
);

test('a domain that the mail library has written in ASCII is still that of the recipient', async (t) => {
  const life = live(new Disk(), async () => ({ failed: [{ address: 'eve@xn--bcher-kva.example', reason: '550' }] }));
  const message = makeMessage(openMailbox(), 'one', ['SMTP:Eve@Bücher.example', 'SMTP:bob@x.org']);
  offer(life, message);
  await until(() => life.support.notices.length === 1);
  offer(life, message, BEGIN_DEFERRED);
  t.is(life.support.reports[0]?.length, 1);
});

test('an address that the mail library has written in its own case is still that of the recipient', async (t) => {
  const sentTo: string[][] = [];
  const life = live(
    new Disk(),
    async ({ recipients }) => {
      sentTo.push(recipients.map(({ address }) => address));
      if (sentTo.length > 1) return undefined;
      return { failed: [{ address: 'Eve@x.org', reason: '550 unknown' }], later: ['Bob@x.org'] };
    },
    { retryInterval: 1 },
  );
  const message = makeMessage(openMailbox(), 'one', ['SMTP:Bob@X.org', 'SMTP:Eve@X.org']);
  offer(life, message);
  await until(() => life.support.notices.length === 1);
  t.deepEqual(sentTo, [['Bob@X.org', 'Eve@X.org'], ['Bob@X.org']]);
  t.is(offer(life, message, BEGIN_DEFERRED), 0);
  t.deepEqual(takenAddresses(message), ['Bob@X.org', 'Eve@X.org']);
  t.is(life.support.reports[0]?.length, 1);
});

test('nothing is sent before the spooler begins, and nothing new after it ends', async (t) => {
  const sent: string[] = [];
  const life = live(
    new Disk(),
    async ({ subject }) => {
      sent.push(subject);
      return undefined;
    },
    {},
    LOGON_NO_OUTBOUND,
  );
  const folder = openMailbox();
  offer(life, makeMessage(folder, 'one', ['SMTP:b@x.org']));
  await pause(20);
  t.deepEqual(sent, []);
  life.logon.TransportNotify(NOTIFY_BEGIN_OUTBOUND, null);
  await until(() => sent.length === 1);
  life.logon.TransportNotify(NOTIFY_END_OUTBOUND, null);
  offer(life, makeMessage(folder, 'two', ['SMTP:b@x.org']));
  await pause(20);
  t.deepEqual(sent, ['one']);
});

test('a message that the user sends again is another one', (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  offer(life, message);
  ok(message.SetProps([{ tag: PR_CLIENT_SUBMIT_TIME, value: 134_000_000_000_000_000n }]));
  offer(life, message);
  t.is(new Set(disk.records().map((record) => record.message.messageId)).size, 2);
});

test('a Message-ID that the client has given is used', (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  const given = [{ tag: PR_INTERNET_MESSAGE_ID_W, value: '<given@example.org>' }];
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org'], given));
  t.is(disk.records()[0]?.message.messageId, '<given@example.org>');
});

test('a delivery that takes too long is aborted, and one that ignores its signal is given up', async (t) => {
  let attempts = 0;
  const life = live(
    new Disk(),
    () => {
      attempts += 1;
      return new Promise(() => {});
    },
    { deliveryTimeout: 5, retryInterval: 1 },
  );
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => attempts === 2);
  t.is(attempts, 2);
});

test('a cancelled message leaves the outbox, and is not taken over again', (t) => {
  const disk = new Disk();
  const life = live(disk, silent, {}, LOGON_NO_OUTBOUND);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  offer(life, message);
  life.logon.TransportNotify(NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE, entryIdOf(message));
  t.is(disk.files.size, 0);
  t.is(life.logon.SubmitMessage(BEGIN_DEFERRED, message).hr, MAPI_E_CANCEL);
});

test('a message that is being sent, or was sent, is not taken back, and stays in the outbox', async (t) => {
  const disk = new Disk();
  let accept: (() => void) | undefined;
  const life = live(
    disk,
    () =>
      new Promise((resolve) => {
        accept = () => resolve(undefined);
      }),
  );
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  const cancel = () => life.logon.TransportNotify(NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE, entryIdOf(message)).hr;
  offer(life, message);
  await until(() => accept !== undefined);
  t.is(cancel(), MAPI_E_UNABLE_TO_ABORT);
  t.is(disk.records()[0]?.state, 'waiting');
  accept?.();
  await until(() => disk.records()[0]?.state === 'delivered');
  t.is(cancel(), MAPI_E_UNABLE_TO_ABORT);
  t.is(disk.records().length, 1);
});

test('a sent message that nobody asks about is forgotten in the end', async (t) => {
  const disk = new Disk();
  const first = live(disk, async () => undefined);
  offer(first, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => disk.records()[0]?.state === 'delivered');
  first.logon.TransportLogoff(0);
  live(disk, silent);
  t.is(disk.files.size, 1);
  await pause(5);
  live(disk, silent, { keepDelivered: 1 });
  t.is(disk.files.size, 0);
});

test('a message that waited for long is remembered from when it was sent', async (t) => {
  const disk = new Disk();
  const change = (more: Partial<StoredOutbound>): void => {
    for (const record of disk.records()) disk.files.set(record.id, encodeStoredOutbound({ ...record, ...more }));
  };
  const sent: string[] = [];
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  offer(live(disk, silent, {}, LOGON_NO_OUTBOUND), message);
  const longAgo = Date.now() - 9 * 24 * 60 * 60 * 1000;
  change({ takenAt: longAgo });
  const begun = Date.now();
  live(disk, async ({ subject }) => {
    sent.push(subject);
    return undefined;
  });
  await until(() => disk.records()[0]?.state === 'delivered');
  const [record] = disk.records();
  t.is(record?.takenAt, longAgo);
  t.true((record?.deliveredAt ?? 0) >= begun);

  // The process has ended here, before the spooler has asked.
  const next = live(disk, async ({ subject }) => {
    sent.push(subject);
    return undefined;
  });
  t.is(offer(next, message), 0);
  t.deepEqual([sent, disk.files.size], [['one'], 0]);
});

test('a record of an older version is remembered from when it was taken over', async (t) => {
  const disk = new Disk();
  offer(
    live(disk, async () => undefined),
    makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']),
  );
  await until(() => disk.records()[0]?.state === 'delivered');
  const { deliveredAt, ...older } = disk.records()[0] as StoredOutbound;
  t.is(typeof deliveredAt, 'number');
  const keep = (takenAt: number): void => {
    disk.files.set(older.id, encodeStoredOutbound({ ...older, takenAt }));
    live(disk, silent);
  };
  keep(Date.now() - 6 * 24 * 60 * 60 * 1000);
  t.is(disk.files.size, 1);
  keep(Date.now() - 8 * 24 * 60 * 60 * 1000);
  t.is(disk.files.size, 0);
});

test('bytes that are no record of an outbox are refused', (t) => {
  const bytes = encodeStoredOutbound({ id: 'x' } as unknown as StoredOutbound);
  t.is(t.throws(() => decodeStoredOutbound(bytes), { instanceOf: MapiError })?.hr, MAPI_E_CORRUPT_DATA);
  t.throws(() => decodeStoredOutbound(Uint8Array.of(9, 1)), { instanceOf: MapiError });
  const disk = new Disk();
  offer(live(disk, silent), makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  const odd = { ...disk.records()[0], deliveredAt: 'soon' } as unknown as StoredOutbound;
  t.throws(() => decodeStoredOutbound(encodeStoredOutbound(odd)), { instanceOf: MapiError });
  t.throws(() => decodeStoredOutbound(Uint8Array.of(1, 1)), { instanceOf: MapiError });
});
