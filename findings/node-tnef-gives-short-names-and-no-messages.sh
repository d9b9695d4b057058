#!/bin/sh
# node-tnef gives attachments of a winmail.dat their names of the time of DOS, and attached messages not at all.
#
# Version: node-tnef 1.4.0 (the newest in November 2026); seen with Node 20.20.
#
# What happens: it reads two attributes of an attachment, its title and its data. The title is the name of eight and three
# characters (PR_ATTACH_FILENAME); the name that the sender saw, PR_ATTACH_LONG_FILENAME, is in the attribute attAttachment with
# the rest of the properties, and is thrown away with it, so that nobody who uses the library can look it up. The data of an
# attached message is there as well (PR_ATTACH_DATA_OBJ): what comes of it is an attachment with a title and without data. There
# is no error, and the README says that the title includes the extension.
#
# What was expected: the long name, which is in the file (here one that comes with the package), and the attached message, or an
# error for what can't be read.
#
#   in the file: zappa_av1.jpg; read: ZAPPA_~2.JPG
#   an attached message of 71 bytes; read: "a message", data: none
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "node-tnef": "1.4.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import tnef from 'node-tnef';

const u16 = (number) => Buffer.from(Uint16Array.of(number).buffer);
const u32 = (number) => Buffer.from(Uint32Array.of(number).buffer);
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

// MS-OXTNEF 2.1.3.2: level, id and type, length, data, and the sum of the data's bytes.
function attribute(level, id, data) {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}
function variable(tag, value) {
  return Buffer.concat([u32(tag), u32(1), u32(value.length), padded(value)]);
}
function file(...attributes) {
  const version = attribute(1, 0x00089006, u32(0x00010000));
  const codePage = attribute(1, 0x00069007, Buffer.concat([u32(1252), u32(0)]));
  return Buffer.concat([u32(0x223e9f78), u16(1), version, codePage, ...attributes]);
}
const text = (value) => Buffer.from(`${value}\0`, 'latin1');

const embedded = file(attribute(1, 0x00018004, text('hello from long ago')));
const IID_IMESSAGE = Buffer.from('0703020000000000c000000000000046', 'hex');
const properties = [
  Buffer.concat([u32(0x37050003), u32(5)]), // PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG
  variable(0x3701000d, Buffer.concat([IID_IMESSAGE, embedded])), // PR_ATTACH_DATA_OBJ
];
const message = file(
  attribute(2, 0x00069002, Buffer.concat([u16(1), u32(0xffffffff), u32(0), u32(0)])),
  attribute(2, 0x00018010, text('a message')),
  attribute(2, 0x00069005, Buffer.concat([u32(properties.length), ...properties])),
);

// The library prints what it does.
const write = process.stdout.write;
async function read(bytes) {
  writeFileSync('winmail.dat', bytes);
  process.stdout.write = () => true;
  try {
    return (await promisify(tnef.parse)('winmail.dat')).Attachments;
  } finally {
    process.stdout.write = write;
  }
}

const LONG = 'zappa_av1.jpg';
const own = readFileSync('node_modules/node-tnef/testFiles/attachments.dat');
const longName = variable(0x3707001e, text(LONG));
const isInFile = own.includes(longName);
const [picture] = await read(own);
console.log(`in the file: ${isInFile ? LONG : 'no long name'}; read: ${picture?.Title}`);

const [attached] = await read(message);
const { Title: title, Data: data } = attached ?? {};
console.log(`an attached message of ${embedded.length} bytes; read: ${JSON.stringify(title)}, data: ${data?.length ?? 'none'}`);

if (!isInFile || picture === undefined) console.log('the file of the package is another one: nothing was tried');
const isSo = picture?.Title === 'ZAPPA_~2.JPG' && title === 'a message' && data === undefined;
process.exitCode = !isInFile || picture === undefined ? 2 : isSo ? 0 : 1;
JS
node try.mjs
