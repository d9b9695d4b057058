#!/bin/sh
# LDAP clients search for somebody else when a letter of the filter is escaped: ldapts and ldapjs-client make two letters of
# each umlaut, and ldapjs sends the backslashes.
#
# Versions: ldapts 9.2.0, ldapjs 3.0.7 and ldapjs-client 0.1.7 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: in a filter each byte may be written as a backslash and two hexadecimal digits. ldapts and ldapjs-client make a
# character of each byte, and then UTF-8 of each character, so that c3 bc, an umlaut, becomes c3 83 c2 bc; in the same way
# ldapts changes binary values such as a GUID. ldapjs leaves the escapes as they stand, also of a parenthesis. The server looks
# for what it was given, and answers that there is nobody; no error comes. The same names unescaped are found, but filters that
# other programs have written, and those in LDAP addresses and settings, are escaped.
#
# What was expected: the bytes. RFC 4515, 4, has (sn=Lu\c4\8di\c4\87) as its example of "various non-ASCII UTF-8 characters",
# and `\28` for a parenthesis. The README of ldapts says that a filter is by RFC 4515; the documentation of ldapjs names RFC
# 2254, which says the same.
#
#   (sn=Lučić):             ldapts 4c 75 c4 8d 69 c4 87
#                           ldapjs 4c 75 c4 8d 69 c4 87
#                           ldapjs-client 4c 75 c4 8d 69 c4 87
#   (sn=Lu\c4\8di\c4\87):   ldapts 4c 75 c3 84 c2 8d 69 c3 84 c2 87
#                           ldapjs "Lu\c4\8di\c4\87"
#                           ldapjs-client 4c 75 c3 84 c2 8d 69 c3 84 c2 87
#   (sn=Doe \28Ann\29):     ldapts "Doe (Ann)"
#                           ldapjs "Doe \28Ann\29"
#                           ldapjs-client "Doe (Ann)"
#   (objectGUID=\03\ff\81): ldapts 03 c3 bf c2 81
#                           ldapjs "\03\ff\81"
#                           ldapjs-client 03 ff 81
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
  "dependencies": { "ldapjs": "3.0.7", "ldapjs-client": "0.1.7", "ldapts": "9.2.0" }
}
JSON
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { once } from 'node:events';
import net from 'node:net';
import ldapjs from 'ldapjs';
import LdapJsClient from 'ldapjs-client';
import { Client as LdapTs } from 'ldapts';

const clients = {
  ldapts: (url, filter) => new LdapTs({ url }).search('dc=example', { filter }),
  ldapjs: (url, filter) => {
    const client = ldapjs.createClient({ url });
    client.on('error', () => {});
    client.search('dc=example', { filter }, () => {});
  },
  'ldapjs-client': (url, filter) => new LdapJsClient({ url }).search('dc=example', { filter }),
};

/** What the client sends for a filter of one equality: the bytes after the name of the attribute, each after its length. */
async function sentBy(search, filter) {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connected = once(server, 'connection');
  // The connection ends without an answer, which they may complain of.
  Promise.resolve(search(`ldap://127.0.0.1:${server.address().port}`, filter)).catch(() => {});
  const [socket] = await connected;
  socket.on('error', () => {});
  const [request] = await once(socket, 'data');
  socket.destroy();
  server.close();
  const [, attribute] = /^\((\w+)=/.exec(filter);
  const at = request.indexOf(attribute) + attribute.length;
  return request.subarray(at + 2, at + 2 + request[at + 1]);
}
function told(bytes) {
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isPlain ? JSON.stringify(bytes.toString()).replaceAll('\\\\', '\\') : bytes.toString('hex').replace(/..(?!$)/g, '$& ');
}

const NAME = '4c 75 c4 8d 69 c4 87';
const TWICE = '4c 75 c3 84 c2 8d 69 c3 84 c2 87';
const EXPECTED = {
  '(sn=Lu\u010di\u0107)': [NAME, NAME, NAME],
  '(sn=Lu\\c4\\8di\\c4\\87)': [TWICE, '"Lu\\c4\\8di\\c4\\87"', TWICE],
  '(sn=Doe \\28Ann\\29)': ['"Doe (Ann)"', '"Doe \\28Ann\\29"', '"Doe (Ann)"'],
  '(objectGUID=\\03\\ff\\81)': ['03 c3 bf c2 81', '"\\03\\ff\\81"', '03 ff 81'],
};
const giveUp = setTimeout(() => {
  console.log('a client sent nothing: nothing was tried');
  process.exit(2);
}, 20_000);
const outcomes = [];
for (const [filter, expected] of Object.entries(EXPECTED)) {
  const sent = [];
  for (const search of Object.values(clients)) sent.push(told(await sentBy(search, filter)));
  for (const [index, name] of Object.keys(clients).entries()) {
    console.log(`${(index === 0 ? `${filter}:` : '').padEnd(23)} ${name} ${sent[index]}`);
  }
  outcomes.push(sent.join('|') === expected.join('|'));
}
clearTimeout(giveUp);

const [isTried, ...areSo] = outcomes;
if (!isTried) console.log('not even a name without escapes is sent: nothing was tried');
process.exit(!isTried ? 2 : areSo.every(Boolean) ? 0 : 1);
JS
node try.mjs
