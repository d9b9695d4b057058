#!/bin/sh
# imap (node-imap) gives parts of an attached message the number of another part: who fetches the text of a forwarded message by
# it gets the whole message, or in a message that is one as a whole, something else.
#
# Version: imap 0.8.19 (the newest in November 2026), also under imap-simple 6.0.0; seen with Node 20.20 and 26.
#
# What happens: the structure of a message names a partID for each part, "which is used when you want to fetch the content of
# that part" (README). Within an attached message the count goes on from the message's own number, but where it is no multipart,
# or where the attachment has no number yet because it is the only part, there is none to go on from: its text has the number of
# the message around it, and two parts of a structure the same. A search by partID finds the first.
#
# What was expected: RFC 3501, 6.4.5: "Every message has at least one part number", a message without parts has part 1, and
# within a part of type message/rfc822 parts are named behind a period: 2.1 here, and in a message that is one attached message
# 1.1 and 1.2.
#
#   a text, and an attached message with a text: 1, 2, in it 2 (and not 2.1)
#   an attached message alone, with a text: 1, in it 1 (and not 1.1)
#   an attached message alone, with text and HTML: 1, in it 1, 2 (and not 1.1, 1.2)
#   a text, and an attached message with text and HTML: 1, 2, in it 2.1, 2.2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "imap": "0.8.19" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import parser from 'imap/lib/Parser.js';

// RFC 3501, 7.4.2: type, subtype, parameters, id, description, encoding, size; then lines, or envelope and body.
const text = (subtype) => `("TEXT" "${subtype}" NIL NIL NIL "7BIT" 12 1)`;
const several = (subtype, ...parts) => `(${parts.join('')} "${subtype}")`;
const ENVELOPE = '(NIL "attached" NIL NIL NIL NIL NIL NIL NIL NIL)';
const message = (body) => `("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 342 ${ENVELOPE} ${body} 3)`;

function numbers(structure) {
  return structure.flatMap((part) => {
    if (Array.isArray(part)) return numbers(part);
    const own = part.partID === undefined ? [] : [part.partID];
    return part.body ? [...own, `in it ${numbers(part.body).join(', ')}`] : own;
  });
}
function structure(what, body, right) {
  const found = numbers(parser.parseBodyStructure(body.slice(1, -1), [])).join(', ');
  console.log(`${what}: ${found}${right === undefined ? '' : ` (and not ${right})`}`);
  return found;
}

const both = several('ALTERNATIVE', text('PLAIN'), text('HTML'));
const found = [
  structure('a text, and an attached message with a text', several('MIXED', text('PLAIN'), message(text('PLAIN'))), '2.1'),
  structure('an attached message alone, with a text', message(text('PLAIN')), '1.1'),
  structure('an attached message alone, with text and HTML', message(both), '1.1, 1.2'),
];
const right = structure('a text, and an attached message with text and HTML', several('MIXED', text('PLAIN'), message(both)));

const isTried = right === '1, 2, in it 2.1, 2.2';
if (!isTried) console.log('the structure was read in another way: nothing was tried');
const isSo = found.join(' | ') === '1, 2, in it 2 | 1, in it 1 | 1, in it 1, 2';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
