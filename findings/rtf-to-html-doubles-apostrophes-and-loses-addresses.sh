#!/bin/sh
# @iarna/rtf-to-html writes two apostrophes, or an apostrophe and a question mark, for one of Outlook's; it leaves out quotation
# marks and dashes; and addresses between `<` and `>` become tags, which nobody sees.
#
# Version: @iarna/rtf-to-html 1.1.0, on rtf-parser 1.3.3 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: rtf-parser makes a letter of `\u8217` and leaves what follows it, which is there for readers that know no
# Unicode, in the text as well: `\uc` it doesn't know. The control words for quotation marks, dashes and bullets it doesn't know
# either, and leaves them out without a word. rtf-to-html puts the text into HTML as it is, without escaping `<` and `&`, and a
# line break within a paragraph as a line end, which is shown as a blank. A body of Outlook in PR_RTF_COMPRESSED has all of
# these.
#
# What was expected: the text. The specification of RTF 1.9.1 has, of `\uN`, that the reader ignores as many characters after it
# as the last `\ucN` says, which is one where there is none; and lists `\lquote`, `\emdash` and their like as special characters
# that stand for a sign of text. The README of rtf-parser names stylesheets, lists and tables as missing, and "other required
# bits".
#
#   don\u8217\'92t: don’’t
#   don\u8217?t: don’?t
#   \ldblquote yes\rdblquote  \emdash  Ann: yes  Ann
#   Ann <ann@example.com>: Ann <ann@example.com>
#   a\line b: a, line end, b
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@iarna/rtf-to-html": "1.1.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { promisify } from 'node:util';
import rtfToHtml from '@iarna/rtf-to-html';

const convert = promisify(rtfToHtml.fromString);
/** What the library makes of one paragraph, without what is around it. */
async function paragraph(rtf) {
  const html = await convert(`{\\rtf1\\ansi\\ansicpg1252 ${rtf}\\par}`);
  return /<p>(.*)<\/p>/s.exec(html)?.[1];
}

const TEXTS = [
  "don\\u8217\\'92t",
  'don\\u8217?t',
  '\\ldblquote yes\\rdblquote  \\emdash  Ann',
  'Ann <ann@example.com>',
  'a\\line b',
];
const EXPECTED = ['don’’t', 'don’?t', 'yes  Ann', 'Ann <ann@example.com>'];
const found = [];
for (const rtf of TEXTS) found.push(await paragraph(rtf));
const shown = (html) => html.replace(/\n\s*/, ', line end, ');
for (const [index, rtf] of TEXTS.entries()) console.log(`${rtf}: ${shown(found[index])}`);

const isTried = (await paragraph('hello {\\b Ann}')) === 'hello Ann';
if (!isTried) console.log('plain words are not read: nothing was tried');
const isSo = EXPECTED.every((text, index) => found[index] === text) && /^a\s+b$/.test(found[4]);
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
