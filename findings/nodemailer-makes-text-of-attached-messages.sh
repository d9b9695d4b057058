#!/bin/sh
# nodemailer decides by the name of an attachment whether it is one: what is called *.eml or *.mht is sent as a part to be
# shown, and readers add it to the text that was written.
#
# Version: nodemailer 10.6.1 (the newest in November 2026); seen with Node 20.20. Read with mailparser 3.14.2 and postal-mime
# 4.0.0.
#
# What happens: without a `contentType` the type comes from the name, which is message/rfc822 for these two, and for this type
# the disposition is "inline", while the documentation says "Defaults to 'attachment'" (nodemailer.com/message/attachments). The
# bytes go as they are, unencoded. A reader may take such a part for a piece of the text (RFC 2183, 2.1), and the two that
# belong to the same family do: there is no attachment any more. With `contentDisposition: 'attachment'` it arrives as one.
#
# What was expected: an attachment, as with every other name.
#
#   report.pdf      attachment  mailparser: 1 attachment  postal-mime: 1 attachment
#   original.eml    inline      mailparser: 0 attachments postal-mime: 0 attachments
#   page.mht        inline      mailparser: 0 attachments postal-mime: 0 attachments
#   text of the second, by mailparser: "see below\n\nSubject: long ago\n\nhello from long ago\n"
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
const content = 'Subject: long ago\r\n\r\nhello from long ago\r\n';
const told = ({ length }) => `${length} attachment${length === 1 ? '' : 's'}`.padEnd(13);

async function attempt(filename) {
  const { message } = await transport.sendMail({
    from: 'ann@example.org',
    to: 'bob@example.org',
    text: 'see below',
    attachments: [{ filename, content }],
  });
  const [, disposition] = /^Content-Disposition: (\w+)/m.exec(message.toString()) ?? [];
  const { attachments, text } = await simpleParser(message);
  const others = await PostalMime.parse(message);
  const counts = `mailparser: ${told(attachments)} postal-mime: ${told(others.attachments)}`;
  console.log(`${filename.padEnd(15)} ${disposition.padEnd(11)} ${counts}`.trimEnd());
  return { disposition, text, numbers: [attachments.length, others.attachments.length] };
}

const file = await attempt('report.pdf');
const [message, page] = [await attempt('original.eml'), await attempt('page.mht')];
console.log(`text of the second, by mailparser: ${JSON.stringify(message.text)}`);

const isTried = file.disposition === 'attachment' && file.numbers.every((number) => number === 1);
if (!isTried) console.log('not even another file is an attachment: nothing was tried');
const isText = ({ disposition, numbers }) => disposition === 'inline' && numbers.every((number) => number === 0);
process.exitCode = !isTried ? 2 : isText(message) && isText(page) ? 0 : 1;
JS
node try.mjs
