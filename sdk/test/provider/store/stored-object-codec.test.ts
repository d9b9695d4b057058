import { serialize } from 'node:v8';
import {
  MAPI_E_CORRUPT_DATA,
  PR_BODY_W,
  PR_SUBJECT_W,
  PT_BINARY,
  PT_BOOLEAN,
  PT_DOUBLE,
  PT_LONG,
  PT_MV_I8,
  PT_MV_UNICODE,
  PT_NULL,
  PT_SYSTIME,
  propTag,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import { decodeStoredObject, encodeStoredObject, type StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';

const object: StoredObject = {
  id: '0001',
  parent: 'inbox',
  kind: 'message',
  version: 3,
  properties: [
    propValue(PR_SUBJECT_W, 'Grüße 🎈'),
    propValue(propTag(0x6700, PT_BINARY), Uint8Array.from([0, 255])),
    propValue(propTag(0x6701, PT_MV_I8), [1n, -(2n ** 63n)]),
  ],
  recipients: [[propValue(PR_SUBJECT_W, 'x')]],
  attachments: [{ num: 0, properties: [], embedded: { properties: [propValue(PR_BODY_W, '')], recipients: [] } }],
};

test('A stored object is the same after encoding and decoding', (t) => {
  t.deepEqual(decodeStoredObject(encodeStoredObject(object)), object);
});

const values: readonly (readonly [string, SPropValue])[] = [
  ['text', propValue(PR_BODY_W, 'a'.repeat(300_000))],
  ['half a surrogate pair', propValue(PR_BODY_W, 'x\ud83d')],
  ['an empty text', propValue(PR_BODY_W, '')],
  ['the smallest integer', propValue(propTag(0x6700, PT_LONG), -0x80000000)],
  ['minus zero', propValue(propTag(0x6700, PT_DOUBLE), -0)],
  ['NaN', propValue(propTag(0x6700, PT_DOUBLE), Number.NaN)],
  ['a fraction', propValue(propTag(0x6700, PT_DOUBLE), 0.1)],
  ['the largest time', propValue(propTag(0x6700, PT_SYSTIME), 2n ** 64n - 1n)],
  ['true', propValue(propTag(0x6700, PT_BOOLEAN), true)],
  ['null', propValue(propTag(0x6700, PT_NULL), null)],
  ['no bytes', propValue(propTag(0x6700, PT_BINARY), new Uint8Array())],
  [
    'many bytes',
    propValue(
      propTag(0x6700, PT_BINARY),
      Uint8Array.from({ length: 300 }, (_, index) => index),
    ),
  ],
  ['an empty list', propValue(propTag(0x6700, PT_MV_UNICODE), [])],
];

for (const [name, property] of values) {
  test(`A property keeps ${name}`, (t) => {
    const decoded = decodeStoredObject(encodeStoredObject({ ...object, properties: [property] }));
    t.deepEqual(decoded.properties, [property]);
  });
}

test('A hidden message stays hidden, and what is missing stays missing', (t) => {
  const hidden: StoredObject = { ...object, associated: true };
  t.deepEqual(decodeStoredObject(encodeStoredObject(hidden)), hidden);
  const store: StoredObject = { id: 'store', parent: null, kind: 'store', version: 1, properties: [] };
  t.deepEqual(decodeStoredObject(encodeStoredObject(store)), store);
});

test('The bytes of one object are not touched by the encoding of the next', (t) => {
  const objects = Array.from({ length: 200 }, (_, index) => ({ ...object, version: index, id: 'x'.repeat(index * 9) }));
  const encoded = objects.map(encodeStoredObject);
  t.deepEqual(encoded.map(decodeStoredObject), objects);
});

test('One object after another of any size is encoded as it is', (t) => {
  for (const size of [10, 100_000, 20, 3_000_000, 30, 1_000_000]) {
    const value = new Uint8Array(size).fill(size % 251);
    const bytes = encodeStoredObject({ ...object, properties: [propValue(propTag(0x6700, PT_BINARY), value)] });
    const [property] = decodeStoredObject(bytes).properties;
    t.is(Buffer.compare(property?.value as Uint8Array, value), 0);
  }
});

test('An object that cannot be encoded leaves nothing behind for the next', (t) => {
  t.throws(() => encodeStoredObject({ ...object, properties: [{ tag: PR_BODY_W, value: {} as never }] }), {
    instanceOf: TypeError,
    message: 'a stored object cannot hold object',
  });
  t.deepEqual(decodeStoredObject(encodeStoredObject(object)), object);
});

test('What an earlier version wrote is still read', (t) => {
  t.deepEqual(decodeStoredObject(Uint8Array.from([1, ...serialize(object)])), object);
});

test('What is decoded shares no memory with its bytes', (t) => {
  const many = propValue(propTag(0x6702, PT_BINARY), new Uint8Array(300).fill(7));
  const full = { ...object, properties: [...object.properties, many] };
  for (const encoded of [encodeStoredObject(full), Uint8Array.from([1, ...serialize(full)])]) {
    const bytes = Buffer.from(encoded);
    const decoded = decodeStoredObject(bytes);
    bytes.fill(0);
    t.deepEqual(decoded, full);
  }
});

const corrupt = test.macro((t, make: (bytes: Uint8Array) => Uint8Array) => {
  const error = t.throws(() => decodeStoredObject(make(encodeStoredObject(object)))) as { hr?: number } | undefined;
  t.is(error?.hr, MAPI_E_CORRUPT_DATA);
});

test('No bytes are MAPI_E_CORRUPT_DATA', corrupt, () => new Uint8Array());
test('An unknown format is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => Uint8Array.from([9, ...bytes.slice(1)]));
test('An object that is cut short anywhere is MAPI_E_CORRUPT_DATA', (t) => {
  const bytes = encodeStoredObject(object);
  for (let length = 0; length < bytes.length; length += 1) {
    const error = t.throws(() => decodeStoredObject(bytes.slice(0, length))) as { hr?: number } | undefined;
    t.is(error?.hr, MAPI_E_CORRUPT_DATA);
  }
});
test('Something behind the object is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => Uint8Array.from([...bytes, 0]));
test('Noise is MAPI_E_CORRUPT_DATA', corrupt, (bytes) =>
  bytes.map((byte, index) => (index === 0 ? byte : byte ^ 0x5a)),
);
test('Something else that was serialized is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredObject({ ...object, kind: 'mailbox' } as never),
);
test('A property of the wrong type is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredObject({ ...object, properties: [{ tag: PR_SUBJECT_W, value: 7 }] }),
);
