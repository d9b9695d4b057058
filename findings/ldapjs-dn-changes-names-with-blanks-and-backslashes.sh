#!/bin/sh
# @ldapjs/dn, under ldapjs, changes names with a blank at an end or with a backslash: reading takes letters from them, and what
# it writes is the name of somebody else.
#
# Version: @ldapjs/dn 1.1.0 (the newest in November 2026, under ldapjs 3.0.7); seen with Node 20.20 and 26.
#
# What happens: a blank at the beginning or the end of a value has to be escaped. When it is read it is thrown away in spite of
# that; `\ ` at the beginning takes the next letter with it. A backslash of the value itself is read, but written without a
# second one, and is then the beginning of an escape: hexadecimal digits after it become a byte. An address book that is copied
# by these names has other people in it.
#
# What was expected: that a name is what was written, and is written so that it can be read again. RFC 4514, 2.4, has the
# backslash among the characters that must be escaped, and (3) the blank among those that may stand after one; the README of the
# package names this RFC.
#
#   cn=Doe\, Ann is "Doe, Ann": read as "Doe, Ann", written as cn=Doe\2c Ann, which is read as "Doe, Ann"
#   cn=\ Ann is " Ann": read as "nn", written as cn=nn, which is read as "nn"
#   cn=Ann\20 is "Ann ": read as "Ann", written as cn=Ann, which is read as "Ann"
#   cn=CORP\\abel is "CORP\abel": read as "CORP\abel", written as cn=CORP\abel, which is read as "CORP�el"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@ldapjs/dn": "1.1.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ldap from '@ldapjs/dn';

const valueOf = (text) => ldap.DN.fromString(text).rdnAt(0).getValue('cn');
function attempt(name, text) {
  const value = valueOf(text);
  const written = ldap.DN.fromString(text).toString();
  const again = valueOf(written);
  const [meant, read, next] = [name, value, again].map((one) => JSON.stringify(one).replaceAll('\\\\', '\\'));
  console.log(`${text} is ${meant}: read as ${read}, written as ${written}, which is read as ${next}`);
  return { value, again };
}

const plain = attempt('Doe, Ann', 'cn=Doe\\, Ann');
const led = attempt(' Ann', 'cn=\\ Ann');
const trailed = attempt('Ann ', 'cn=Ann\\20');
const parted = attempt('CORP\\abel', 'cn=CORP\\\\abel');

const isTried = plain.value === 'Doe, Ann' && plain.again === 'Doe, Ann' && parted.value === 'CORP\\abel';
if (!isTried) console.log('not even a comma is read: nothing was tried');
const isSo = led.value === 'nn' && trailed.value === 'Ann' && parted.again === 'CORP\ufffdel';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
