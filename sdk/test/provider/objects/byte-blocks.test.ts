import test from 'ava';
import { ByteBlocks } from '#src/provider/objects/byte-blocks.js';

const MB = 1024 * 1024;

/** Bytes that nothing else here has. */
function bytesOf(length: number, seed: number): Uint8Array {
  return new Uint8Array(length).fill(seed % 251);
}

function add(blocks: ByteBlocks, ...values: readonly Uint8Array[]): Uint8Array {
  return blocks.add((writer) => {
    for (const value of values) writer.value(value);
  });
}

/** What a writer makes of values, in memory of its own. */
function written(...values: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(add(new ByteBlocks(), ...values));
}

test('What waits stays as it is, whatever comes, goes and is written where something else has waited', (t) => {
  const blocks = new ByteBlocks();
  const waiting: { bytes: Uint8Array; copy: Uint8Array }[] = [];
  let state = 7;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
  for (let round = 0; round < 1_500; round += 1) {
    const sizes = Array.from({ length: 1 + next(3) }, () => next(next(40) === 0 ? 3 * MB : 60_000));
    const values = sizes.map((size, index) => bytesOf(size, round + index));
    const bytes = add(blocks, ...values);
    waiting.push({ bytes, copy: new Uint8Array(bytes) });
    while (waiting.length > next(60)) {
      const [gone] = waiting.splice(next(waiting.length), 1);
      if (gone === undefined) break;
      if (Buffer.compare(gone.bytes, gone.copy) !== 0) t.fail(`what waited has changed by round ${round}`);
      blocks.free(gone.bytes);
    }
    if (next(100) === 0) blocks.rest();
  }
  t.true(waiting.every(({ bytes, copy }) => Buffer.compare(bytes, copy) === 0));
});

test('Memory is used again when nothing in its block waits any more, and not before', (t) => {
  const blocks = new ByteBlocks();
  const [first, second] = [add(blocks, bytesOf(1_000, 1)), add(blocks, bytesOf(1_000, 2))];
  t.is(second.buffer, first.buffer);
  blocks.free(first);
  const third = add(blocks, bytesOf(1_000, 3));
  t.is(third.byteOffset, second.byteOffset + second.length);
  blocks.free(second);
  blocks.free(third);
  const fourth = add(blocks, bytesOf(1_000, 4));
  t.is(fourth.buffer, first.buffer);
  t.is(fourth.byteOffset, first.byteOffset);
});

test('Memory that was given back to the system, and what a very large value needed, is not used again', (t) => {
  const blocks = new ByteBlocks();
  const small = add(blocks, bytesOf(1_000, 1));
  blocks.free(small);
  blocks.rest();
  const large = add(blocks, bytesOf(3 * MB, 2));
  t.not(large.buffer, small.buffer);
  blocks.free(large);
  t.not(add(blocks, bytesOf(1_000, 3)).buffer, large.buffer);
});

test('What does not fit into the rest of a block is whole in the next', (t) => {
  const blocks = new ByteBlocks();
  const values = [bytesOf(MB - 1_000, 1), bytesOf(600, 2), bytesOf(5_000, 3)] as const;
  const first = add(blocks, values[0]);
  const second = add(blocks, values[1], values[2]);
  t.not(second.buffer, first.buffer);
  t.is(Buffer.compare(first, written(values[0])), 0);
  t.is(Buffer.compare(second, written(values[1], values[2])), 0);
});

test('What could not be written leaves nothing behind', (t) => {
  const blocks = new ByteBlocks();
  const first = add(blocks, bytesOf(10, 1));
  const copy = new Uint8Array(first);
  t.throws(
    () =>
      blocks.add((writer) => {
        writer.value(bytesOf(2 * MB, 2));
        writer.value({});
      }),
    { instanceOf: TypeError },
  );
  const second = add(blocks, bytesOf(20, 3));
  t.is(Buffer.compare(second, written(bytesOf(20, 3))), 0);
  t.is(Buffer.compare(first, copy), 0);
});

test('Nothing is freed twice', (t) => {
  const blocks = new ByteBlocks();
  const bytes = add(blocks, bytesOf(10, 1));
  blocks.free(bytes);
  t.throws(() => blocks.free(bytes), { instanceOf: RangeError });
});
