#!/bin/sh
# addressparser makes another address of one that has quotation marks, buildmail sends to that, and emailjs to nobody; in a
# name, a remark within a remark takes the rest of it away.
#
# Versions: addressparser 1.0.1, buildmail 4.0.1 above it, and emailjs 5.0.3 with a copy of the parser (the newest in November
# 2026); seen with Node 20.20 and 26.
#
# What happens: a mailbox whose name has two dots in a row, as a Japanese carrier gave out for years, or a comma or blank, is
# written in quotation marks before the @. The parser knows them as signs around a name, takes them off, and joins what follows
# with a blank: `john..doe @docomo.example`. In angle brackets the address stays whole. buildmail has the changed one in the
# envelope and in the header. emailjs finds no address in it, makes a name of the text, and leaves the address empty. And a
# remark ends at its first closing bracket, though there may be remarks within it.
#
# What was expected: RFC 5322, 3.4.1: an address is a dot-atom or a quoted string, then @ and the domain; 3.2.2: comments nest.
#
#   "john..doe"@docomo.example: john..doe @docomo.example
#   in the envelope of buildmail: john..doe @docomo.example, whole@example.com
#   in the envelope of emailjs: "", whole@example.com
#   Bob (at the (old) works) Miller <bob@example.com>: Bob works) Miller
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "addressparser": "1.0.1", "buildmail": "4.0.1", "emailjs": "5.0.3" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import addressparser from 'addressparser';
import BuildMail from 'buildmail';
import { Message, SMTPClient } from 'emailjs';

const ADDRESS = '"john..doe"@docomo.example';
const LIST = `${ADDRESS}, whole@example.com`;
const NAME = 'Bob (at the (old) works) Miller <bob@example.com>';

const [alone] = addressparser(ADDRESS);
const [inBrackets] = addressparser(`<${ADDRESS}>`);
const [named] = addressparser(NAME);
const built = new BuildMail('text/plain').setHeader({ from: 'me@example.com', to: LIST }).getEnvelope().to;
const message = new Message({ from: 'me@example.com', to: LIST, subject: 'hello', text: 'hello' });
const sent = new SMTPClient({ host: 'localhost' }).createMessageStack(message).to.map(({ address }) => address);

console.log(`${ADDRESS}: ${alone.address}`);
console.log(`in the envelope of buildmail: ${built.join(', ')}`);
console.log(`in the envelope of emailjs: ${sent.map((address) => address || '""').join(', ')}`);
console.log(`${NAME}: ${named.name}`);

const isTried = inBrackets.address === ADDRESS;
if (!isTried) console.log('an address in angle brackets is changed as well: that is another matter');
const isSo = alone.address === 'john..doe @docomo.example' && built[0] === alone.address && sent[0] === '' && sent.length === 2
  && named.name === 'Bob works) Miller';
process.exitCode = isTried && isSo ? 0 : 1;
JS
node try.mjs
