#!/bin/sh
# gmail-api-parse-message gives the last text of a message for its text: of a message that came by a mailing list there is the
# footer of the list, and nothing else.
#
# Version: gmail-api-parse-message 2.1.2 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: Gmail's API gives a message as the tree of its parts. Each part of the type text/plain takes the place of the
# one before in textPlain, each text/html in textHtml. Lists put their footer, and scanners their notice, behind the message as
# one more text; some programs write a text before and one after a picture. Nothing tells of the others.
#
# What was expected: the text, or the texts one after the other. In multipart/mixed parts "are independent and need to be
# bundled in a particular order" (RFC 2046, 5.1.3). The README has one message with one text, and no word of several.
#
#   parts: text/plain "Lunch at noon?"
#   textPlain: "Lunch at noon?"
#   parts: text/plain "Lunch at noon?", text/plain "To leave the list: ..."
#   textPlain: "To leave the list: ..."
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "gmail-api-parse-message": "2.1.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import parseMessage from 'gmail-api-parse-message';

/** A message as Gmail's API gives it, of these texts. */
function messageOf(texts) {
  const parts = texts.map((text, index) => {
    const data = Buffer.from(text).toString('base64url');
    return { partId: `${index}`, mimeType: 'text/plain', filename: '', headers: [], body: { size: text.length, data } };
  });
  return { id: '1', payload: { partId: '', mimeType: 'multipart/mixed', filename: '', headers: [], body: { size: 0 }, parts } };
}
function attempt(...texts) {
  const parsed = parseMessage(messageOf(texts));
  console.log(`parts: ${texts.map((text) => `text/plain ${JSON.stringify(text)}`).join(', ')}`);
  console.log(`textPlain: ${JSON.stringify(parsed.textPlain)}`);
  return JSON.stringify(parsed);
}

const MESSAGE = 'Lunch at noon?';
const FOOTER = 'To leave the list: ...';
const one = attempt(MESSAGE);
const two = attempt(MESSAGE, FOOTER);

const isTried = one.includes(MESSAGE);
if (!isTried) console.log('not even one text is given: nothing was tried');
process.exitCode = !isTried ? 2 : !two.includes(MESSAGE) && two.includes(FOOTER) ? 0 : 1;
JS
node try.mjs
