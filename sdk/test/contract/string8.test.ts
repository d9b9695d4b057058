import test from 'ava';
import { decodeString8, encodeString8 } from '#src/contract/string8.js';

test('any text comes back, and so does a byte order mark', (t) => {
  for (const text of ['', 'plain', 'Žluťoučký 🎈', '\ufeffmarked']) t.is(decodeString8(encodeString8(text)), text);
});

test('bytes that are no UTF-8 are read as Latin-1', (t) => {
  t.is(decodeString8(Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x80)), 'Grüße\u0080');
});
