#!/bin/sh
# emailjs-mime-builder joins lines: what is written with a blank at the end of a line, as many a signature and address is,
# arrives as one line; and a line of more than 998 letters without a blank is sent as it is.
#
# Version: emailjs-mime-builder 2.0.5, read with postal-mime 4.0.0 and libmime 5.6.4; seen with Node 20.20 and 26.
#
# What happens: a text of ASCII with a line longer than 76 letters is sent as `format=flowed`, in which a blank at the end of a
# line says that the line goes on. Where the builder breaks a line it leaves a blank, and it leaves those, too, that were at the
# end of a line before: whoever reads takes both for its own breaks, and joins them. A single long line turns it on, and all the
# other lines of the message are read so. A word for which there is no place to break it is left in one line.
#
# What was expected: RFC 3676, 4.2: whoever writes flowed text trims the blanks before the line ends that the user has put
# there. RFC 5322, 2.1.1: a line has 998 letters at most; quoted-printable is there for longer ones. libmime, of the same
# origin, trims.
#
#   sent: "Main Street 1 ", "Springfield"; postal-mime has "Main Street 1 Springfield", libmime too
#   without a long line in the text: 2 lines
#   written by libmime, read by postal-mime: 2 lines
#   longest line of a word of 1,200 letters: 1200
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
  "dependencies": { "emailjs-mime-builder": "2.0.5", "libmime": "5.6.4", "postal-mime": "4.0.0" }
}
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import module from 'emailjs-mime-builder';
import libmime from 'libmime';
import PostalMime from 'postal-mime';

const MimeBuilder = module.default ?? module;
const LONG = 'word '.repeat(30).trim();
const ADDRESS = 'Main Street 1 \nSpringfield\n\n';

const build = (text) => new MimeBuilder('text/plain').setContent(text).build();
const flowed = (text) => ['Content-Type: text/plain; format=flowed', '', libmime.encodeFlowed(text)].join('\r\n');
const body = (message) => message.slice(message.indexOf('\r\n\r\n') + 4);
/** The lines before the first empty one, without blanks at their ends. */
const lines = (text) => text.split(/\r?\n\s*\r?\n/)[0].split(/\r?\n/).map((line) => line.trim());
const read = async (message) => lines((await PostalMime.parse(message)).text);

const message = build(ADDRESS + LONG);
const postal = await read(message);
const same = lines(libmime.decodeFlowed(body(message))).join() === postal.join();
console.log(`sent: "Main Street 1 ", "Springfield"; postal-mime has "${postal.join('", "')}", libmime ${same ? 'too' : 'not'}`);

const plain = await read(build(ADDRESS));
console.log(`without a long line in the text: ${plain.length} lines`);
const trimmed = await read(flowed(ADDRESS + LONG));
console.log(`written by libmime, read by postal-mime: ${trimmed.length} lines`);

const longest = Math.max(...build('x'.repeat(1_200)).split('\r\n').map(({ length }) => length));
console.log(`longest line of a word of 1,200 letters: ${longest}`);

const isTried = plain.length === 2 && trimmed.length === 2;
if (!isTried) console.log('lines are joined by the reader in any case: nothing was tried');
process.exitCode = !isTried ? 2 : postal.join() === 'Main Street 1 Springfield' && same && longest > 998 ? 0 : 1;
JS
node try.mjs
