#!/bin/sh
# mimemessage keeps the last of several header fields that have one name: of the way that a message took, and of its signatures,
# one line is left; and it refuses messages that have a file with a semicolon in its name.
#
# Version: mimemessage 1.0.5 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: parse() keeps the fields of a message under their names, each with one value. A later one takes the place of the
# earlier, without a word, and toString() writes what is left: a message that is kept or sent on so has lost the Received fields
# of all servers but the first, and all but one DKIM-Signature, Authentication-Results and field of a mailing list that comes
# twice. And a parameter of a Content-Type is divided at semicolons without a look at quotation marks: parse() gives false for
# the whole message, as it does for a boundary with a question mark in it, which it takes for a pattern.
#
# What was expected: RFC 5322, 3.6: trace fields, comments, keywords and optional fields have no limit to their number, and
# "SHOULD NOT be reordered"; RFC 2045, 5.1: a parameter may be a quoted string, with any sign in it.
#
#   Received: 3 fields, written back: 1 (by first.example)
#   a file called "offer.pdf": read; "offer; final.pdf": refused
#   a boundary "one-two": read; "one?two": refused
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mimemessage": "1.0.5" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import mimemessage from 'mimemessage';

const SERVERS = ['last', 'second', 'first'];
const lines = (...parts) => parts.join('\r\n');
const outcome = (message) => (mimemessage.parse(message) ? 'read' : 'refused');

const received = SERVERS.map((name) => `Received: by ${name}.example; Mon, 8 Jan 2024 10:00:00 +0000`);
const written = mimemessage.parse(lines(...received, 'Content-Type: text/plain', '', 'hello')).toString();
const left = written.split('\r\n').filter((line) => line.startsWith('Received:'));
const by = left.map((line) => /by (\S+);/.exec(line)?.[1]).join(', ');
console.log(`Received: ${received.length} fields, written back: ${left.length} (by ${by})`);

const file = (name) => outcome(lines(`Content-Type: application/pdf; name="${name}"`, '', 'hello'));
const files = [file('offer.pdf'), file('offer; final.pdf')];
console.log(`a file called "offer.pdf": ${files[0]}; "offer; final.pdf": ${files[1]}`);

function multipart(boundary) {
  const type = `Content-Type: multipart/mixed; boundary="${boundary}"`;
  return outcome(lines(type, '', `--${boundary}`, 'Content-Type: text/plain', '', 'hello', `--${boundary}--`));
}
const boundaries = [multipart('one-two'), multipart('one?two')];
console.log(`a boundary "one-two": ${boundaries[0]}; "one?two": ${boundaries[1]}`);

const isTried = files[0] === 'read' && boundaries[0] === 'read';
if (!isTried) console.log('plain messages are refused, too: nothing was tried');
const isSo = left.length === 1 && by === 'first.example' && files[1] === 'refused' && boundaries[1] === 'refused';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
