#!/bin/sh
# html-to-md leaves out text without a word: names that Outlook marks, paragraphs whose tags are in capitals, and lists and
# tables whose end tags are left out.
#
# Version: html-to-md 0.8.8 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: what is in an element whose name has a colon or a capital letter is not in the Markdown, and of a list or table
# whose items are not closed nothing is. Old mail programs write capitals, and Outlook `o:p`, and `st1:City` around names of
# places. An unknown element without a colon is kept as it stands.
#
# What was expected: the text. Names of elements may be in any case (HTML, 13.1.2), end tags of list items and cells may be
# omitted (13.1.2.4), and of an element that nobody knows the text is shown. The README says that "Only valid HTML will be
# output correctly"; three of the four are.
#
#   <p>Hello</p>: "Hello"
#   <P>Hello</P>: ""
#   <p>From <st1:City>Berlin</st1:City> to Rome</p>: "From  to Rome"
#   <ul><li>one</li><li>two</li></ul>: "* one\n* two"
#   <ul><li>one<li>two</ul>: ""
#   <table><tr><td>one<td>two</table>: ""
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "html-to-md": "0.8.8" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { createRequire } from 'node:module';

const html2md = createRequire(import.meta.url)('html-to-md');

function attempt(html) {
  const markdown = html2md(html);
  console.log(`${html}: ${JSON.stringify(markdown)}`);
  return markdown;
}

const plain = attempt('<p>Hello</p>');
const capital = attempt('<P>Hello</P>');
const named = attempt('<p>From <st1:City>Berlin</st1:City> to Rome</p>');
const closed = attempt('<ul><li>one</li><li>two</li></ul>');
const open = attempt('<ul><li>one<li>two</ul>');
const cells = attempt('<table><tr><td>one<td>two</table>');

const isTried = plain === 'Hello' && closed === '* one\n* two';
if (!isTried) console.log('not even a paragraph is converted: nothing was tried');
const isSo = capital === '' && !named.includes('Berlin') && open === '' && cells === '';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
