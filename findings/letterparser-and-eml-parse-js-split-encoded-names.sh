#!/bin/sh
# letterparser and eml-parse-js make two recipients of one whose name has a comma and an umlaut: the first has half of the name
# and no address, or the half as its address.
#
# Versions: letterparser 0.1.8 and eml-parse-js 1.1.15 (the newest in November 2026); seen with Node 20.20 and 26. Compared with
# mailparser 3.14.2.
#
# What happens: `Müller, Bob`, as companies have their names, is sent as an encoded word, with its comma inside. Encoded words
# have to be decoded after the field was taken apart (RFC 2047, 6.2: "Decoding and display of encoded-words occurs *after* a
# structured field body is parsed into tokens"). Both decode the whole field first, and find a comma between two recipients.
# Names in quotation marks, without umlauts, they read well. A reply to all goes to somebody called Müller.
#
# What was expected: one recipient, as mailparser has it.
#
#   mailparser:   Müller, Bob <bob@example.org>
#   letterparser: <Müller> | Bob <bob@example.org>
#   eml-parse-js: Müller <> | Bob <bob@example.org>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

cat > package.json <<'JSON'
{ "private": true, "dependencies": { "eml-parse-js": "1.1.15", "letterparser": "0.1.8", "mailparser": "3.14.2" } }
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
import { simpleParser } from 'mailparser';

const require = createRequire(import.meta.url);
const { readEml } = require('eml-parse-js');
const { extract } = require('letterparser');

const told = ({ name, address }) => `${name ? `${name} ` : ''}<${address}>`;
const READERS = {
  mailparser: async (message) => (await simpleParser(message)).to.value,
  letterparser: (message) => [extract(message).to].flat(),
  'eml-parse-js': (message) => [readEml(message).to].flat().map(({ name, email }) => ({ name, address: email })),
};
async function read(recipient) {
  const message = `From: ann@example.org\r\nTo: ${recipient}\r\nSubject: s\r\nContent-Type: text/plain\r\n\r\nhello\r\n`;
  const results = {};
  for (const [name, reader] of Object.entries(READERS)) results[name] = (await reader(message)).map(told).join(' | ');
  return results;
}

const quoted = await read('"Miller, Bob" <bob@example.org>');
const encoded = await read('=?utf-8?Q?M=C3=BCller=2C_Bob?= <bob@example.org>');
for (const [name, result] of Object.entries(encoded)) console.log(`${`${name}:`.padEnd(13)} ${result}`);

const isTried =
  Object.values(quoted).every((result) => result === 'Miller, Bob <bob@example.org>') &&
  encoded.mailparser === 'M\u00fcller, Bob <bob@example.org>';
if (!isTried) console.log('not even quoted names are read: nothing was tried');
const { letterparser, 'eml-parse-js': emlParseJs } = encoded;
const isSo =
  letterparser === '<M\u00fcller> | Bob <bob@example.org>' && emlParseJs === 'M\u00fcller <> | Bob <bob@example.org>';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
