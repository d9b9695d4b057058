#!/bin/sh
# oxmsg writes the HTML of a draft without its line ends: words at the end of a line grow together with those of the next, and a
# tag whose attributes stand on lines of their own is none any more.
#
# Version: @tutao/oxmsg 0.2.3 (the newest in November 2026); seen with Node 20.20. Read back with @kenjiuno/msgreader 1.28.0,
# @kenjiuno/decompressrtf 0.1.4 and rtf-stream-parser 3.8.1.
#
# What happens: of a message that was received or sent the HTML is written as PR_HTML, byte for byte. That of a draft, `new
# Email(true)`, is written as PR_RTF_COMPRESSED with HTML inside (MS-OXRTFEX), and what is below 0x20 is left out on the way,
# line feeds and tabs among it, which that form would write as \par and \tab. HTML is the same with any white space between
# words, but not with none.
#
# What was expected: the same HTML in both, or one that looks the same.
#
#   given:     <p>good\nmorning</p>\r\n<a\nhref="https://example.com/">link</a>
#   received:  <p>good\nmorning</p>\r\n<a\nhref="https://example.com/">link</a>
#   draft:     <p>goodmorning</p><ahref="https://example.com/">link</a>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

cat > package.json <<'JSON'
{
  "private": true,
  "dependencies": {
    "@kenjiuno/decompressrtf": "0.1.4",
    "@kenjiuno/msgreader": "1.28.0",
    "@tutao/oxmsg": "0.2.3",
    "iconv-lite": "0.6.3",
    "rtf-stream-parser": "3.8.1"
  }
}
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import rtf from '@kenjiuno/decompressrtf';
import module from '@kenjiuno/msgreader';
import { Email } from '@tutao/oxmsg';
import iconv from 'iconv-lite';
import { deEncapsulateSync } from 'rtf-stream-parser';

const MsgReader = module.default ?? module;

/** The HTML that a reader finds in the .msg file. */
function written(isDraft, html) {
  const bytes = new Email(isDraft).sender('ann@example.com', 'Ann').to('bob@example.com').subject('s').bodyHtml(html).msg();
  const message = new MsgReader(bytes.slice().buffer).getFileData();
  if (message.html) return Buffer.from(message.html).toString();
  const text = Buffer.from(rtf.decompressRTF(Array.from(message.compressedRtf)));
  return deEncapsulateSync(text, { decode: iconv.decode }).text.trimEnd();
}

const given = '<p>good\nmorning</p>\r\n<a\nhref="https://example.com/">link</a>';
const show = (text) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
const [received, draft] = [false, true].map((isDraft) => written(isDraft, given));
console.log(`given:     ${show(given)}`);
console.log(`received:  ${show(received)}`);
console.log(`draft:     ${show(draft)}`);
if (received !== given) process.exit(2);
process.exit(draft === '<p>goodmorning</p><ahref="https://example.com/">link</a>' ? 0 : 1);
JS
node try.mjs
