#!/bin/sh
# email-forward-parser takes the quotation signs from the beginning of each line of a forwarded message: what its sender quoted
# is among his own words.
#
# Version: email-forward-parser 1.8.3 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: programs such as Apple Mail forward a message as a quotation, with `>` before each line, and for these the signs
# are taken away. But it is done with every forward, also with those of Gmail, Outlook and Thunderbird, which put the message
# below its headers as it is. There the signs are those of the sender: a question that he answers becomes his own sentence, and
# of several signs in a row (`>>`) none is left. Of `> >` one is. The answer to "who said yes?" is another one.
#
# What was expected: the forwarded text as it stands, where its headers are not quoted themselves (RFC 3676, 4.5: a line's
# number of `>` is its depth of quotation).
#
#   forwarded by Gmail: "> Shall we sell?", "No.", ">> Never."
#   found: "Shall we sell?", "No.", "Never."
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "email-forward-parser": "1.8.3" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import EmailForwardParser from 'email-forward-parser';

const LINES = ['> Shall we sell?', 'No.', '>> Never.'];
const HEADERS = [
  '---------- Forwarded message ---------', 'From: Bob <bob@example.com>', 'Date: Mon, 8 Jan 2024 at 10:00', 'Subject: Offer',
  'To: Ann <ann@example.com>',
];
const Parser = EmailForwardParser.default ?? EmailForwardParser;
const { forwarded, email } = new Parser().read([...HEADERS, '', '', ...LINES, ''].join('\n'), 'Fwd: Offer');
const found = email.body.split('\n').filter((line) => line !== '');

const quoted = (lines) => lines.map((line) => JSON.stringify(line)).join(', ');
console.log(`forwarded by Gmail: ${quoted(LINES)}`);
console.log(`found: ${quoted(found)}`);
const isTried = forwarded && email.from.address === 'bob@example.com';
if (!isTried) console.log('the forward was not recognised: nothing was tried');
process.exitCode = !isTried ? 2 : quoted(found) === '"Shall we sell?", "No.", "Never."' ? 0 : 1;
JS
node try.mjs
