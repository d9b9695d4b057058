import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createTransport } from 'nodemailer';
import { readFarSide } from '#harness/recording/read-recording.js';
import { FarSideLog } from '#harness/run/far-side/far-side-log.js';
import { oddOffers } from '#harness/run/far-side/offered-mail.js';
import { SmtpFarSide } from '#harness/run/far-side/smtp-far-side.js';
import { temporaryFolder } from '../temporary-folder.js';

async function start(t: ExecutionContext, sessions = 1) {
  t.timeout(60_000);
  const folder = temporaryFolder(t);
  const log = join(folder, 'far-side.ndjson');
  const farSide = await SmtpFarSide.start(new FarSideLog(log), join(folder, 'own'), sessions);
  t.teardown(() => farSide.stop());
  const { smtpPort: port = '', smtpHost: host = '' } = farSide.settings(0);
  const send = async (subject = 'o1 v1 hello', greetingTimeout = 10_000): Promise<void> => {
    const transport = createTransport({ host, port: Number(port), ignoreTLS: true, greetingTimeout });
    try {
      await transport.sendMail({
        envelope: { from: 'a@example.org', to: ['b@example.org'] },
        from: 'a@example.org',
        to: 'c@example.org',
        messageId: '<1@example.org>',
        subject,
        text: 'Grüße 😀',
      });
    } finally {
      transport.close();
    }
  };
  const deliveries = () => readFarSide(log).filter(({ e }) => e === 'delivered');
  return { farSide, port: Number(port), host, send, deliveries, events: () => readFarSide(log) };
}

test('a server writes down that the answer to a message was read', async (t) => {
  const { send, events } = await start(t);
  await send();
  while (events().length < 2) await sleep(20);
  t.deepEqual(
    events().map(({ e }) => e),
    ['delivered', 'answered'],
  );
});

test('a server whose answer nobody waits for does not write down that it was read', async (t) => {
  const { port, host, farSide, events, deliveries } = await start(t);
  await farSide.setMode('slow');
  const socket = connect(port, host);
  await once(socket, 'data');
  socket.write('HELO x\r\nMAIL FROM:<a@x.org>\r\nRCPT TO:<b@x.org>\r\nDATA\r\n');
  while (!String((await once(socket, 'data'))[0]).includes('354'));
  socket.end('Subject: o1 v1 x\r\n\r\nx\r\n.\r\n');
  socket.destroySoon();
  while (deliveries().length === 0) await sleep(20);
  await sleep(100);
  t.deepEqual(
    events().map(({ e }) => e),
    ['mode', 'delivered'],
  );
});

for (const mode of ['normal', 'slow'] as const) {
  test(`a server that is ${mode} has a message in its log before it says so`, async (t) => {
    const { farSide, send, deliveries } = await start(t);
    await farSide.setMode(mode);
    const begun = performance.now();
    await send();
    t.like(deliveries()[0], { item: 'o1', messageId: '<1@example.org>' });
    t.is(deliveries().length, 1);
    if (mode === 'slow') t.true(performance.now() - begun > 190);
  });
}

const FAILURES = { silent: /greeting/i, refusing: /451/, cutting: /./, unreachable: /ECONNREFUSED/ };

for (const [mode, message] of Object.entries(FAILURES)) {
  test(`a server that is ${mode} takes nothing over, and does again when it is normal`, async (t) => {
    const { farSide, send, deliveries } = await start(t);
    await farSide.setMode(mode as keyof typeof FAILURES);
    await t.throwsAsync(send('o1 v1 hello', mode === 'silent' ? 300 : 10_000), { message });
    t.deepEqual(deliveries(), []);
    await farSide.setMode('normal');
    await send();
    t.is(deliveries().length, 1);
  });
}

test('mail of each session lies in a folder of its own, and waits until its file is gone', async (t) => {
  const { farSide } = await start(t, 2);
  const mail = (session: number, item: string) => ({ item, session, subject: `${item} v1 x`, body: 'Grüße' });
  await farSide.offer([mail(0, 'i1'), mail(1, 's2-i1')]);
  t.deepEqual([...(await farSide.waiting())].sort(), ['i1', 's2-i1']);
  const { maildrop = '' } = farSide.settings(1);
  t.deepEqual(readdirSync(maildrop), ['s2-i1.eml']);
  rmSync(join(maildrop, 's2-i1.eml'));
  t.deepEqual(await farSide.waiting(), ['i1']);
});

