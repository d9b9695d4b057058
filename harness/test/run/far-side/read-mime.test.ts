import test from 'ava';
import PostalMime from 'postal-mime';
import { readMime } from '#harness/run/far-side/read-mime.js';

function mimeWith(type: string): Uint8Array {
  const lines = [
    'Subject: one',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--b',
    `Content-Type: ${type}; name=a.bin`,
    'Content-Disposition: attachment; filename=a.bin',
    'Content-Transfer-Encoding: base64',
    '',
    'AAEC',
    '--b--',
    '',
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}

test('the attachments of a message are read with their names and bytes', async (t) => {
  const { mail } = await readMime(mimeWith('application/octet-stream'), PostalMime);
  t.deepEqual(
    mail.attachments?.map(({ name, data }) => [name, [...data]]),
    [['a.bin', [0, 1, 2]]],
  );
});

test('of a message in TNEF the attachments are not known', async (t) => {
  const { mail } = await readMime(mimeWith('application/ms-tnef'), PostalMime);
  t.is(mail.attachments, undefined);
  t.is(mail.subject, 'one');
});

test('what a message says of itself is read from whichever header says it', async (t) => {
  const read = async (...headers: readonly string[]) => {
    const lines = ['Subject: one', ...headers, 'Content-Type: text/plain', '', 'Hello', ''];
    const { mail } = await readMime(new TextEncoder().encode(lines.join('\r\n')), PostalMime);
    const { from, names, importance, sensitivity, wantsReceipt, html, body } = mail;
    return { from, names, importance, sensitivity, wantsReceipt, html, body: body?.trim() };
  };
  const silent = { from: '', names: [], importance: 1, sensitivity: 0, wantsReceipt: false, html: '', body: 'Hello' };
  t.deepEqual(await read(), silent);
  t.deepEqual(
    await read(
      'From: Ann <ann@x>',
      'To: Bob <bob@x>, c@x',
      'Cc: =?utf-8?Q?J=C3=BCrgen?= <d@x>',
      'Sensitivity: Private',
    ),
    { ...silent, from: 'ann@x', names: ['Bob', 'Jürgen'], sensitivity: 2 },
  );
  for (const header of ['Importance: High', 'X-Priority: 1 (Highest)', 'Priority: urgent']) {
    t.like(await read(header), { importance: 2 }, header);
  }
  for (const header of ['Importance: low', 'X-Priority: 5', 'Priority: non-urgent']) {
    t.like(await read(header), { importance: 0 }, header);
  }
  t.like(await read('X-Priority: 3 (Normal)'), { importance: 1 });
  t.like(await read('Disposition-Notification-To: ann@x'), { wantsReceipt: true });
});

test('on whose behalf a message is sent, where it stands and when it expires are read from its headers', async (t) => {
  const read = async (...headers: readonly string[]) => {
    const lines = ['Subject: one', ...headers, 'Content-Type: text/plain', '', 'Hello', ''];
    const { mail } = await readMime(new TextEncoder().encode(lines.join('\r\n')), PostalMime);
    const { from, sender, threadIndex, expires, replyBy } = mail;
    return { from, sender, threadIndex, expires, replyBy };
  };
  t.deepEqual(await read('From: ann@x'), { from: 'ann@x', sender: '', threadIndex: '', expires: '', replyBy: '' });
  const said = {
    from: 'ann@x',
    sender: 'bob@x',
    threadIndex: 'AdBase64+/==',
    expires: '2098-12-31T10:00:00.000Z',
    replyBy: '2098-11-30T09:30:00.000Z',
  };
  const headers = [
    'From: ann@x',
    'Sender: Bob <bob@x>',
    'Thread-Index: AdBase\r\n 64+/==',
    'Reply-By: Sun, 30 Nov 2098 10:30:00 +0100',
  ];
  for (const key of ['Expires', 'Expiry-Date']) {
    t.deepEqual(await read(...headers, `${key}: Wed, 31 Dec 2098 10:00:00 GMT`), said, key);
  }
  t.like(await read('Expires: never'), { expires: '' });
});

test('of a message in HTML alone the text is not known', async (t) => {
  const lines = ['Subject: one', 'Content-Type: text/html', '', '<p>Hello</p>', ''];
  const { mail } = await readMime(new TextEncoder().encode(lines.join('\r\n')), PostalMime);
  t.deepEqual([mail.body, mail.html?.trim()], [undefined, '<p>Hello</p>']);
});
