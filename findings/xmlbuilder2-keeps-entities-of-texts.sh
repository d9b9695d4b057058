#!/bin/sh
# xmlbuilder2 does not escape what looks like an entity in a text: `&lt;` comes back as `<`.
#
# Version: xmlbuilder2 4.0.3 (the newest in November 2026); seen with Node 20.20.
#
# What happens: txt() and attributes take a text, but when it is written, an `&` that begins something like an entity is left
# as it is. A text in which somebody wrote `&lt;b>` is read as `<b>`, and `&#0;` or `&none;` make the document none: no reader
# accepts it.
#
# What was expected: a reader gets the text that was given.
#
#   &lt;b> is written as &lt;b&gt;
#   &none; is written as &none;
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "xmlbuilder2": "4.0.3" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { create } from 'xmlbuilder2';

const outcomes = [['&lt;b>', '&lt;b&gt;'], ['&none;', '&none;']].map(([text, expected]) => {
  const [, written] = /<a>(.*)<\/a>/.exec(create().ele('a').txt(text).end()) ?? [];
  console.log(`${text} is written as ${written}`);
  return written === expected;
});
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
JS
node try.mjs
