#!/bin/sh
# mailparser makes another identifier of a Message-ID, or of an In-Reply-To, that has a comment behind it: an answer does not
# find the message that it answers.
#
# Version: mailparser 3.14.2 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: comments may stand around an identifier (RFC 5322, 3.6.4: `msg-id = [CFWS] "<" id-left "@" id-right ">"
# [CFWS]`). Servers say there that they have added it, and Emacs whom one answers (getpatchwork/patchwork, issue 399).
# mailparser takes the whole value for the identifier, and adds the angle bracket that it misses at the end. In References each
# word is one. Whoever keeps threads by them, or leaves out what was fetched before, finds none that is the same. Nothing is
# thrown.
#
# What was expected: the identifiers. The documentation has `messageId` as "the Message-ID value string", and `references` as
# "an array of referenced Message-ID values".
#
#   messageId:  <first@example.org> (added by relay)>
#   inReplyTo:  <first@example.org> (message from Ann)>
#   references: <first@example.org> <(the> <first)> <second@example.org>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mailparser": "3.14.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { simpleParser } from 'mailparser';

const ID = '<first@example.org>';
const read = (...fields) => simpleParser(['From: ann@example.org', ...fields, 'Subject: s', '', 'hello', ''].join('\r\n'));

const plain = await read(`Message-ID: ${ID}`, `In-Reply-To: ${ID}`, `References: ${ID} <second@example.org>`);
const { messageId, inReplyTo, references } = await read(
  `Message-ID: ${ID} (added by relay)`,
  `In-Reply-To: ${ID} (message from Ann)`,
  `References: ${ID} (the first) <second@example.org>`,
);
console.log(`messageId:  ${messageId}`);
console.log(`inReplyTo:  ${inReplyTo}`);
console.log(`references: ${references.join(' ')}`);

const isTried = plain.messageId === ID && plain.inReplyTo === ID && plain.references.length === 2;
if (!isTried) console.log('not even plain identifiers are read: nothing was tried');
const isSo =
  messageId === `${ID} (added by relay)>` &&
  inReplyTo === `${ID} (message from Ann)>` &&
  references.includes('<(the>');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
