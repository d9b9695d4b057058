#!/bin/sh
# poplib takes a bit from every byte of a message that is not ASCII: a name with an umlaut is read with other letters, and nothing
# can be decoded any more.
#
# Version: poplib 0.1.7 (the newest in November 2026); seen with Node 20.20 and 26. Compared with yapople 0.4.10.
#
# What happens: the text that retr() gives, and the raw data beside it, are made by a conversion to ASCII, which takes the highest bit
# away: the byte f6 of an umlaut becomes a `v`, and the two that it has in UTF-8 a `C` and a `6`. A message in 8bit looks as if it had
# been typed so.
#
# What was expected: the bytes in `rawdata`, which the README calls "always the raw unparsed data received from the remote server",
# and of `data`, "an ASCII string", at least signs that tell of what is missing. In 8bit "octets with decimal values greater than 127
# may be used" (RFC 2045, 2.8). A demo of the package writes mbox files of what it gets.
#
#   sent:             M f6 v e, M c3 b6 v e
#   yapople:          M f6 v e, M c3 b6 v e
#   poplib:           M v v e, M C 6 v e
#   poplib, rawdata:  M v v e, M C 6 v e
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "poplib": "0.1.7", "yapople": "0.4.10" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > server.mjs <<'JS'
import net from 'node:net';
import { createInterface } from 'node:readline';

/** A mailbox of one message. */
export async function mailbox(message) {
  const OK = Buffer.from('+OK\r\n');
  const answers = { USER: OK, PASS: OK, QUIT: OK, RETR: Buffer.concat([OK, message, Buffer.from('.\r\n')]) };
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.write('+OK\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      const [command] = line.toUpperCase().split(' ');
      socket.write(answers[command] ?? '-ERR\r\n');
      if (command === 'QUIT') socket.end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server.address().port;
}
JS
cat > try.mjs <<'JS'
import PopLib from 'poplib';
import { Client as Yapople } from 'yapople';
import { mailbox } from './server.mjs';

const LINES = [Buffer.from('M\u00f6ve', 'latin1'), Buffer.from('M\u00f6ve')];
const HEAD = ['Subject: gull', 'Content-Type: text/plain', 'Content-Transfer-Encoding: 8bit', '', ''].join('\r\n');
const port = await mailbox(Buffer.concat([Buffer.from(HEAD), ...LINES.flatMap((line) => [line, Buffer.from('\r\n')])]));
setTimeout(() => {
  console.log('a client got no message: nothing was tried');
  process.exit(2);
}, 20_000);

const [data, raw] = await new Promise((done, failed) => {
  const client = new PopLib(port, '127.0.0.1', { enabletls: false });
  client.on('error', failed);
  client.on('connect', () => client.login('ann', 'secret'));
  client.on('login', () => client.retr(1));
  client.on('retr', (_isOk, _number, text, rawdata) => {
    client.quit();
    done([text, rawdata]);
  });
});
const other = new Yapople({ host: '127.0.0.1', port, username: 'ann', password: 'secret' });
await other.connect();
const bytes = await other.retrieve(1);
await other.quit();

/** The last two lines, byte by byte, ASCII as signs. */
function told(message) {
  const lines = Buffer.from(message).toString('latin1').trimEnd().replace(/\r\n\.$/, '').split('\r\n').slice(-2);
  const signs = (line) => [...line].map((sign) => (sign > '~' ? sign.charCodeAt(0).toString(16) : sign)).join(' ');
  return lines.map(signs).join(', ');
}
const sent = told(Buffer.concat([LINES[0], Buffer.from('\r\n'), LINES[1]]));
console.log(`sent:             ${sent}\nyapople:          ${told(bytes)}`);
console.log(`poplib:           ${told(data)}\npoplib, rawdata:  ${told(raw)}`);

const isTried = told(bytes) === sent;
if (!isTried) console.log('the message does not come as it was sent: nothing was tried');
process.exit(!isTried ? 2 : [data, raw].every((text) => told(text) === 'M v v e, M C 6 v e') ? 0 : 1);
JS
node try.mjs
