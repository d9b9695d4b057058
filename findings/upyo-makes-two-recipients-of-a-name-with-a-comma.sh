#!/bin/sh
# @upyo/smtp makes two recipients of one whose name has a comma, leaves out what is in parentheses in a name, and cuts the name
# of a file at a quotation mark: an answer to all goes to somebody who does not exist.
#
# Version: @upyo/smtp 0.4.0 with @upyo/core 0.4.0 (the newest in November 2026), read with postal-mime 4.0.0; seen with Node
# 20.20 and 26.
#
# What happens: a name of ASCII is put before the address as it is, without quotation marks, and the name of a file between two
# of them without a backslash before those in it. Behind `Smith` there is so the end of an address. Names with other letters are
# encoded, and arrive.
#
# What was expected: RFC 5322, 3.4: the name is a phrase, and one with a comma, a colon, parentheses or another of the special
# signs of 3.2.3 is put into quotation marks; 2.2 of RFC 2183 and 5.1 of RFC 2045 have the same of the name of a file.
#
#   Smith, Bob <bob@example.com>: "Smith" <>, "Bob" <bob@example.com>
#   Müller, Bob <bob@example.com>: "Müller, Bob" <bob@example.com>
#   Ann (Sales) <bob@example.com>: "Ann" <bob@example.com>
#   offer "final".pdf: "offer "
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
  "dependencies": { "@upyo/core": "0.4.0", "@upyo/smtp": "0.4.0", "postal-mime": "4.0.0", "smtp-server": "3.21.6" }
}
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { createMessage } from '@upyo/core';
import { SmtpTransport } from '@upyo/smtp';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const received = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: async (stream, session, done) => {
    received.push(await PostalMime.parse(await buffer(stream)));
    done();
  },
});
const listener = server.listen(0, '127.0.0.1');
await once(listener, 'listening');
const { port } = listener.address();
const transport = new SmtpTransport({ host: '127.0.0.1', port, secure: false, pool: false });

/** What arrives of a message to that name, with a file of that name. */
async function send(name, filename) {
  const file = { filename, content: Buffer.of(1), contentType: 'application/pdf', inline: false, contentId: '' };
  const ends = { from: 'sender@example.com', to: { name, address: 'bob@example.com' } };
  const message = createMessage({ ...ends, subject: 'offer', content: { text: 'hello' }, attachments: [file] });
  const receipt = await transport.send(message);
  if (!receipt.successful) throw new Error(receipt.errorMessages.join());
  const { to, attachments } = received.at(-1);
  return { to: to.map((one) => `"${one.name}" <${one.address}>`).join(', '), file: attachments[0]?.filename };
}

const plain = await send('Bob', 'offer.pdf');
const names = ['Smith, Bob', 'Müller, Bob', 'Ann (Sales)'];
const found = [];
for (const name of names) {
  const { to } = await send(name, 'offer.pdf');
  console.log(`${name} <bob@example.com>: ${to}`);
  found.push(to);
}
const { file } = await send('Bob', 'offer "final".pdf');
console.log(`offer "final".pdf: "${file}"`);
server.close();

const isTried = plain.to === '"Bob" <bob@example.com>' && plain.file === 'offer.pdf' && found[1].startsWith('"Müller, Bob"');
if (!isTried) console.log('plain names do not arrive: nothing was tried');
const isSo = found[0].includes('"Smith" <') && found[2] === '"Ann" <bob@example.com>' && file !== 'offer "final".pdf';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
