#!/bin/sh
# nodemailer encodes a subject that has letters beyond ASCII, and no other: one that reads like an encoded word is sent as it
# is, and arrives as what it would stand for.
#
# Version: nodemailer 10.6.1 (the newest in November 2026), read back with mailparser 3.14.2 and postal-mime 4.0.0; seen with
# Node 20.20.
#
# What happens: RFC 2047 (section 5) has software that writes a header encode plain text that looks like an encoded word, as the
# reader cannot tell it from one. nodemailer looks for characters beyond ASCII alone. "What is =?utf-8?Q?caf=C3=A9?=", the
# subject of somebody who asks about exactly that, is sent raw; with one umlaut in it, it arrives whole, since all of it is
# encoded then.
#
# What was expected: that what was given as the subject arrives as the subject.
#
#   given:   What is =?utf-8?Q?caf=C3=A9?=
#   header:  Subject: What is =?utf-8?Q?caf=C3=A9?=
#   mailparser: What is café
#   postal-mime: What is café
#   with an umlaut besides: arrives as given
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

cat > package.json <<'JSON'
{ "private": true, "dependencies": { "mailparser": "3.14.2", "nodemailer": "10.6.1", "postal-mime": "4.0.0" } }
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';

const transport = createTransport({ streamTransport: true, buffer: true });
async function send(subject) {
  const { message } = await transport.sendMail({ from: 'ann@example.com', to: 'bob@example.com', subject, text: 'hello' });
  const header = /^Subject:.*(\r?\n[ \t].*)*/m.exec(message.toString('latin1'))?.[0];
  return { header, seen: [(await simpleParser(message)).subject, (await PostalMime.parse(message)).subject] };
}

const given = 'What is =?utf-8?Q?caf=C3=A9?=';
const plain = await send(given);
const withUmlaut = await send(`${given} für`);
console.log(`given:   ${given}`);
console.log(`header:  ${plain.header}`);
console.log(`mailparser: ${plain.seen[0]}`);
console.log(`postal-mime: ${plain.seen[1]}`);
const isWhole = withUmlaut.seen.every((subject) => subject === `${given} für`);
console.log(`with an umlaut besides: ${isWhole ? 'arrives as given' : JSON.stringify(withUmlaut.seen)}`);
if (!isWhole) process.exit(2);
process.exit(plain.seen.every((subject) => subject === 'What is café') ? 0 : 1);
JS
node try.mjs
