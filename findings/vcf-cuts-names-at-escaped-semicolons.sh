#!/bin/sh
# vcf cuts a name at a semicolon that belongs to it, so that part of the family name is taken for the given name; and the texts
# that it reads are still as the file has them, backslashes and all.
#
# Version: vcf 2.1.2 (the newest in November 2026); seen with Node 20.20.
#
# What happens: in N the parts are separated by semicolons, and a semicolon within a part has a backslash in front of it (RFC
# 2426, 3.1.2; RFC 6350, 3.4). vcf splits at each semicolon and leaves the backslash at the end of the first piece. Values that
# are one text (FN, NOTE) it gives with `\,`, `\;` and `\n` as they stand in the file. Written back they are right, so that
# nobody notices in a round trip: whoever shows them, or puts them into a database, has them wrong.
#
# What was expected: the family name `Doe; Jr`, the given name `Jane`, the text `Doe; Jr, Jane`.
#
#   N: ["Doe\\"," Jr","Jane","","",""]
#   FN: "Doe\\; Jr\\, Jane"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "vcf": "2.1.2" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import VCard from 'vcf';

const lines = ['BEGIN:VCARD', 'VERSION:3.0', 'N:Doe\\; Jr;Jane;;;', 'FN:Doe\\; Jr\\, Jane', 'END:VCARD', ''];
const card = new VCard().parse(lines.join('\r\n'));
// The last of the four parts of a property is its value.
const [, , , name] = JSON.parse(JSON.stringify(card.get('n')));
const full = card.get('fn').valueOf();
console.log(`N: ${JSON.stringify(name)}`);
console.log(`FN: ${JSON.stringify(full)}`);
const isSo = name[0] === 'Doe\\' && name[1] === ' Jr' && name[2] === 'Jane' && full === 'Doe\\; Jr\\, Jane';
process.exitCode = isSo ? 0 : 1;
JS
node try.mjs