test('mail that was moved or renamed does not wait any more', async (t) => {
  const { farSide } = await start(t);
  const items = ['i1', 'i2', 'i3'];
  await farSide.offer(items.map((item) => ({ item, session: 0, subject: `${item} v1 x`, body: 'x' })));
  const { maildrop = '' } = farSide.settings(0);
  mkdirSync(join(maildrop, 'cur'));
  renameSync(join(maildrop, 'i1.eml'), join(maildrop, 'cur', 'i1.eml'));
  renameSync(join(maildrop, 'i2.eml'), join(maildrop, 'i2.eml.seen'));
  t.deepEqual(await farSide.waiting(), ['i3']);
});

test('stop ends the connections and frees the port', async (t) => {
  const { farSide, port, host } = await start(t);
  await farSide.setMode('silent');
  const socket = connect(port, host);
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.on('error', () => {});
  await farSide.stop();
  await closed;
  const again = connect(port, host);
  const [error] = (await once(again, 'error')) as [NodeJS.ErrnoException];
  t.is(error.code, 'ECONNREFUSED');
});

test('a server refuses one recipient for good, writes that down, and takes the message for the others', async (t) => {
  const { host, port, deliveries, events } = await start(t);
  const transport = createTransport({ host, port, ignoreTLS: true });
  t.teardown(() => transport.close());
  const to = ['o1.1@example.org', 'o1.nobody@example.org', 'o1.2@example.org'];
  const { rejectedErrors } = await transport.sendMail({
    envelope: { from: 'a@example.org', to },
    subject: 'o1 v1 x',
    text: 'x',
  });
  t.deepEqual(
    rejectedErrors?.map(({ recipient, responseCode }) => [recipient, responseCode]),
    [['o1.nobody@example.org', 550]],
  );
  t.like(events()[0], { e: 'refused', item: 'o1', recipient: 'o1.nobody@example.org' });
  t.like(deliveries()[0], { recipients: ['o1.1@example.org', 'o1.2@example.org'] });
});

test('a recipient who is taken later is not taken in the life of the message, and is in the next one', async (t) => {
  const folder = temporaryFolder(t);
  const log = new FarSideLog(join(folder, 'far-side.ndjson'));
  t.true(log.postpones('o1.Later@example.org'));
  t.false(log.postpones('o1.1@example.org'));
  log.beginLife(1);
  t.false(log.postpones('o1.later@example.org'));
  t.true(log.postpones('g2-o1.later@example.org'));
  t.deepEqual(
    readFarSide(join(folder, 'far-side.ndjson')).map((event) =>
      'item' in event ? `${event.e} ${event.item}` : event.e,
    ),
    ['postponed o1', 'postponed g2-o1'],
  );
});

test('messages that are alike lie in files of their own, and each of them waits', async (t) => {
  const { farSide } = await start(t);
  let index = 0;
  const mail = oddOffers(0, 0, () => ++index);
  await farSide.offer(mail);
  const [twin, untitled] = [
    mail.find(({ copy }) => copy === 2)?.item,
    mail.find(({ subject }) => subject === '')?.item,
  ];
  const { maildrop = '' } = farSide.settings(0);
  const files = readdirSync(maildrop).sort();
  t.is(files.length, mail.length);
  t.deepEqual(
    (await farSide.waiting()).filter((item) => item === twin),
    [twin, twin],
  );
  const [first = '', second = ''] = [`${twin}.eml`, `${twin}.2.eml`].map((name) =>
    readFileSync(join(maildrop, name), 'utf8'),
  );
  const ownLines = (text: string): string => text.replace(/^(?:Message-ID|Date): .*$/gm, '');
  t.not(first, second);
  t.is(ownLines(first), ownLines(second));
  t.notRegex(readFileSync(join(maildrop, `${untitled}.eml`), 'utf8'), /^Subject:/m);
  rmSync(join(maildrop, `${twin}.eml`));
  t.deepEqual(
    (await farSide.waiting()).filter((item) => item === twin),
    [twin],
  );
});
