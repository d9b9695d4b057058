#!/bin/sh
# address-rfc2822 reads addresses with quotation marks, and writes them without: what it has written of a name with quotation
# marks in it, or of a mailbox whose local part has to be quoted, it cannot read again.
#
# Version: address-rfc2822 2.2.4 with email-addresses 5.0.0 below it (both the newest in November 2026); seen with Node 20.20.
#
# What happens: `format()` puts a phrase into quotation marks only when it finds an odd character and no quotation mark in it,
# and an address never, though RFC 5322 (3.2.3, 3.4.1) has both quoted where they are no atoms. Words of a phrase that were
# quoted one by one are joined without the blank between them.
#
# What was expected: that what `format()` gives is read as the same name and address.
#
#   "Doe, \"Joe\"" <joe@example.com>  =>  Doe, "Joe" <joe@example.com>  =>  No results
#   "joe doe"@example.com  =>  joe doe@example.com  =>  No results
#   "Joe" "Doe" <joe@example.com>  =>  JoeDoe <joe@example.com>  =>  JoeDoe, joe@example.com
#   "Doe, Joe" <joe@example.com>  =>  "Doe, Joe" <joe@example.com>  =>  Doe, Joe, joe@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "address-rfc2822": "2.2.4", "email-addresses": "5.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import addresses from 'address-rfc2822';

function readAgain(text) {
  try {
    return addresses.parse(text).map(({ phrase, address }) => `${phrase}, ${address}`).join(' and ');
  } catch (error) {
    return error.message;
  }
}

const expected = {
  '"Doe, \\"Joe\\"" <joe@example.com>': 'No results',
  '"joe doe"@example.com': 'No results',
  '"Joe" "Doe" <joe@example.com>': 'JoeDoe, joe@example.com',
  '"Doe, Joe" <joe@example.com>': 'Doe, Joe, joe@example.com',
};
const seen = Object.keys(expected).map((given) => {
  const written = addresses.parse(given)[0].format();
  const again = readAgain(written);
  console.log(`${given}  =>  ${written}  =>  ${again}`);
  return again;
});
process.exit(Object.values(expected).every((again, index) => again === seen[index]) ? 0 : 1);
JS
node try.mjs
