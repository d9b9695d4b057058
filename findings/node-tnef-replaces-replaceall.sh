#!/bin/sh
# Loading node-tnef, the registry's reader of winmail.dat, changes String.prototype.replaceAll of the whole process: from then
# on the text that is looked for is taken as a regular expression.
#
# Version: node-tnef 1.4.0 (the newest in November 2026); seen with Node 20.20.
#
# What happens: one of its modules gives every string a replaceAll of its own, which makes a RegExp of its first argument, over
# that which JavaScript has had since 2021. Code elsewhere in the process, which has nothing to do with mail, replaces more than
# it was asked to where that text has a dot, a bracket or a plus sign in it, or throws. Nothing says so.
#
# What was expected: that loading a library changes nothing for others: `1000000` and `x.y` both times.
#
#   before: "1000000" "x.y"
#   after:  "" "x.x.|x.yx."
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "node-tnef": "1.4.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
const replaced = () => ['1.000.000'.replaceAll('.', ''), 'a|y'.replaceAll('a|', 'x.')];
const before = replaced();
await import('node-tnef');
const after = replaced();
console.log('before:', ...before.map((text) => JSON.stringify(text)));
console.log('after: ', ...after.map((text) => JSON.stringify(text)));
process.exitCode = before[0] === '1000000' && before[1] === 'x.y' && after[0] === '' && after[1] !== 'x.y' ? 0 : 1;
JS
node try.mjs
