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
