#!/bin/sh
# imap-simple loses bytes of attachments: of those that are sent as 8bit, each byte beyond ASCII; of those in uuencode, what
# comes after the first line; and of texts in 8bit that are not UTF-8 the umlauts.
#
# Version: imap-simple 5.1.0 (the newest in November 2026); seen with Node 20.20 and 26. The server is a few lines of this
# script.
#
# What happens: what comes from the server is made text as UTF-8, chunk by chunk, before anybody looks at the encoding of the
# part, and bytes that are no UTF-8 become question marks in a lozenge, which no charset brings back. getPartData() gives text
# for what is in 8bit or quoted-printable, also for a file. Of uuencode it joins the lines, each of which begins with a sign for
# its length, and decodes them as one: that sign is then data, and the end is missing.
#
# What was expected: the bytes that were attached, as for base64. The README says of getPartData() that the part may be "part of
# the message body, or an attachment", that the data is "decoded based on its encoding", and that an encoding which is not
# supported is an error. RFC 2045, 2.8: 8bit data may have bytes beyond ASCII.
#
#   base64: 100 bytes of 100 as sent
#   8bit: text, 0 bytes of 100 as sent
#   uuencode: 45 bytes of 100 as sent
#   a text in 8bit, ISO-8859-1: "Grï¿½ï¿½e"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "imap-simple": "5.1.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > server.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:net';

const FACTS = 'UID 1 FLAGS () INTERNALDATE " 8-Jan-2024 10:00:00 +0000"';

/** A server of IMAP that has one message, of one part: its structure, and the bytes of its body. */
export async function serve(structure, body) {
  const answers = {
    CAPABILITY: ['* CAPABILITY IMAP4rev1\r\n'],
    LIST: ['* LIST (\\Noselect) "/" ""\r\n'],
    SELECT: ['* 1 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n'],
    FETCH: [`* 1 FETCH (${FACTS} BODYSTRUCTURE ${structure} BODY[1] {${body.length}}\r\n`, body, ')\r\n'],
  };
  const server = createServer((socket) => {
    socket.write('* OK ready\r\n');
    socket.on('error', () => {});
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter((text) => text !== '')) {
        const [tag, ...words] = line.split(' ');
        const command = words[0] === 'UID' ? words[1] : words[0];
        for (const part of answers[command] ?? []) socket.write(part);
        socket.write(`${tag} OK done\r\n`);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
JS
cat > try.mjs <<'JS'
import imaps from 'imap-simple';
import { serve } from './server.mjs';

// Whoever waits for an answer that never comes has tried nothing.
setTimeout(() => process.exit(2), 60_000).unref();

/** What the library gives of a part that comes in that encoding. */
async function fetch(type, encoding, body) {
  const server = await serve(`(${type} NIL NIL "${encoding}" ${body.length} 1)`, body);
  const { port } = server.address();
  const account = { user: 'ann', password: 'secret', host: '127.0.0.1', port, tls: false };
  const connection = await imaps.connect({ imap: account });
  await connection.openBox('INBOX');
  const part = { partID: '1', encoding, params: type.startsWith('"TEXT"') ? { charset: 'iso-8859-1' } : null };
  const data = await connection.getPartData({ attributes: { uid: 1 } }, part);
  connection.end();
  server.close();
  return data;
}
const FILE = '"APPLICATION" "OCTET-STREAM" NIL';
const bytes = Buffer.from(Array.from({ length: 100 }, (_, index) => 128 + index));

function lines() {
  const sign = (value) => String.fromCharCode(value === 0 ? 96 : value + 32);
  const line = (part) => {
    const padded = Buffer.concat([part, Buffer.alloc((3 - (part.length % 3)) % 3)]);
    const sixes = padded.toString('hex').match(/.{3}/g).map((hex) => Number.parseInt(hex, 16));
    return sign(part.length) + sixes.map((two) => sign(two >> 6) + sign(two & 63)).join('');
  };
  const parts = [bytes.subarray(0, 45), bytes.subarray(45, 90), bytes.subarray(90)];
  return ['begin 644 photo.bin', ...parts.map(line), '`', 'end', ''].join('\n');
}

/** How many bytes at the beginning are those that were sent. */
function asSent(what, data) {
  const found = Buffer.from(data);
  const wrong = bytes.findIndex((byte, index) => found[index] !== byte);
  const count = wrong === -1 ? bytes.length : wrong;
  console.log(`${what}: ${typeof data === 'string' ? 'text, ' : ''}${count} bytes of ${bytes.length} as sent`);
  return count;
}

const base64 = asSent('base64', await fetch(FILE, 'BASE64', Buffer.from(bytes.toString('base64'))));
const plain = asSent('8bit', await fetch(FILE, '8BIT', bytes));
const uuencode = asSent('uuencode', await fetch(FILE, 'UUENCODE', Buffer.from(lines())));
const text = await fetch('"TEXT" "PLAIN" ("CHARSET" "ISO-8859-1")', '8BIT', Buffer.from('Grüße', 'latin1'));
console.log(`a text in 8bit, ISO-8859-1: "${text}"`);

const isTried = base64 === bytes.length;
if (!isTried) console.log('base64 does not come as it was sent either: nothing was tried');
process.exit(!isTried ? 2 : plain === 0 && uuencode < bytes.length && text === 'Grï¿½ï¿½e' ? 0 : 1);
JS
node --no-deprecation try.mjs
