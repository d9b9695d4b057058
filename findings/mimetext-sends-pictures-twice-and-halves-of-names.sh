#!/bin/sh
# mimetext sends an inline picture twice when its name has `attachment` in it, cuts the name of a file at a quotation mark, and
# leaves out all texts but the first.
#
# Version: mimetext 3.0.28 (the newest in November 2026), read with mailparser 3.14.2; seen with Node 20.20 and 26.
#
# What happens: whether a part is inline or an attachment is looked up by searching the whole of its Content-Disposition, with
# the name of the file in it, for the two words. A name that has the other word makes it both: the part is in the message once
# among the pictures, once among the files, with one Content-ID. The name stands between quotation marks as it came, so that its
# own end it for every reader. And addMessage() takes a second text/plain without an error, of which nothing is written.
#
# What was expected: the type is the first word of the field (RFC 2183, 2), and each part once; a backslash before a quotation
# mark (RFC 2045, 5.1, and RFC 5322, 3.2.4); and a second text, or an error.
#
#   added: picture.png, offer.pdf; arrived: picture.png, offer.pdf
#   added: attachment.png, offer.pdf; arrived: attachment.png, attachment.png, offer.pdf
#   added: picture.png, the "final" offer.pdf; arrived: picture.png, "the "
#   texts added: 2; arrived: one
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mimetext": "3.0.28", "mailparser": "3.14.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { simpleParser } from 'mailparser';
import { createMimeMessage } from 'mimetext';

async function sent(texts, picture, file) {
  const message = createMimeMessage();
  message.setSender('me@example.com');
  message.setTo('you@example.com');
  message.setSubject('hello');
  for (const data of texts) message.addMessage({ contentType: 'text/plain', data });
  const inline = { inline: true, headers: { 'Content-ID': 'picture@example.com' } };
  message.addAttachment({ filename: picture, contentType: 'image/png', data: 'AAAA', ...inline });
  message.addAttachment({ filename: file, contentType: 'application/pdf', data: 'AAAA' });
  return simpleParser(message.asRaw());
}
async function names(picture, file) {
  const { attachments } = await sent(['one'], picture, file);
  const arrived = attachments.map(({ filename }) => (filename.endsWith(' ') ? JSON.stringify(filename) : filename)).join(', ');
  console.log(`added: ${picture}, ${file}; arrived: ${arrived}`);
  return arrived;
}

const plain = await names('picture.png', 'offer.pdf');
const twice = await names('attachment.png', 'offer.pdf');
const cut = await names('picture.png', 'the "final" offer.pdf');
const text = (await sent(['one', 'two'], 'picture.png', 'offer.pdf')).text.trim();
console.log(`texts added: 2; arrived: ${text}`);

const isTried = plain === 'picture.png, offer.pdf';
if (!isTried) console.log('plain names are others: nothing was tried');
const isSo = twice === 'attachment.png, attachment.png, offer.pdf' && cut === 'picture.png, "the "' && text === 'one';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
