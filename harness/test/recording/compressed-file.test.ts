import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { BLOCK_BYTES, compressedChunks } from '#harness/recording/compressed-file.js';

function fileWith(t: ExecutionContext, content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-compressed-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'life-1.ndjson.gz');
  writeFileSync(file, content);
  return file;
}

const read = (file: string): string => Buffer.concat([...compressedChunks(file)]).toString('utf8');

/** What no compression makes shorter. */
function noise(bytes: number): Buffer {
  let state = 7;
  const numbers = Uint8Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return Buffer.from(numbers);
}

test('Blocks are read one after the other, as they were written', (t) => {
  const file = fileWith(t, Buffer.concat(['one\n', 'two\n', 'three\n'].map((text) => gzipSync(text))));
  t.deepEqual([...compressedChunks(file)].map(String), ['one\n', 'two\n', 'three\n']);
});

test('An empty file has no block', (t) => {
  t.deepEqual([...compressedChunks(fileWith(t, Buffer.alloc(0)))], []);
});

test('A whole block that cannot be compressed is read to its end, and the one behind it', (t) => {
  const block = noise(BLOCK_BYTES);
  const file = fileWith(t, Buffer.concat([gzipSync(block), gzipSync('behind')]));
  const [first, second] = [...compressedChunks(file)];
  t.true(first?.equals(block));
  t.is(String(second), 'behind');
});

test('A block that holds more than any of ours is refused, before memory is full of it', (t) => {
  const file = fileWith(t, gzipSync(Buffer.alloc(BLOCK_BYTES + 1)));
  t.throws(() => read(file), { message: `${file}: damaged, or cut off` });
});

test('What is no gzip is refused by its name', (t) => {
  const file = fileWith(t, Buffer.from('{"n":1}\n'));
  t.throws(() => read(file), { message: `${file}: not compressed as it must be` });
});

test('A file that ends within a block, or has something behind the last one, is refused', (t) => {
  const file = fileWith(t, gzipSync('one\n'));
  const whole = readFileSync(file);
  for (let length = 1; length < whole.length; length += 1) {
    writeFileSync(file, whole);
    truncateSync(file, length);
    t.throws(() => read(file), { message: /not compressed as it must be|damaged, or cut off/ }, `${length} bytes`);
  }
  writeFileSync(file, whole);
  appendFileSync(file, '\n');
  t.throws(() => read(file), { message: /not compressed as it must be/ });
});

test('Any changed byte of content or check sum is found', (t) => {
  const file = fileWith(t, gzipSync('{"n":1,"t":1,"e":"start"}\n'));
  const whole = readFileSync(file);
  // The ten bytes of the header hold a time and a system, which say nothing of the content.
  for (let at = 10; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (whole[at] ?? 0) ^ 0x10;
    writeFileSync(file, changed);
    t.throws(() => read(file), { message: /damaged, or cut off/ }, `byte ${at}`);
  }
});
