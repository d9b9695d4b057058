import { MAPI_E_CORRUPT_DATA, PR_DISPLAY_NAME_W, PT_BINARY, PT_MV_I8, propTag, propValue } from '@mapi-kit/sdk';
import { decodeStoredEntry, encodeStoredEntry, type StoredEntry } from '@mapi-kit/sdk/address-book';
import test from 'ava';

const entry: StoredEntry = {
  id: '0001',
  container: 'contacts',
  version: 3,
  properties: [
    propValue(PR_DISPLAY_NAME_W, 'Zoë 🎈'),
    propValue(propTag(0x6700, PT_BINARY), Uint8Array.from([0, 255])),
    propValue(propTag(0x6701, PT_MV_I8), [1n, -(2n ** 63n)]),
  ],
};

test('a stored entry is the same after encoding and decoding', (t) => {
  t.deepEqual(decodeStoredEntry(encodeStoredEntry(entry)), entry);
});

const corrupt = test.macro((t, make: (bytes: Uint8Array) => Uint8Array) => {
  const error = t.throws(() => decodeStoredEntry(make(encodeStoredEntry(entry)))) as { hr?: number } | undefined;
  t.is(error?.hr, MAPI_E_CORRUPT_DATA);
});

test('no bytes are MAPI_E_CORRUPT_DATA', corrupt, () => new Uint8Array());
test('an unknown format is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => Uint8Array.from([9, ...bytes.slice(1)]));
test('a truncated entry is MAPI_E_CORRUPT_DATA', corrupt, (bytes) => bytes.slice(0, bytes.length >> 1));
test('an entry without a container is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredEntry({ ...entry, container: undefined } as never),
);
test('a property of the wrong type is MAPI_E_CORRUPT_DATA', corrupt, () =>
  encodeStoredEntry({ ...entry, properties: [{ tag: PR_DISPLAY_NAME_W, value: 7 }] }),
);
