#!/bin/sh
# charwise makes one key of two: in a list, `Really??` is `Really!`, and what is saved under the second takes the place of the
# first; a zero byte comes back as another sign.
#
# Version: charwise 3.0.1 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: within a list the signs `!` and `"`, which end it and divide it, are written as `??` and `?%`, and `?` as `?@`;
# but a text that has neither `!` nor `"` is left as it is, with its question marks. So `??` stands for itself and for `!`, and
# is read as `!` always. In each text, within a list or not, a zero byte is written as a byte 1, and a byte 1 as two of them;
# neither is read back, and two zero bytes are the same as one byte 1. An index by subject, or by sender and subject, has one
# entry for messages that are two; and a key that was read in a range finds nothing, or another record, when it is used.
#
# What was expected: an encoding that keeps its keys apart. By its README it is a "codec for js values (including arrays) that
# preserves lexiographic sort order when encoded", to be the keys of level and flumedb; and bytewise, which it replaces, keeps
# them.
#
#   ["Really??"] and ["Really!"]: one key
#   ["100?%"] and ["100\""]: one key
#   "\u0000\u0000" and "\u0001": one key
#   saved: "Really??" with mail 1, "Really!" with mail 2; found: mail 2, mail 2
#   "inbox\u0000sub" is read back as "inbox\u0001sub"
#   bytewise: 4 pairs of 4 kept apart
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "bytewise": "1.1.0", "charwise": "3.0.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import bytewise from 'bytewise';
import charwise from 'charwise';

const PAIRS = [
  [['Really??'], ['Really!']],
  [['100?%'], ['100"']],
  ['\0\0', '\x01'],
  [['what?'], ['what!']],
];
const text = (key) => JSON.stringify(key);
const alike = PAIRS.filter(([one, other]) => charwise.encode(one) === charwise.encode(other));
for (const [one, other] of alike) console.log(`${text(one)} and ${text(other)}: one key`);

const records = new Map();
records.set(charwise.encode(['Really??']), 'mail 1');
records.set(charwise.encode(['Really!']), 'mail 2');
const found = [['Really??'], ['Really!']].map((key) => records.get(charwise.encode(key)));
console.log(`saved: "Really??" with mail 1, "Really!" with mail 2; found: ${found.join(', ')}`);

const zero = charwise.decode(charwise.encode('inbox\0sub'));
console.log(`${text('inbox\0sub')} is read back as ${text(zero)}`);

const apart = PAIRS.filter(([one, other]) => !bytewise.encode(one).equals(bytewise.encode(other)));
console.log(`bytewise: ${apart.length} pairs of ${PAIRS.length} kept apart`);

const isTried = apart.length === PAIRS.length && charwise.encode(['a']) !== charwise.encode(['b']);
const isSo = alike.length === 3 && found.join() === 'mail 2,mail 2' && zero === 'inbox\x01sub';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
