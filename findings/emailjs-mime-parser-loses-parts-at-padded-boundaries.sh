#!/bin/sh
# emailjs-mime-parser finds nothing in a message whose boundaries have a blank at the end of the line: no text, no attachment,
# and no error.
#
# Version: emailjs-mime-parser 2.0.7 (the newest in November 2026); seen with Node 20.20. Compared with mailparser 3.14.2.
#
# What happens: blanks and tabs may follow a boundary, since gateways pad lines, and belong to it (RFC 2046, 5.1.1: transport
# padding). emailjs-mime-parser compares the line as a whole: a padded one is no boundary, nor is the last one, and without one
# it gives a multipart without children and without content. The same happens where the Content-Type has a comment after its
# parameters, which it may have (RFC 2045, 5.1). Whoever imports such a message by its parts imports its header fields alone.
#
# What was expected: the two parts, as without blanks.
#
#   as usual    emailjs-mime-parser: 2 parts   mailparser: text, 1 attachment
#   padded      emailjs-mime-parser: 0 parts   mailparser: text, 1 attachment
#   comment     emailjs-mime-parser: 0 parts   mailparser: text, 1 attachment
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "emailjs-mime-parser": "2.0.7", "mailparser": "3.14.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import module from 'emailjs-mime-parser';
import { simpleParser } from 'mailparser';

const parse = module.default ?? module;

function message(padding, comment) {
  return [
    'From: ann@example.org',
    'To: bob@example.org',
    'Subject: hello',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="limit"${comment}`,
    '',
    `--limit${padding}`,
    'Content-Type: text/plain',
    '',
    'see the file',
    `--limit${padding}`,
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename="file.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    'YWJj',
    `--limit--${padding}`,
    '',
  ].join('\r\n');
}

async function attempt(name, padding, comment) {
  const raw = message(padding, comment);
  const { childNodes, content } = parse(raw);
  const { text, attachments } = await simpleParser(raw);
  const parts = `${childNodes.length} part${childNodes.length === 1 ? '' : 's'}${content ? ' and content' : ''}`;
  const others = `${text ? 'text' : 'no text'}, ${attachments.length} attachment${attachments.length === 1 ? '' : 's'}`;
  console.log(`${name.padEnd(11)} emailjs-mime-parser: ${parts.padEnd(9)} mailparser: ${others}`);
  const isNothing = childNodes.length === 0 && !content;
  return { isNothing, isWhole: childNodes.length === 2, isValid: attachments.length === 1 };
}

const usual = await attempt('as usual', '', '');
const outcomes = [await attempt('padded', ' ', ''), await attempt('comment', '', ' (by a gateway)')];
const isTried = usual.isWhole && [usual, ...outcomes].every(({ isValid }) => isValid);
if (!isTried) console.log('nobody reads the message: nothing was tried');
process.exitCode = !isTried ? 2 : outcomes.every(({ isNothing }) => isNothing) ? 0 : 1;
JS
node try.mjs
