#!/bin/sh
# eml-format adds bytes to the last attachment of a message: the last boundary, taken for base64.
#
# Version: eml-format 0.6.1 (the newest in November 2026); seen with Node 20.20.
#
# What happens: the line that ends a multipart, which is the boundary between hyphens, stays at the end of the last part, and in
# an attachment in base64 the letters of the boundary are decoded as well: four bytes here, more where the boundary has more
# letters. Other attachments are whole, and nothing tells which one is not; a digest or a signature over it fails.
#
# What was expected: the bytes that were sent (RFC 2046, 5.1.1: the delimiter is no part of the body).
#
#   sent:      one.bin 61 62 63, two.bin 61 62 63
#   read:      one.bin 61 62 63, two.bin 61 62 63 fb ef be fb
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "eml-format": "0.6.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import eml from 'eml-format';

const sent = Buffer.from('abc');
const boundary = '----=_NextPart_000_0001_01D9';
const part = (name) => [
  `--${boundary}`,
  `Content-Type: application/octet-stream; name="${name}"`,
  `Content-Disposition: attachment; filename="${name}"`,
  'Content-Transfer-Encoding: base64',
  '',
  sent.toString('base64'),
];
const lines = [
  'From: ann@example.org',
  'To: bob@example.org',
  'Subject: two files',
  'MIME-Version: 1.0',
  `Content-Type: multipart/mixed; boundary="${boundary}"`,
  '',
  ...part('one.bin'),
  ...part('two.bin'),
  `--${boundary}--`,
  '',
];

const hex = (bytes) => Buffer.from(bytes).toString('hex').replace(/..(?=.)/g, '$& ');
const told = (files) => files.map(({ name, data }) => `${name} ${hex(data)}`).join(', ');
const names = ['one.bin', 'two.bin'];
console.log(`sent:      ${told(names.map((name) => ({ name, data: sent })))}`);
eml.read(lines.join('\r\n'), (error, data) => {
  if (error) throw error;
  const files = data.attachments ?? [];
  console.log(`read:      ${told(files)}`);
  const [first, last] = files.map((one) => Buffer.from(one.data));
  const isRead = first?.equals(sent) && last !== undefined;
  if (!isRead) console.log('the attachments are not read: nothing was tried');
  process.exitCode = !isRead ? 2 : last.equals(sent) ? 1 : 0;
});
JS
node try.mjs
