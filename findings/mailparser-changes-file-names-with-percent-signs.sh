#!/bin/sh
# mailparser and libmime change an attachment's name that is sent in parts, some of them encoded: a percent sign of a plain part
# becomes an equals sign, or other letters with what follows it.
#
# Versions: mailparser 3.14.2 and libmime 5.6.4 (the newest in November 2026), also under @zone-eu/mailsplit; seen with Node
# 20.20 and 26. Compared with postal-mime 4.0.0.
#
# What happens: a name that is long or has umlauts is sent as filename*0*, filename*1 and so on; those with an asterisk at the
# end are percent-encoded. libmime joins all parts, and decodes the whole as if each had been encoded. "Offer 50%" is another
# name, and two files of one message may get the same one.
#
# What was expected: the name. RFC 2231, 4.1, has an example with two encoded parts and a plain one, and says that the asterisk
# tells which is which, part by part.
#
#   sent:        filename*0*=utf-8''M%C3%BCller; filename*1=".pdf"
#   mailparser:  Müller.pdf
#   libmime:     Müller.pdf
#   postal-mime: Müller.pdf
#
#   sent:        filename*0*=utf-8''M%C3%BCller; filename*1=" 50% off.pdf"
#   mailparser:  Müller 50= off.pdf
#   libmime:     Müller 50= off.pdf
#   postal-mime: Müller 50% off.pdf
#
#   sent:        filename*0*=utf-8''M%C3%BCller; filename*1=" 100%41.pdf"
#   mailparser:  Müller 100A.pdf
#   libmime:     Müller 100A.pdf
#   postal-mime: Müller 100%41.pdf
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "libmime": "5.6.4", "mailparser": "3.14.2", "postal-mime": "4.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import libmime from 'libmime';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const readers = {
  mailparser: async (message) => (await simpleParser(message)).attachments[0].filename,
  libmime: async (_message, disposition) => libmime.parseHeaderValue(disposition).params.filename,
  'postal-mime': async (message) => (await PostalMime.parse(message)).attachments[0].filename,
};

async function attempt(sent) {
  const disposition = `attachment; ${sent}`;
  const message = ['Content-Type: application/pdf', `Content-Disposition: ${disposition}`, '', 'x', ''].join('\r\n');
  console.log(`${'sent:'.padEnd(12)} ${sent}`);
  const names = {};
  for (const [reader, read] of Object.entries(readers)) {
    names[reader] = await read(message, disposition);
    console.log(`${`${reader}:`.padEnd(12)} ${names[reader]}`);
  }
  return names;
}

const plain = await attempt(`filename*0*=utf-8''M%C3%BCller; filename*1=".pdf"`);
console.log();
const signed = await attempt(`filename*0*=utf-8''M%C3%BCller; filename*1=" 50% off.pdf"`);
console.log();
const numbered = await attempt(`filename*0*=utf-8''M%C3%BCller; filename*1=" 100%41.pdf"`);

const isPlain = Object.values(plain).every((name) => name === 'M\u00fcller.pdf');
const isTried = isPlain && signed['postal-mime'] === 'M\u00fcller 50% off.pdf';
if (!isTried) console.log('not even a name without percent signs is read: nothing was tried');
const isSo = ['mailparser', 'libmime'].every(
  (reader) => signed[reader] === 'M\u00fcller 50= off.pdf' && numbered[reader] === 'M\u00fcller 100A.pdf',
);
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
