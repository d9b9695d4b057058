#!/bin/sh
# node-html-markdown joins the words at the ends of lines and paragraphs that are in a table, as those of most mail with a
# layout are: `Dear Ann`, `Hello` becomes `Dear AnnHello`.
#
# Version: node-html-markdown 2.0.0 (the newest in November 2026), compared with html-to-text 10.0.1; seen with Node 20.20 and
# 26.
#
# What happens: a cell of Markdown's tables is one line, so within one the line ends are left out: those of `br`, of paragraphs,
# points of lists and the cells of tables within. Nothing is put in their place, not even a blank. Each table is made one of
# Markdown, also one that has a whole newsletter in its only cell.
#
# What was expected: what can't be a line end is a blank. HTML shows a paragraph, a point of a list and a cell as boxes of their
# own (section 15, Rendering), and `br` is a line break (4.5.27). The README says nothing of what is in cells.
#
#   <p>Dear Ann</p><p>Hello</p>: Dear AnnHello
#   Main Street 1<br>Springfield: Main Street 1Springfield
#   <ul><li>one</li><li>two</li></ul>: onetwo
#   a table with the cells 10 and 50: 1050
#   outside of a table: all four apart
#   html-to-text: all four apart
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "node-html-markdown": "2.0.0", "html-to-text": "10.0.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { convert } from 'html-to-text';
import { NodeHtmlMarkdown } from 'node-html-markdown';

const PARTS = {
  '<p>Dear Ann</p><p>Hello</p>': 'Dear AnnHello',
  'Main Street 1<br>Springfield': 'Main Street 1Springfield',
  '<ul><li>one</li><li>two</li></ul>': 'onetwo',
  'a table with the cells 10 and 50': '1050',
};
const html = (name) => (name.startsWith('a table') ? '<table><tr><td>10</td><td>50</td></tr></table>' : name);
const cell = (part) => `<table><tr><td>${html(part)}</td></tr></table>`;
/** The first line of a table of Markdown, without its bars. */
const words = (markdown) => markdown.trim().split('\n')[0].replace(/^\| | \|$/g, '').trim();

const found = Object.keys(PARTS).map((part) => words(NodeHtmlMarkdown.translate(cell(part))));
for (const [index, part] of Object.keys(PARTS).entries()) console.log(`${part}: ${found[index]}`);

/** Whether none of the joined words is in what is made of the parts. */
const areApart = (convertPart) => Object.entries(PARTS).every(([part, joined]) => !convertPart(part).includes(joined));
const outside = areApart((part) => NodeHtmlMarkdown.translate(html(part)));
console.log(`outside of a table: ${outside ? 'all four apart' : 'not all apart'}`);
const formatters = { selectors: [{ selector: 'table', format: 'dataTable' }] };
const other = areApart((part) => convert(cell(part), formatters));
console.log(`html-to-text: ${other ? 'all four apart' : 'not all apart'}`);

const isTried = outside && other;
process.exitCode = !isTried ? 2 : Object.values(PARTS).every((joined, index) => found[index] === joined) ? 0 : 1;
JS
node try.mjs
