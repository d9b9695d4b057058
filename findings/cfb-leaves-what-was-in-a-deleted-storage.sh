#!/bin/sh
# cfb deletes a storage of a compound file and leaves what was in it: an attachment that was taken out of a .msg file comes back
# as part of the message.
#
# Version: cfb 1.2.2 (the newest in November 2026); seen with Node 20.20. Read back with cfb and with @kenjiuno/msgreader
# 1.28.0.
#
# What happens: an attachment of a .msg file is a storage with streams in it (MS-OXMSG 2.2.2). CFB.utils.cfb_del takes the name
# of the storage, removes that one entry of the directory, and returns true. Streams have no folder then; when the file is
# written they become streams of the root, where the message has its own properties: what the user took out is still in the
# file, as the PR_ATTACH_DATA_BIN of the message. Where the attachment has properties of the same name as the message (every one
# has `__properties_version1.0`), there are two streams of one name.
#
# What was expected: that the streams go with their storage, or false, as for a name that is not there.
#
#   deleted: true
#   read again: /__substg1.0_0037001F, /__properties_version1.0, /__substg1.0_37010102
#   in the last one: the attached file
#   attachments that msgreader finds: 0
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@kenjiuno/msgreader": "1.28.0", "cfb": "1.2.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import module from '@kenjiuno/msgreader';
import CFB from 'cfb';

const MsgReader = module.default ?? module;
const ATTACHMENT = '/__attach_version1.0_#00000000/';
const DATA = '__substg1.0_37010102';
const ATTACHED = 'the attached file';

const again = (file) => CFB.read(CFB.write(file, { type: 'buffer' }), { type: 'buffer' });
const entry = (tag, size) => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(tag, 0);
  bytes.writeUInt32LE(6, 4);
  bytes.writeUInt32LE(size, 8);
  return bytes;
};

const message = CFB.utils.cfb_new();
const subject = Buffer.from('hello', 'utf16le');
const properties = Buffer.concat([Buffer.alloc(32), entry(0x0037001f, subject.length + 2)]);
CFB.utils.cfb_add(message, '/__properties_version1.0', properties);
CFB.utils.cfb_add(message, '/__substg1.0_0037001F', subject);
CFB.utils.cfb_add(message, `${ATTACHMENT}${DATA}`, Buffer.from(ATTACHED));

const opened = again(message);
if (!CFB.find(opened, `${ATTACHMENT}${DATA}`)) {
  console.log('the attachment is not there: nothing was tried');
  process.exit(2);
}
console.log(`deleted: ${CFB.utils.cfb_del(opened, ATTACHMENT)}`);

const read = again(opened);
const names = read.FullPaths.map((path) => path.slice('Root Entry'.length)).filter((path) => path.startsWith('/__'));
console.log(`read again: ${names.join(', ')}`);
const content = CFB.find(read, `/${DATA}`)?.content;
console.log(`in the last one: ${content ? Buffer.from(content) : 'nothing'}`);

const bytes = new Uint8Array(CFB.write(opened, { type: 'buffer' }));
const { attachments } = new MsgReader(bytes.slice().buffer).getFileData();
console.log(`attachments that msgreader finds: ${attachments.length}`);
process.exitCode = content && Buffer.from(content).toString() === ATTACHED && attachments.length === 0 ? 0 : 1;
JS
node try.mjs
