import test from 'ava';
import { inbox, leave, live, makeHome, ok, outbox, pause } from './support/life.js';
import { freePort, refusal, startServer } from './support/servers.js';
import { fill, submit } from './support/submit.js';

test('a message is sent with subject, body, sender, recipients and attachments', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'Grüße', {
    body: 'Zwei\r\nZeilen, die zweite mit ö',
    to: ['bob@example.org', 'cc:Carol@Example.ORG', 'bcc:blind@example.org'],
    attachments: { 'ä.bin': Uint8Array.of(0, 255, 13, 10), 'note.txt': Buffer.from('a note') },
  });
  await life.until(() => server.accepted.length === 1);
  const [mail] = server.accepted;
  t.is(mail?.from, 'ann@example.org');
  t.deepEqual(
    mail?.to.map((address) => address.toLowerCase()),
    ['bob@example.org', 'carol@example.org', 'blind@example.org'],
  );
  t.is(mail?.email.subject, 'Grüße');
  t.is(mail?.email.text?.trimEnd(), 'Zwei\nZeilen, die zweite mit ö');
  t.deepEqual(mail?.email.from, { name: 'Ann', address: 'ann@example.org' });
  t.deepEqual(
    [...(mail?.email.to ?? []), ...(mail?.email.cc ?? [])].map(({ address = '' }) => address.toLowerCase()),
    ['bob@example.org', 'carol@example.org'],
  );
  t.is(mail?.email.bcc, undefined, 'nobody sees who got a blind copy');
  const [binary, note] = mail?.email.attachments ?? [];
  t.is(binary?.filename, 'ä.bin');
  t.deepEqual(new Uint8Array(binary?.content as ArrayBuffer), Uint8Array.of(0, 255, 13, 10));
  t.is(note?.filename, 'note.txt');
});

test('a message that was sent leaves the outbox, here and there', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const home = makeHome(t);
  const life = live(t, home, server.settings);
  submit(life, 'one');
  await life.until(() => life.done.finished === 1);
  const contents = ok(outbox(life.store).GetContentsTable(0));
  t.is(ok(contents.GetRowCount(0)), 1, 'without PR_SENTMAIL_ENTRYID it stays where it is');
  t.deepEqual(inbox(life), []);
  leave(life);
  // The next life sends what it finds, in the order in which it came: there is nothing before this one.
  const next = live(t, home, server.settings);
  submit(next, 'two');
  await next.until(() => next.done.finished === 1);
  t.deepEqual(
    server.accepted.map(({ email }) => email.subject),
    ['one', 'two'],
  );
});

test('a message that is attached to a message is sent as a message', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'outer', { embedded: (message) => fill(message, 'inner', { body: 'deep inside' }) });
  await life.until(() => server.accepted.length === 1);
  const [attachment] = server.accepted[0]?.email.attachments ?? [];
  t.is(attachment?.mimeType, 'message/rfc822');
  t.is(attachment?.filename, 'inner.eml');
  const text = Buffer.from(attachment?.content as ArrayBuffer).toString();
  t.regex(text, /^Subject: inner$/m);
  t.regex(text, /deep inside/);
});

test('a message that names no sender is sent in the name of the profile', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), { ...server.settings, from: 'office@example.org' });
  submit(life, 'anonymous', { from: null });
  await life.until(() => server.accepted.length === 1);
  t.is(server.accepted[0]?.from, 'office@example.org');
  t.deepEqual(server.accepted[0]?.email.from, { name: '', address: 'office@example.org' });
});

test('a message that was put off is sent again with the same Message-ID', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, {}, () => (server.seen.length < 2 ? refusal(451, 'try later') : 'accept'));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one');
  await life.until(() => server.accepted.length === 1);
  t.is(server.seen.length, 3);
  const identities = server.seen.map(({ email }) => `${email.messageId} ${email.date}`);
  t.regex(identities[0] ?? '', /^<[0-9a-f]{40}@example\.org> \d{4}-/);
  t.is(new Set(identities).size, 1);
});

test('a message whose connection was cut after its last byte is sent again', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, {}, () => (server.seen.length === 0 ? 'cut' : 'accept'));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one');
  await life.until(() => server.accepted.length === 1);
  t.is(server.seen.length, 2);
  t.is(server.seen[0]?.email.messageId, server.seen[1]?.email.messageId);
});

test('messages wait for a server that is not there, and go when it is', async (t) => {
  t.timeout(30_000);
  const port = await freePort();
  const life = live(t, makeHome(t), { smtpPort: String(port) });
  for (const subject of ['1', '2', '3']) submit(life, subject);
  life.subsystem.spooler.run();
  await pause(100);
  const server = await startServer(t, {}, undefined, port);
  await life.until(() => server.accepted.length === 3);
  t.deepEqual(server.accepted.map(({ email }) => email.subject).toSorted(), ['1', '2', '3']);
});

test('user and password are used', async (t) => {
  t.timeout(30_000);
  const logons: string[] = [];
  const server = await startServer(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) => {
      logons.push(`${username} ${password}`);
      callback(null, { user: username });
    },
  });
  const life = live(t, makeHome(t), { ...server.settings, user: 'ann', password: 'secret=1', secure: 'false' });
  submit(life, 'one');
  await life.until(() => server.accepted.length === 1);
  t.deepEqual(logons, ['ann secret=1']);
});

test('a password does not travel without TLS unless the profile says that it may', async (t) => {
  t.timeout(30_000);
  const logons: string[] = [];
  const server = await startServer(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, callback) => {
      logons.push(username ?? '');
      callback(null, { user: username });
    },
  });
  const life = live(t, makeHome(t), { ...server.settings, user: 'ann', password: 'secret' });
  submit(life, 'one');
  await life.until(() => server.connections >= 3);
  t.deepEqual(logons, []);
  t.deepEqual(server.seen, []);
  t.deepEqual(inbox(life), [], 'that is no reason to give the message up');
});
