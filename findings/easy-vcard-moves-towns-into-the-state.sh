#!/bin/sh
# @covve/easy-vcard moves what is in an address or a name by one place for each semicolon in it: the town is where the state
# belongs, and the country is the postal code.
#
# Version: @covve/easy-vcard 1.1.1 (the newest in November 2026), read with ical.js 2.2.1; seen with Node 20.20 and 26.
#
# What happens: an address is one line of seven parts between semicolons, a name of five, a firm of as many as it has
# departments. addAddress(), addFirstName() and addOrganization() take the parts one by one and join them as they are. The
# library escapes backslashes and line ends, and neither semicolons nor commas, which are many in streets and firms; a nickname
# with a comma becomes two.
#
# What was expected: RFC 6350, 3.4: "A SEMICOLON in a field of such a "compound" property MUST be escaped with a BACKSLASH
# character", and commas likewise.
#
#   street 1 Main St, town, state, postal code: read as 1 Main St | Springfield | OR | 97477
#   street 1 Main St; Suite 4, town, state, postal code: read as 1 Main St |  Suite 4 | Springfield | OR
#   first name Bob; Robert, last name Miller: read as Miller | Bob |  Robert
#   firm Miller; Sons, department Sales: read as Miller |  Sons | Sales
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@covve/easy-vcard": "1.1.1", "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { VCard } from '@covve/easy-vcard';
import ICAL from 'ical.js';

function read(name, fill) {
  const card = new VCard();
  fill(card.setFullName('Bob Miller'));
  return ICAL.Component.fromString(card.toString()).getFirstPropertyValue(name);
}
function shown(what, parts) {
  const text = parts.join(' | ');
  console.log(`${what}: read as ${text}`);
  return text;
}
// Post office box and extension come before the street, the country after the postal code.
const address = (street) => {
  const parts = read('adr', (card) => card.addAddress(street, 'Springfield', 'OR', '97477', 'USA'));
  return shown(`street ${street}, town, state, postal code`, parts.slice(2, 6));
};

const whole = address('1 Main St');
const moved = address('1 Main St; Suite 4');
const person = read('n', (card) => card.addFirstName('Bob; Robert').addLastName('Miller'));
const name = shown('first name Bob; Robert, last name Miller', person.slice(0, 3));
const organization = read('org', (card) => card.addOrganization('Miller; Sons', ['Sales']));
const firm = shown('firm Miller; Sons, department Sales', organization);

const isTried = whole === '1 Main St | Springfield | OR | 97477';
if (!isTried) console.log('a plain address is read in another way: nothing was tried');
const isSo = moved === '1 Main St |  Suite 4 | Springfield | OR' && name === 'Miller | Bob |  Robert'
  && firm === 'Miller |  Sons | Sales';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
