#!/bin/sh
# mailparser takes the messages of a digest for text: they are no attachments, their headers are among the words, and what is in
# base64 in them stays so.
#
# Version: mailparser 3.14.2 (the newest in November 2026); seen with Node 20.20 and 26. Compared with postal-mime 4.0.0.
#
# What happens: in a multipart/digest a part that says nothing about itself is a message (RFC 2046, 5.1.5: "the default
# Content-Type value for a body part is changed from text/plain to message/rfc822"), and the form was made so that nothing has
# to be said. mailparser gives such a part the type text/plain, as elsewhere, and adds it to the text as it stands. The same
# digest with the type written out is read as it should be. Nothing is thrown.
#
# What was expected: an attached message, as with the type written out, or its text, as postal-mime gives it.
#
#   with the type:    1 attachment, message/rfc822
#   without the type: 0 attachments, text "Subject: one Content-Transfer-Encoding: base64 aGVsbG8gZnJvbSBBbm4="
#   by postal-mime:   ... hello from Ann
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mailparser": "3.14.2", "postal-mime": "4.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const TEXT = 'hello from Ann';
const digest = (...fields) =>
  [
    'From: list@example.org',
    'Subject: digest 1',
    'MIME-Version: 1.0',
    'Content-Type: multipart/digest; boundary=next',
    '',
    '--next',
    ...fields,
    '',
    'Subject: one',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(TEXT).toString('base64'),
    '--next--',
    '',
  ].join('\r\n');

const words = (text) => (text ?? '').trim().split(/\s+/).join(' ');
const told = ({ length }) => `${length} attachment${length === 1 ? '' : 's'}`;

const [typed, bare] = [await simpleParser(digest('Content-Type: message/rfc822')), await simpleParser(digest())];
const other = words((await PostalMime.parse(digest())).text);
console.log(`with the type:    ${told(typed.attachments)}, ${typed.attachments[0]?.contentType}`);
console.log(`without the type: ${told(bare.attachments)}, text ${JSON.stringify(words(bare.text))}`);
console.log(`by postal-mime:   ... ${other.slice(-TEXT.length)}`);

const isTried = typed.attachments.length === 1 && other.endsWith(TEXT);
if (!isTried) console.log('not even a digest with types is read: nothing was tried');
const isSo = bare.attachments.length === 0 && bare.text.includes('Content-Transfer-Encoding') && !bare.text.includes(TEXT);
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
