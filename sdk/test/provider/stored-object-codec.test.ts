import { MAPI_E_CORRUPT_DATA, PR_BODY_W, PR_SUBJECT_W, PT_BINARY, PT_MV_I8, propTag, propValue } from '@mapi-kit/sdk';
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

const corrupt = test.macro((t, make: (bytes: Uint8Array) => Uint8Array) => {
  const error = t.throws(() => decodeStoredObject(make(encodeStoredObject(object)))) as { hr?: number } | undefined;
  t.is(error?.hr, MAPI_E_CORRUPT_DATA);
});

test('No bytes are MAPI_E_CORRUPT_DATA', corrupt, () => new Uint8Array());
test('An unknown format is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => Uint8Array.from([9, ...bytes.slice(1)]));
test('A truncated object is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => bytes.slice(0, bytes.length >> 1));
test('Noise is MAPI_E_CORRUPT_DATA', corrupt, (bytes) =>
  bytes.map((byte, index) => (index === 0 ? byte : byte ^ 0x5a)),
);
test('Something else that was serialized is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredObject({ ...object, kind: 'mailbox' } as never),
);
test('A property of the wrong type is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredObject({ ...object, properties: [{ tag: PR_SUBJECT_W, value: 7 }] }),
);
