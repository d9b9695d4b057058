#!/bin/sh
# postal-mime joins quoted lines of flowed text and leaves the signs of quotation between their words; what was quoted and what
# was answered become one line.
#
# Version: postal-mime 4.0.0 (the newest in November 2026); seen with Node 20.20 and 26. Compared with mailparser 3.14.2.
#
# What happens: in text/plain with format=flowed a line that ends in a blank goes on in the next one. postal-mime joins the two
# as they stand. Of quoted lines the signs in front have to be counted and taken away first, and a line of another depth begins
# a new paragraph (RFC 3676, 4.1 and 4.5). So a `>` stays in the middle of each quoted paragraph, and where an answer has no
# empty line before it the quotation takes it in. Replies are often sent in this form.
#
# What was expected: what mailparser, of the same makers, gives.
#
#   sent:        "The quick fox \r\njumps.\r\n"
#   postal-mime: "The quick fox jumps."
#   mailparser:  "The quick fox jumps."
#
#   sent:        "> The quick fox \r\n> jumps.\r\n"
#   postal-mime: "> The quick fox > jumps."
#   mailparser:  "> The quick fox jumps."
#
#   sent:        ">> inner \r\n> outer \r\nanswer"
#   postal-mime: ">> inner > outer answer"
#   mailparser:  ">> inner \n> outer \nanswer"
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

const TYPE = 'text/plain; charset=utf-8; format=flowed';
const HEAD = `From: ann@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: ${TYPE}\r\n\r\n`;

async function attempt(text) {
  const bytes = Buffer.from(`${HEAD}${text}`);
  const [postal, other] = [await PostalMime.parse(bytes), await simpleParser(bytes)].map((read) => read.text.trimEnd());
  const [sent, left, right] = [text, postal, other].map((one) => JSON.stringify(one));
  console.log(`sent:        ${sent}\npostal-mime: ${left}\nmailparser:  ${right}\n`);
  return { postal, other };
}

const unquoted = await attempt('The quick fox \r\njumps.\r\n');
const quoted = await attempt('> The quick fox \r\n> jumps.\r\n');
const answered = await attempt('>> inner \r\n> outer \r\nanswer');

const isTried = unquoted.postal === 'The quick fox jumps.' && quoted.other === '> The quick fox jumps.';
if (!isTried) console.log('flowed text is not read at all: nothing was tried');
const isSo = quoted.postal === '> The quick fox > jumps.' && answered.postal === '>> inner > outer answer';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
