#!/bin/sh
# html-to-text and turndown give the points of a list other numbers than the sender saw: an answer to "point 7" is about point
# 1.
#
# Versions: html-to-text 10.0.1 and turndown 7.2.5 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: an item of a numbered list may have its number with it (`<li value="7">`), as in lists that go on after a
# paragraph, and in minutes and contracts of which points were left out; and a list may count down (`reversed`). Both libraries
# take the number at which the list begins from `start`, and count up from there, whatever the items say.
#
# What was expected: HTML Standard, 4.4.5 and 4.4.8: an item that has the attribute value has that number, the next ones go on
# from it, and with `reversed` they go down. A browser and Outlook show them so.
#
#   points 3, 7 and 8: html-to-text 3 4 5, turndown 3 4 5
#   3, 2, 1 (reversed): html-to-text 1 2 3, turndown 1 2 3
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "html-to-text": "10.0.1", "turndown": "7.2.5" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { compile } from 'html-to-text';
import TurndownService from 'turndown';

const toText = compile({ wordwrap: false });
const turndown = new TurndownService();

const numbers = (text) => (text.match(/\d+(?=\.)/g) ?? []).join(' ');
function list(what, html) {
  const [byText, byTurndown] = [numbers(toText(html)), numbers(turndown.turndown(html))];
  if (what !== undefined) console.log(`${what}: html-to-text ${byText}, turndown ${byTurndown}`);
  return [byText, byTurndown];
}

const started = list(undefined, '<ol start="7"><li>one</li><li>two</li></ol>');
const valued = list('points 3, 7 and 8', '<ol start="3"><li>one</li><li value="7">two</li><li>three</li></ol>');
const reversed = list('3, 2, 1 (reversed)', '<ol reversed><li>one</li><li>two</li><li>three</li></ol>');

const isTried = started.every((found) => found === '7 8');
if (!isTried) console.log('not even the start of a list counts: nothing was tried');
const isSo = valued.every((found) => found === '3 4 5') && reversed.every((found) => found === '1 2 3');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
