#!/bin/sh
# imap (node-imap) and imapflow give parts of an attached message the number of another part: who fetches the text of a
# forwarded message by it gets the whole message, or in a message that is one as a whole, something else.
#
# Versions: imap 0.8.19, also under imap-simple 5.1.0, and imapflow 2.10.2 (the newest in November 2026); seen with Node 20.20
# and 26.
#
# What happens: the structure of a message names a number for each part (`partID`, `part`), by which its content is fetched. In
# an attached message the count goes on from the number of that message. But where it is no multipart, its one text has the
# number of the message around it, so that two parts of a structure have the same; and where the attachment is the only part, it
# has no number of its own to go on from, and its parts begin at 1, or have none. What a client shows as the text of the
# forwarded message begins with its headers then, or is encoded where the attached text is not.
#
# What was expected: RFC 3501, 6.4.5: "Every message has at least one part number", a message that is no multipart has part 1,
# and parts within one of type message/rfc822 are named behind its number and a period: 2.1 here, and in a message that is one
# attached message 1.1 and 1.2.
#
#   a text, and an attached message with a text (2.1): imap 1, 2, 2; imapflow none, 1, 2, 2
#   an attached message alone, with a text (1.1): imap 1, 1; imapflow none, none
#   an attached message alone, with text and HTML (1.1, 1.2): imap 1, 1, 2; imapflow none, none, 1, 2
#   a text, and an attached message with text and HTML (2.1, 2.2): imap 1, 2, 2.1, 2.2; imapflow none, 1, 2, 2, 2.1, 2.2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "imap": "0.8.19", "imapflow": "2.10.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import imapParser from 'imap/lib/Parser.js';
import { parser } from 'imapflow/lib/handler/imap-handler.js';
import { parseBodystructure } from 'imapflow/lib/tools.js';

// RFC 3501, 7.4.2: type, subtype, parameters, id, description, encoding, size; then lines, or envelope and body.
const text = (subtype) => `("TEXT" "${subtype}" NIL NIL NIL "7BIT" 12 1)`;
const several = (subtype, ...parts) => `(${parts.join('')} "${subtype}")`;
const ENVELOPE = '(NIL "attached" NIL NIL NIL NIL NIL NIL NIL NIL)';
const message = (body) => `("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 342 ${ENVELOPE} ${body} 3)`;

const ofImap = (list) => list.flatMap((part) => {
  if (Array.isArray(part)) return ofImap(part);
  return [...(part.partID === undefined ? [] : [part.partID]), ...(part.body ? ofImap(part.body) : [])];
});
const ofImapFlow = ({ part, childNodes = [] }) => [part ?? 'none', ...childNodes.flatMap(ofImapFlow)];

async function numbers(what, body) {
  const { attributes } = await parser(`* 1 FETCH (BODYSTRUCTURE ${body})`);
  const [, structure] = attributes.find(Array.isArray);
  const imap = ofImap(imapParser.parseBodyStructure(body.slice(1, -1), [])).join(', ');
  const imapFlow = ofImapFlow(parseBodystructure(structure)).join(', ');
  console.log(`${what}: imap ${imap}; imapflow ${imapFlow}`);
  return `${imap}; ${imapFlow}`;
}

const both = several('ALTERNATIVE', text('PLAIN'), text('HTML'));
const mixed = (body) => several('MIXED', text('PLAIN'), message(body));
const found = [
  await numbers('a text, and an attached message with a text (2.1)', mixed(text('PLAIN'))),
  await numbers('an attached message alone, with a text (1.1)', message(text('PLAIN'))),
  await numbers('an attached message alone, with text and HTML (1.1, 1.2)', message(both)),
];
const right = await numbers('a text, and an attached message with text and HTML (2.1, 2.2)', mixed(both));

const isTried = right.startsWith('1, 2, 2.1, 2.2; ') && right.endsWith(', 2.1, 2.2');
if (!isTried) console.log('the structure was read in another way: nothing was tried');
const isSo = found.join(' | ') === '1, 2, 2; none, 1, 2, 2 | 1, 1; none, none | 1, 1, 2; none, none, 1, 2';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
