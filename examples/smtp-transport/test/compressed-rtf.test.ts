import test from 'ava';
import { decompressRtf } from '#src/compressed-rtf.js';

/** The two examples of MS-OXRTFCP (3.2). */
const hello = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
);
const overlapping = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex');

test('compressed RTF is what it was', (t) => {
  t.is(decompressRtf(hello).toString(), '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  t.is(decompressRtf(overlapping).toString(), '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
});

test('compressed RTF that ends too early is damaged, wherever that is', (t) => {
  const withoutMark = hello.subarray(0, -2);
  t.deepEqual(
    decompressRtf(withoutMark),
    decompressRtf(hello),
    'the mark of the end says nothing that the size does not',
  );
  for (let length = 0; length < withoutMark.length; length++) {
    t.throws(() => decompressRtf(hello.subarray(0, length)), { instanceOf: RangeError }, String(length));
  }
});

test('RTF that is not compressed is taken as it is', (t) => {
  const bytes = Buffer.concat([Buffer.from('11000000050000004d454c4100000000', 'hex'), Buffer.from('{rtf}more')]);
  t.is(decompressRtf(bytes).toString(), '{rtf}');
  t.throws(() => decompressRtf(bytes.subarray(0, 18)), { message: 'the RTF ends too early' });
});

test('other bytes are no compressed RTF', (t) => {
  t.throws(() => decompressRtf(new Uint8Array(32)), { message: 'this is no compressed RTF' });
});
