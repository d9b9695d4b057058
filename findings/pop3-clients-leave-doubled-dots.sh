#!/bin/sh
# Four POP3 clients give lines that begin with a dot with one dot more than was sent: none of them takes away the one that the
# protocol puts there.
#
# Versions: node-pop3 0.11.0, yapople 0.4.10, poplib 0.1.7 and mailpop3 0.1.0 (the newest in November 2026); seen with Node
# 20.20 and 26.
#
# What happens: a message ends with a line of one dot, so the server puts a dot in front of each line that begins with one. The
# clients look for the end, and hand over what came before it as it was on the wire. A text has dots that nobody wrote, a line
# that was one dot has two, an attachment in quoted-printable has other bytes, and a signature over the message does not hold
# any more. Where long paragraphs are wrapped by quoted-printable any dot of the text may come to stand first.
#
# What was expected: the message. RFC 1939, 3: if the line begins with the termination octet and other octets than CRLF follow,
# "the first octet of the line (the termination octet) is stripped away". The four READMEs say nothing of it.
#
#   sent:      ".profile", ".", "...", "end"
#   node-pop3: "..profile", "..", "....", "end"
#   yapople:   "..profile", "..", "....", "end"
#   poplib:    "..profile", "..", "....", "end"
#   mailpop3:  "..profile", "..", "....", "end"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

cat > package.json <<'JSON'
{
  "private": true,
  "dependencies": { "mailpop3": "0.1.0", "node-pop3": "0.11.0", "poplib": "0.1.7", "yapople": "0.4.10" }
}
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > server.mjs <<'JS'
import net from 'node:net';
import { createInterface } from 'node:readline';

const LINES = ['.profile', '.', '...', 'end'];
const MESSAGE = ['From: ann@example.org', 'Subject: dots', '', ...LINES];

function answerTo(command) {
  switch (command) {
    case 'USER':
    case 'PASS':
    case 'QUIT':
      return ['+OK'];
    case 'RETR':
      return ['+OK', ...MESSAGE.map((line) => (line.startsWith('.') ? `.${line}` : line)), '.'];
    default:
      return ['-ERR'];
  }
}

/** A mailbox of one message, whose lines after the header are `LINES`. */
export async function mailbox() {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.write('+OK\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      const [command] = line.toUpperCase().split(' ');
      socket.write(answerTo(command).map((one) => `${one}\r\n`).join(''));
      if (command === 'QUIT') socket.end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: server.address().port };
}
export { LINES };
JS
cat > try.mjs <<'JS'
import MailPop3 from 'mailpop3';
import NodePop3 from 'node-pop3';
import PopLib from 'poplib';
import { Client as Yapople } from 'yapople';
import { LINES, mailbox } from './server.mjs';

const { server, port } = await mailbox();
const giveUp = setTimeout(() => {
  console.log('a client got no message: nothing was tried');
  process.exit(2);
}, 20_000);

const byEvents = (Client) => () =>
  new Promise((done, failed) => {
    const client = new Client(port, '127.0.0.1', { enabletls: false, debug: false });
    client.on('error', failed);
    client.on('connect', () => client.login('ann', 'secret'));
    client.on('login', () => client.retr(1));
    client.on('retr', (_isOk, _number, data) => {
      client.quit();
      done(data);
    });
  });
const clients = {
  'node-pop3': async () => {
    const client = new NodePop3({ host: '127.0.0.1', port, user: 'ann', password: 'secret' });
    const message = await client.RETR(1);
    await client.QUIT();
    return message;
  },
  yapople: async () => {
    const client = new Yapople({ host: '127.0.0.1', port, username: 'ann', password: 'secret' });
    await client.connect();
    const message = await client.retrieve(1);
    await client.quit();
    return message;
  },
  poplib: byEvents(PopLib),
  mailpop3: byEvents(MailPop3),
};

const told = (lines) => lines.map((line) => JSON.stringify(line)).join(', ');
console.log(`sent:      ${told(LINES)}`);
const outcomes = [];
for (const [name, retrieve] of Object.entries(clients)) {
  const text = String(await retrieve());
  const lines = text.slice(text.indexOf('\r\n\r\n') + 4).trimEnd().split('\r\n');
  console.log(`${`${name}:`.padEnd(10)} ${told(lines)}`);
  outcomes.push(lines);
}
clearTimeout(giveUp);
server.close();

const isTried = outcomes.every((lines) => lines.at(-1) === 'end');
if (!isTried) console.log('a message did not come to its end: nothing was tried');
const doubled = LINES.map((line) => (line.startsWith('.') ? `.${line}` : line));
process.exit(!isTried ? 2 : outcomes.every((lines) => told(lines) === told(doubled)) ? 0 : 1);
JS
node try.mjs
