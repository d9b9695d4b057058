#!/bin/sh
# ldif changes every value that is no text: the photo of a person is another one after an address book was read, and is written
# back damaged.
#
# Version: ldif 0.5.1 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: what is not plain text is in base64 in LDIF, photos and certificates as well as names with umlauts (RFC 2849,
# note 4 on the syntax: "MUST be base-64 encoded"). ldif decodes every such value as UTF-8, and keeps the text of it. Bytes that
# are no UTF-8 become the sign for that, three bytes each, in what toObject() gives, whatever its options, and in what toLDIF()
# writes. Nothing tells it.
#
# What was expected: the bytes, or the base64. Of its goals the README says "100% RFC-compliance" and "Parsed records stored
# internally intact".
#
#   name:  c3 bc read, c3 bc written back
#   photo: ff d8 ff e0 00 10 in the file, ef bf bd ef bf bd ef bf bd ef bf bd 00 10 written back
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ldif": "0.5.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ldif from 'ldif';

const NAME = Buffer.from('\u00fc');
const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]);
const book = [
  'version: 1',
  'dn: cn=Ann,dc=example,dc=org',
  'objectclass: inetOrgPerson',
  `cn:: ${NAME.toString('base64')}`,
  `jpegPhoto:: ${PHOTO.toString('base64')}`,
  '',
].join('\n');

const written = ldif.parse(book).toLDIF();
function valueOf(name) {
  const [, base64] = new RegExp(`^${name}:: (.+)$`, 'm').exec(written) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
const told = (bytes) => bytes?.toString('hex').replace(/..(?!$)/g, '$& ') ?? 'nothing';

const [name, photo] = [valueOf('cn'), valueOf('jpegPhoto')];
const { cn } = ldif.parse(book).shift().toObject().attributes;
console.log(`name:  ${told(Buffer.from(cn))} read, ${told(name)} written back`);
console.log(`photo: ${told(PHOTO)} in the file, ${told(photo)} written back`);

const isTried = name?.equals(NAME) === true && photo !== undefined;
if (!isTried) console.log('not even a name is kept: nothing was tried');
process.exitCode = !isTried ? 2 : told(photo) === `${'ef bf bd '.repeat(4)}00 10` ? 0 : 1;
JS
node try.mjs
