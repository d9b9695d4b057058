#!/bin/sh
# node-mbox joins messages of an mbox file, without a word, for whoever reads them by `for await`: with Node 20 to 25 an import
# of five finds two, and takes three of the others for the text of the first.
#
# Version: node-mbox 2.0.0 (the newest in November 2026); seen with Node 20.20, 22.23, 24.21 and 25.9. Read with mailparser
# 3.14.2.
#
# What happens: Mbox is a Transform that pushes a Buffer for each message, but not in object mode. Of such a stream a reader
# gets bytes, and `for await` and read() take all that is waiting at once: 2 pieces here, and 2 for a file of 500 messages. A
# listener of "data", as in the README, gets them one by one. Since Node 26 read() gives a Buffer at a time (nodejs/node, pull
# request 60441): the same program finds all five there. An archiver that split mbox files in this way lost most of them
# (LogicLabs-OU/OpenArchiver, issue 403).
#
# What was expected: a message each time, by every way to read a stream. The README has that "message data is passed around as
# Buffer".
#
#   by "data": 5 messages, the first one: Subject 1, text "hello 1"
#   by for await: 2 messages, the first one: Subject 1, text "hello 1 Subject: 2 hello 2 Subject: 3 hello 3 ..."
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mailparser": "3.14.2", "node-mbox": "2.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { createReadStream, writeFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { simpleParser } from 'mailparser';
import mbox from 'node-mbox';

const NUMBERS = [1, 2, 3, 4, 5];
const message = (number) => `From ann@example.org Mon Jan  5 10:00:00 2026\nSubject: ${number}\n\nhello ${number}\n\n`;
writeFileSync('archive.mbox', NUMBERS.map(message).join(''));

async function byEvents() {
  const messages = [];
  const stream = mbox.MboxStream(createReadStream('archive.mbox'));
  stream.on('data', (one) => messages.push(one));
  await finished(stream, { writable: false });
  return messages;
}
async function byLoop() {
  const messages = [];
  for await (const one of mbox.MboxStream(createReadStream('archive.mbox'))) messages.push(one);
  return messages;
}
async function show(how, messages) {
  const { subject, text } = await simpleParser(messages[0]);
  const words = text.trim().split(/\s+/);
  const shown = words.length > 10 ? `${words.slice(0, 10).join(' ')} ...` : words.join(' ');
  const number = `${messages.length} message${messages.length === 1 ? '' : 's'}`;
  console.log(`${how}: ${number}, the first one: Subject ${subject}, text "${shown}"`);
}

const [events, loop] = [await byEvents(), await byLoop()];
await show('by "data"', events);
await show('by for await', loop);
const isTried = events.length === NUMBERS.length;
if (!isTried) console.log('not even the events are messages: nothing was tried');
const isOneByOne = Number.parseInt(process.versions.node, 10) >= 26;
const isSo = isOneByOne ? loop.length === NUMBERS.length : loop.length < NUMBERS.length && loop[0].includes('Subject: 2');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
