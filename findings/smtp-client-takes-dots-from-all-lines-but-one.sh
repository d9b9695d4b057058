#!/bin/sh
# smtp-client protects only the first line that begins with a dot: the second one arrives without it, as do all later ones.
#
# Versions: smtp-client 0.4.0 (the newest in November 2026); seen with Node 20.20 and 26. Compared with nodemailer 10.6.1.
#
# What happens: data() puts a dot in front of the first line that begins with one, and of no other. The server takes a dot away
# from each such line, as it has to: a list of files, a number below one, an attachment in quoted-printable have lost something
# on the way. The server says 250, and the call resolves.
#
# What was expected: that what was given arrives. RFC 5321, 4.5.2: "Before sending a line of mail text, the SMTP client checks
# the first character of the line. If it is a period, one additional period is inserted", and the server deletes it. Of data()
# the README says that the final dot is "automatically appended", and asks nothing of the source.
#
#   given:       ".profile", ".bashrc", ".5 litres", "end"
#   nodemailer:  ".profile", ".bashrc", ".5 litres", "end"
#   smtp-client: ".profile", "bashrc", "5 litres", "end"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "nodemailer": "10.6.1", "smtp-client": "0.4.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > server.mjs <<'JS'
import net from 'node:net';
import { createInterface } from 'node:readline';

/** A server that gives each message to `take`, as its lines, without the dots that belong to the protocol. */
export async function listen(take) {
  const server = net.createServer((socket) => {
    let message;
    const say = (line) => socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    say('220 localhost');
    createInterface({ input: socket }).on('line', (line) => {
      if (message === undefined) {
        const command = line.toUpperCase();
        if (command === 'DATA') message = [];
        say(command === 'DATA' ? '354 go ahead' : command === 'QUIT' ? '221 bye' : '250 ok');
        if (command === 'QUIT') socket.end();
      } else if (line === '.') {
        take(message);
        message = undefined;
        say('250 taken');
      } else {
        message.push(line.startsWith('.') ? line.slice(1) : line);
      }
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server.address().port;
}
JS
cat > try.mjs <<'JS'
import nodemailer from 'nodemailer';
import { SMTPClient } from 'smtp-client';
import { listen } from './server.mjs';

const LINES = ['.profile', '.bashrc', '.5 litres', 'end'];
const HEAD = ['From: ann@example.org', 'Subject: dots', ''];
const raw = [...HEAD, ...LINES].join('\r\n');

let arrived;
const port = await listen((message) => {
  arrived = message.slice(HEAD.length);
});
const told = (lines) => lines.map((line) => JSON.stringify(line)).join(', ');
async function attempt(name, send) {
  await send();
  console.log(`${`${name}:`.padEnd(12)} ${told(arrived)}`);
  return told(arrived);
}

console.log(`given:       ${told(LINES)}`);
const other = await attempt('nodemailer', () =>
  nodemailer
    .createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
    .sendMail({ envelope: { from: 'ann@example.org', to: 'bob@example.org' }, raw }),
);
const library = await attempt('smtp-client', async () => {
  const client = new SMTPClient({ host: '127.0.0.1', port });
  await client.connect();
  await client.greet({ hostname: 'localhost' });
  await client.mail({ from: 'ann@example.org' });
  await client.rcpt({ to: 'bob@example.org' });
  await client.data(raw);
  await client.quit();
});

const isTried = other === told(LINES);
if (!isTried) console.log('the server takes no message as it is: nothing was tried');
process.exit(!isTried ? 2 : library === told(['.profile', 'bashrc', '5 litres', 'end']) ? 0 : 1);
JS
node try.mjs
