import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import {
  createWholeFile,
  isFull,
  isPart,
  partBeside,
  type WriteBytes,
  writeWholeFile,
} from '#harness/run/folders/write-whole-file.js';
import { testOnSmallDisk } from '../../support/small-disk.js';
import { temporaryFolder } from '../temporary-folder.js';

const MODULE = import.meta.resolve('#harness/run/folders/write-whole-file.js');
const posix = process.platform === 'win32' ? test.skip : test;
const few: WriteBytes = (descriptor, bytes, offset) =>
  writeSync(descriptor, bytes, offset, Math.min(3, bytes.length - offset));

/** Writes a few bytes, and then there is no more room. */
function fullAfter(calls: number): WriteBytes {
  let count = 0;
  return (descriptor, bytes, offset) => {
    count += 1;
    if (count > calls) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return few(descriptor, bytes, offset);
  };
}

test('a file is written, also over an older and longer one', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'report.json');
  writeWholeFile(file, 'the first one');
  t.is(readFileSync(file, 'utf8'), 'the first one');
  writeWholeFile(file, 'zwölf');
  t.is(readFileSync(file, 'utf8'), 'zwölf');
  t.deepEqual(readdirSync(folder), ['report.json']);
});

test('a writer that takes a few bytes at a time is called until it has all of them', (t) => {
  const file = join(temporaryFolder(t), 'report.json');
  writeWholeFile(file, 'a dozen and one ö', few);
  t.is(readFileSync(file, 'utf8'), 'a dozen and one ö');
});

for (const [what, write, message] of [
  ['fails in the middle', fullAfter(2), /^ENOSPC/],
  ['fails at once', fullAfter(0), /^ENOSPC/],
  ['takes no byte', () => 0, /^EIO: 0 of 16 bytes were written$/],
  [
    'says more than it does',
    (_descriptor, bytes, offset) => bytes.length - offset,
    /^EIO: 0 of 16 bytes were written$/,
  ],
] as const satisfies readonly (readonly [string, WriteBytes, RegExp])[]) {
  test(`a writer that ${what} is an error; the old file stays whole, and nothing beside it`, (t) => {
    const folder = temporaryFolder(t);
    const file = join(folder, 'report.json');
    writeFileSync(file, 'former');
    t.throws(() => writeWholeFile(file, 'the newest of it', write), { message });
    t.is(readFileSync(file, 'utf8'), 'former');
    t.deepEqual(readdirSync(folder), ['report.json']);
    t.throws(() => createWholeFile(join(folder, 'new'), 'the newest of it', { write }), { message });
    t.deepEqual(readdirSync(folder), ['report.json']);
  });
}

test('a file that is there already is not created again, and stays', (t) => {
  const file = join(temporaryFolder(t), 'lock');
  createWholeFile(file, 'mine');
  t.throws(() => createWholeFile(file, 'yours'), { code: 'EEXIST' });
  t.is(readFileSync(file, 'utf8'), 'mine');
});

test('a folder is not replaced, and a missing folder not created', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'report.json'));
  t.throws(() => writeWholeFile(join(folder, 'report.json'), 'new'), { code: 'EISDIR' });
  t.throws(() => writeWholeFile(join(folder, 'none', 'report.json'), 'new'), { code: 'ENOENT' });
  t.deepEqual(readdirSync(folder), ['report.json']);
});

posix('the mode of an existing file is kept', (t) => {
  const file = join(temporaryFolder(t), 'report.json');
  writeFileSync(file, 'former');
  chmodSync(file, 0o604);
  writeWholeFile(file, 'new');
  t.is(statSync(file).mode & 0o777, 0o604);
});

posix('a symbolic link is followed to its file, also to one that is not there yet', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'far'));
  writeFileSync(join(folder, 'far', 'there.json'), 'former');
  symlinkSync('far/there.json', join(folder, 'one'));
  symlinkSync('one', join(folder, 'two'));
  symlinkSync('far/new.json', join(folder, 'dangling'));
  writeWholeFile(join(folder, 'two'), 'through both');
  writeWholeFile(join(folder, 'dangling'), 'to nowhere');
  t.is(readFileSync(join(folder, 'far', 'there.json'), 'utf8'), 'through both');
  t.is(readFileSync(join(folder, 'far', 'new.json'), 'utf8'), 'to nowhere');
  t.true(lstatSync(join(folder, 'one')).isSymbolicLink());
  t.is(readlinkSync(join(folder, 'dangling')), 'far/new.json');
  t.deepEqual(readdirSync(folder).sort(), ['dangling', 'far', 'one', 'two']);
  symlinkSync('circle', join(folder, 'circle'));
  t.throws(() => writeWholeFile(join(folder, 'circle'), ''), { code: 'ELOOP' });
});

posix('a device is written to, and stays one', (t) => {
  writeWholeFile('/dev/null', 'gone');
  t.true(statSync('/dev/null').isCharacterDevice());
});

posix('a pipe is written to', async (t) => {
  const pipe = join(temporaryFolder(t), 'pipe');
  const reader = spawn('sh', ['-c', 'mkfifo "$0" && echo ready && cat "$0"', pipe], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let read = '';
  reader.stdout.on('data', (text: Buffer) => {
    read += text.toString();
  });
  await once(reader.stdout, 'data');
  writeWholeFile(pipe, 'through the pipe');
  await once(reader, 'close');
  t.is(read, 'ready\nthrough the pipe');
});

test('what a killed writer leaves is known by its name', (t) => {
  const folder = temporaryFolder(t);
  const part = partBeside(join(folder, 'x'.repeat(255)));
  writeFileSync(part, 'half');
  t.deepEqual(readdirSync(folder).map(isPart), [true]);
  t.deepEqual(['report.json', '.mapi-certify.lock', '.mapi-certify-x.part'].map(isPart), [false, false, false]);
});

test('a full disk, a quota and a limit of file sizes are want of room; other errors are not', (t) => {
  const room = (code: string): boolean => isFull(Object.assign(new Error(code), { code }));
  t.deepEqual(['ENOSPC', 'EDQUOT', 'EFBIG'].map(room), [true, true, true]);
  t.deepEqual(['EACCES', 'EROFS', 'EIO'].map(room), [false, false, false]);
  t.false(isFull(new Error('ENOSPC')));
});

testOnSmallDisk('on a disk without enough room the old file stays whole, and nothing beside it', (t, disk) => {
  const script = `import { writeWholeFile } from '${MODULE}';
    try { writeWholeFile(process.argv[1] + '/report.json', 'x'.repeat(30_000)); console.log('written'); }
    catch (error) { console.log(error.code); }`;
  const output = disk(
    `printf former > "$DISK/report.json"
     "$1" --input-type=module -e "$2" "$DISK"
     ls -A "$DISK"; cat "$DISK/report.json"`,
    process.execPath,
    script,
  );
  t.is(output, 'ENOSPC\nreport.json\nformer');
});
