import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findValue,
  type IMessage,
  NOTIFY_NEWMAIL,
  PR_ATTACH_NUM,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_CC_W,
  PR_DISPLAY_TO_W,
  PR_INTERNET_MESSAGE_ID_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
} from '@mapi-kit/sdk';
import test from 'ava';
import { Maildrop } from '#src/maildrop.js';
import { type Home, inbox, type Life, leave, live, makeHome, ok, pause } from './support/life.js';
import { MemoryStore } from './support/memory-store.js';
import { startSilentServer } from './support/servers.js';
import { submit } from './support/submit.js';

/** Nobody listens there, and nothing is sent. */
const sendsNothing = { smtpPort: '9' };

const letter = (subject: string): string =>
  [
    'From: =?utf-8?Q?Zo=C3=AB?= <zoe@example.org>',
    'To: Friends: ann@example.org, "Bob B." <bob@example.org>;',
    'Cc: carol@example.org',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@example.org>`,
    'Date: Mon, 01 Jan 2024 12:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `Text of ${subject}: grüße`,
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename="a.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAEC/w==',
    '--b--',
    '',
  ].join('\r\n');

/** Delivers into the maildrop, as the transport wants it: a file is there whole, or not at all. */
function drop({ maildrop }: Home, name: string, text: string): void {
  writeFileSync(join(maildrop, 'new.tmp'), text);
  renameSync(join(maildrop, 'new.tmp'), join(maildrop, name));
}

const notes = ({ transport }: Home): string => join(transport, 'received.json');

function receive(t: Parameters<typeof makeHome>[0], home: Home): Life {
  return live(t, home, { ...sendsNothing, maildrop: home.maildrop });
}

const subjects = (life: Life): string[] => inbox(life).map(({ subject }) => subject);

test('a file of the maildrop becomes a message of the inbox, and goes', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  drop(home, '1.eml', letter('Hello'));
  const life = receive(t, home);
  await life.until(() => life.done.received === 1);
  const [row] = inbox(life);
  t.is(row?.subject, 'Hello');
  t.is(row?.body.trimEnd(), 'Text of Hello: grüße');
  const message = ok(life.store.OpenEntry(row?.id ?? new Uint8Array(), null, 0)).unknown as IMessage;
  const tags = [
    PR_SENDER_NAME_W,
    PR_SENDER_EMAIL_ADDRESS_W,
    PR_DISPLAY_TO_W,
    PR_DISPLAY_CC_W,
    PR_INTERNET_MESSAGE_ID_W,
    PR_CLIENT_SUBMIT_TIME,
    PR_TRANSPORT_MESSAGE_HEADERS_W,
  ];
  const values = ok(message.GetProps(tags, 0));
  t.is(findValue(values, PR_SENDER_NAME_W), 'Zoë');
  t.is(findValue(values, PR_SENDER_EMAIL_ADDRESS_W), 'zoe@example.org');
  t.is(findValue(values, PR_DISPLAY_TO_W), 'ann@example.org; Bob B.');
  t.is(findValue(values, PR_DISPLAY_CC_W), 'carol@example.org');
  t.is(findValue(values, PR_INTERNET_MESSAGE_ID_W), '<Hello@example.org>');
  t.is(findValue(values, PR_CLIENT_SUBMIT_TIME), 133_485_840_000_000_000n);
  t.regex(findValue(values, PR_TRANSPORT_MESSAGE_HEADERS_W) ?? '', /^Message-ID: <Hello@example\.org>$/m);
  const attachments = ok(message.GetAttachmentTable(0));
  attachments.SetColumns([PR_ATTACH_NUM], 0);
  t.is(ok(attachments.QueryRows(9, 0)).length, 1);
  attachments.Release();
  message.Release();
  t.deepEqual(readdirSync(home.maildrop), []);
});

test('what is no message file is left alone', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  writeFileSync(join(home.maildrop, 'half.eml.tmp'), letter('half'));
  const life = receive(t, home);
  drop(home, '1.eml', letter('whole'));
  await life.until(() => life.done.received === 1);
  t.deepEqual(subjects(life), ['whole']);
  t.deepEqual(readdirSync(home.maildrop), ['half.eml.tmp']);
});

test('more messages than are kept in memory all come, each once', async (t) => {
  t.timeout(60_000);
  const home = makeHome(t);
  const names = Array.from({ length: 120 }, (_, index) => `m${String(index).padStart(3, '0')}`);
  for (const name of names) drop(home, `${name}.eml`, letter(name));
  const life = receive(t, home);
  await life.until(() => life.done.received === names.length);
  t.deepEqual(subjects(life).toSorted(), names);
  t.deepEqual(readdirSync(home.maildrop), []);
});

test('a message that the store does not save stays, and comes when the store takes it', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  MemoryStore.full.add(home.store);
  t.teardown(() => MemoryStore.full.delete(home.store));
  drop(home, '1.eml', letter('one'));
  const life = receive(t, home);
  let failures = 0;
  await life.until(() => {
    failures += life.subsystem.spooler.run().failures;
    return failures >= 3;
  });
  t.deepEqual(subjects(life), []);
  t.true(existsSync(join(home.maildrop, '1.eml')));
  MemoryStore.full.delete(home.store);
  await life.until(() => life.done.received === 1);
  t.deepEqual(subjects(life), ['one']);
  t.deepEqual(readdirSync(home.maildrop), []);
});

test('a message that no life has saved comes in the next one', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  MemoryStore.full.add(home.store);
  t.teardown(() => MemoryStore.full.delete(home.store));
  drop(home, '1.eml', letter('one'));
  const life = receive(t, home);
  await life.until(() => life.subsystem.spooler.notices.some(({ flags }) => flags === NOTIFY_NEWMAIL));
  leave(life);
  MemoryStore.full.delete(home.store);
  const next = receive(t, home);
  await next.until(() => next.done.received === 1);
  t.deepEqual(subjects(next), ['one']);
});

test('between Notify and a resumption nothing is read or received', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  const life = receive(t, home);
  life.subsystem.spooler.run();
  life.shutdown.QueryFastShutdown();
  life.shutdown.NotifyProcessShutdown();
  const notifiedAt = Date.now();
  drop(home, '1.eml', letter('one'));
  // It resumes by itself after two seconds, which a busy machine may need for a few rounds.
  for (let round = 0; round < 20 && Date.now() - notifiedAt < 1500; round++) {
    t.is(life.subsystem.spooler.run().received, 0);
    await pause(10);
  }
  t.deepEqual(life.subsystem.spooler.notices, []);
  await life.until(() => life.done.received === 1);
  t.deepEqual(subjects(life), ['one']);
});

test('after DoFastShutdown the maildrop stays as it is', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  const life = receive(t, home);
  life.subsystem.spooler.run();
  leave(life);
  drop(home, '1.eml', letter('one'));
  for (let round = 0; round < 10; round++) {
    life.subsystem.spooler.run();
    await pause(10);
  }
  t.deepEqual(readdirSync(home.maildrop), ['1.eml']);
});

test('a maildrop that has gone stops no sending, and is read again when it is back', async (t) => {
  t.timeout(30_000);
  const silent = await startSilentServer(t);
  const home = makeHome(t);
  const life = live(t, home, { ...silent.settings, maildrop: home.maildrop });
  rmSync(home.maildrop, { recursive: true });
  submit(life, 'out');
  await life.until(() => silent.open === 1);

  mkdirSync(home.maildrop);
  drop(home, '1.eml', letter('in'));
  await life.until(() => life.done.received === 1);
  t.deepEqual(subjects(life), ['in']);
});

test('without a maildrop nothing is received', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  drop(home, '1.eml', letter('one'));
  const life = live(t, home, sendsNothing);
  for (let round = 0; round < 10; round++) {
    t.is(life.subsystem.spooler.run().received, 0);
    await pause(5);
  }
  t.deepEqual(readdirSync(home.maildrop), ['1.eml']);
});

test('a shutdown in the middle of reading ends it', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  for (const name of ['1', '2', '3']) drop(home, `${name}.eml`, letter(name));
  const maildrop = new Maildrop(home.maildrop, notes(home));
  let asked = 0;
  t.true(await maildrop.readAhead(() => ++asked <= 2));
  const first = maildrop.next();
  t.is(first?.subject, '1');
  t.is(maildrop.next(), first);
  t.true(await maildrop.readAhead(() => true), 'what is left is read later');
  t.is(readdirSync(home.maildrop).length, 3);
});

test('a message that the store does not take holds up none of the others', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  for (const name of ['1', '2']) drop(home, `${name}.eml`, letter(name));
  const maildrop = new Maildrop(home.maildrop, notes(home));
  await maildrop.readAhead(() => true);
  t.deepEqual(
    [maildrop.next(), maildrop.next(), maildrop.next()].map((message) => message?.subject),
    ['1', '2', '1'],
  );
});
