import test from 'ava';
import { guid, guidFromBytes, guidToBytes, isGuid, oleGuid } from '#src/com/guid.js';

const providerShutdown = Uint8Array.of(0x98, 3, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46);

test('IID_IMAPIProviderShutdown has the bytes of the Microsoft header', (t) => {
  t.deepEqual(guidToBytes(oleGuid(0x00020398)), providerShutdown);
  t.is(String(guidFromBytes(providerShutdown)), '{00020398-0000-0000-C000-000000000046}');
});

test('the first three groups are little-endian, the others in reading order', (t) => {
  const id = guid('{00112233-4455-6677-8899-AABBCCDDEEFF}');
  const hex = Buffer.from(guidToBytes(id)).toString('hex');
  t.is(hex, '33221100554477668899aabbccddeeff');
  t.is(guidFromBytes(guidToBytes(id)), id);
});

test('guid brings text of either case, with or without braces, into one form', (t) => {
  const expected = '{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}';
  for (const text of [expected, expected.toLowerCase(), expected.slice(1, -1)]) t.is(String(guid(text)), expected);
});

const wrong = [
  '',
  '{}',
  '6F1B0A0E58E44C8A9F530B6C5C4B7D11',
  '{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11',
  '6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}',
  '{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D1G}',
  '{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}\n',
];
for (const text of wrong) {
  test(`guid refuses ${JSON.stringify(text)}`, (t) => {
    t.throws(() => guid(text), { instanceOf: TypeError, message: /A GUID looks like/ });
  });
}

test('isGuid accepts the one form only', (t) => {
  t.true(isGuid('{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}'));
  t.false(isGuid('{6f1b0a0e-58e4-4c8a-9f53-0b6c5c4b7d11}'));
  t.false(isGuid(providerShutdown));
});

test('guidFromBytes refuses more or fewer than sixteen bytes', (t) => {
  t.throws(() => guidFromBytes(new Uint8Array(15)), { instanceOf: TypeError });
  t.throws(() => guidFromBytes(new Uint8Array(17)), { instanceOf: TypeError });
});

test('oleGuid refuses what is no unsigned integer of 32 bits', (t) => {
  for (const first of [-1, 0.5, 0x1_0000_0000, Number.NaN]) {
    t.throws(() => oleGuid(first), { instanceOf: TypeError }, `${first}`);
  }
});
