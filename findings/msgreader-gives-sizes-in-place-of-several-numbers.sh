#!/bin/sh
# @kenjiuno/msgreader gives, as raw properties of a .msg file, the size of a value in place of several numbers.
#
# Version: @kenjiuno/msgreader 1.28.0 (the newest in November 2026); seen with Node 20.20. The file is written by cfb 1.2.2.
#
# What happens: with `includeRawProps`, a property of type PT_MV_LONG, PT_MV_I8 and the like comes as the eight bytes of its
# entry in the list of properties, which are the size of the stream that has the values (MS-OXMSG 2.4.2.2). Nothing tells them
# from the bytes of a single value. A PT_LONG comes unsigned: -1 is 4294967295.
#
# What was expected: the values, or the bytes of their stream; and signed numbers, which PT_LONG is (MS-OXCDATA 2.11.1).
#
#   PT_LONG     -1    4294967295
#   PT_MV_LONG  1, 2  08 00 00 00 00 00 00 00
#   PT_MV_I8    1, 2  10 00 00 00 00 00 00 00
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@kenjiuno/msgreader": "1.28.0", "cfb": "1.2.2" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import module from '@kenjiuno/msgreader';
import CFB from 'cfb';

const MsgReader = module.default ?? module;
const LONG = 0x68010003;
const MV_LONG = 0x68021003;
const MV_I8 = 0x68031014;

const file = CFB.utils.cfb_new();
const entry = (tag, fill) => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(tag, 0);
  bytes.writeUInt32LE(6, 4);
  fill(bytes);
  return bytes;
};
const several = (tag, bytes) => {
  CFB.utils.cfb_add(file, `/__substg1.0_${tag.toString(16).toUpperCase()}`, bytes);
  return entry(tag, (one) => one.writeUInt32LE(bytes.length, 8));
};
const longs = Buffer.from(Int32Array.of(1, 2).buffer);
const quads = Buffer.from(BigInt64Array.of(1n, 2n).buffer);
const entries = [entry(LONG, (one) => one.writeInt32LE(-1, 8)), several(MV_LONG, longs), several(MV_I8, quads)];
CFB.utils.cfb_add(file, '/__properties_version1.0', Buffer.concat([Buffer.alloc(32), ...entries]));
const bytes = new Uint8Array(CFB.write(file, { type: 'buffer' }));

const reader = new MsgReader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
reader.parserConfig = { includeRawProps: true };
const { rawProps = [] } = reader.getFileData();
const raw = new Map(rawProps.map(({ propertyTag, value }) => [Number.parseInt(propertyTag, 16), value]));
for (const [name, tag] of Object.entries({ LONG, MV_LONG, MV_I8 })) console.log(`PT_${name}`.padEnd(12), raw.get(tag));

const quad = raw.get(MV_I8);
const isSize = quad instanceof Uint8Array && quad.length === 8 && quad[0] === 16;
if (raw.size === 0) process.exitCode = 2;
else process.exitCode = isSize && raw.get(LONG) === 4294967295 ? 0 : 1;
JS
node try.mjs
