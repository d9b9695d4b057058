import {
  fnevCriticalError,
  fnevExtended,
  fnevNewMail,
  fnevObjectCreated,
  fnevTableModified,
  guid,
  hresult,
  type MAPINAMEID,
  type NOTIFICATION,
  PR_BODY_W,
  PR_ENTRYID,
  PR_SEARCH_KEY,
  PR_SUBJECT_W,
  PT_LONG,
  PT_MV_UNICODE,
  propTag,
  propValue,
  type SRestriction,
} from '@mapi-kit/sdk';
import test from 'ava';
import { decodeAnsi, encodeAnsi } from '#harness/native/windows-1252.js';

test('every byte is a character of Windows-1252 and comes back; what it does not have is a question mark', (t) => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  t.deepEqual(new Uint8Array(encodeAnsi(decodeAnsi(all))), all);
  t.is(decodeAnsi(Uint8Array.of(0x80, 0x9f, 0xe9)), '€Ÿé');
  t.deepEqual([...encodeAnsi('a漢😀')], [0x61, 0x3f, 0x3f]);
});

const SUBJECT = propValue(PR_SUBJECT_W, 'größer');
const SIZE = propTag(0x0e08, PT_LONG);

const RESTRICTIONS: readonly SRestriction[] = [
  { rt: 0, restrictions: [] },
  {
    rt: 1,
    restrictions: [
      { rt: 2, restriction: { rt: 3, fuzzyLevel: 0x10001, tag: PR_SUBJECT_W, prop: SUBJECT } },
      { rt: 4, relop: 2, tag: SIZE, prop: propValue(SIZE, -5) },
      { rt: 5, relop: 4, tag1: SIZE, tag2: PR_SUBJECT_W },
      { rt: 6, relBMR: 1, tag: SIZE, mask: 0xffffffff },
      { rt: 7, relop: 1, tag: PR_SUBJECT_W, size: 3_000_000_000 },
    ],
  },
  { rt: 9, subobject: propTag(0x0e12, 0xd), restriction: { rt: 8, tag: PR_SUBJECT_W } },
  { rt: 10, props: [SUBJECT], restriction: { rt: 8, tag: SIZE } },
  { rt: 10, props: [SUBJECT, propValue(SIZE, 1)], restriction: null },
];

const NAMES: readonly (MAPINAMEID | null)[] = [
  { guid: guid('{00020329-0000-0000-C000-000000000046}'), kind: 1, name: 'x-größe' },
  null,
  { guid: guid('{00062008-0000-0000-C000-000000000046}'), kind: 0, id: 0x8503 },
];

const NOTIFICATIONS: readonly NOTIFICATION[] = [
  { eventType: fnevObjectCreated, entryId: Uint8Array.of(1), parentId: Uint8Array.of(2, 3), objectType: 5 },
  { eventType: fnevNewMail, entryId: Uint8Array.of(1), parentId: Uint8Array.of(2), messageClass: 'IPM.Ü' },
  { eventType: fnevTableModified, tableEvent: 3, scode: hresult(0), row: [SUBJECT] },
  { eventType: fnevCriticalError, entryId: undefined, scode: hresult(0x80004005) },
  { eventType: fnevExtended, event: 7, eventParameters: Uint8Array.of(9) },
];

(process.platform === 'linux' ? test : test.skip)(
  'structures that are laid out in memory are read as they were',
  async (t) => {
    const [{ Writer }, { Reader }, lists, restrictions, { readNotifications, writeNotifications }] = await Promise.all([
      import('#harness/native/writer.js'),
      import('#harness/native/reader.js'),
      import('#harness/native/structures/lists.js'),
      import('#harness/native/structures/restrictions.js'),
      import('#harness/native/structures/notifications.js'),
    ]);
    const [writer, reader] = [new Writer(), new Reader()];
    const laidOut = (write: () => number): number => {
      t.is(write(), 0, 'whoever is given the address finds the structure there');
      return writer.lend();
    };
    for (const each of RESTRICTIONS) {
      const address = laidOut(() => restrictions.writeRestriction(writer, each));
      t.deepEqual(restrictions.readRestriction(reader, address), each);
    }
    const sorts = {
      sorts: [
        { tag: PR_SUBJECT_W, order: 1 as const },
        { tag: SIZE, order: 0 as const },
      ],
    };
    t.deepEqual(
      restrictions.readSortOrder(
        reader,
        laidOut(() => restrictions.writeSortOrder(writer, sorts)),
      ),
      sorts,
    );
    t.deepEqual(
      lists.readNames(
        reader,
        laidOut(() => lists.writeNames(writer, NAMES)),
        3,
      ),
      NAMES,
    );
    const ids = [Uint8Array.of(1, 2), new Uint8Array(0)];
    t.deepEqual(
      lists.readBinaries(
        reader,
        laidOut(() => lists.writeBinaries(writer, ids)),
      ),
      ids,
    );
    const rows = [[SUBJECT], [], [propValue(SIZE, 2), SUBJECT]];
    t.deepEqual(
      lists.readRows(
        reader,
        laidOut(() => lists.writeRows(writer, rows)),
      ),
      rows,
    );
    const problems = [{ index: 1, tag: PR_SUBJECT_W, scode: hresult(0x80070005) }];
    t.deepEqual(
      lists.readProblems(
        reader,
        laidOut(() => lists.writeProblems(writer, problems)),
      ),
      problems,
    );
    const error = { error: 'größer', component: 'store', lowLevelError: 3, context: 4 };
    for (const unicode of [true, false]) {
      t.deepEqual(
        lists.readError(
          reader,
          laidOut(() => lists.writeError(writer, error, unicode)),
          unicode,
        ),
        error,
      );
    }
    t.deepEqual(
      readNotifications(
        reader,
        laidOut(() => writeNotifications(writer, NOTIFICATIONS)),
        NOTIFICATIONS.length,
      ),
      NOTIFICATIONS,
    );
    // Marks: what was lent since is taken back, and what was lent before is not touched by a buffer that grows.
    writer.text('kept');
    const kept = writer.lend();
    const mark = writer.mark;
    laidOut(() => writer.blob(new Uint8Array(5_000_000)));
    t.is(reader.text(kept), 'kept');
    writer.release(mark);
    t.is(writer.mark, mark);
  },
);

(process.platform === 'linux' ? test : test.skip)(
  'values in the block of their array are read with it; all others where they are, and so is what does not end in the block',
  async (t) => {
    const [{ Writer }, { Reader }, { Cells }, { Allocators }, { addressOf, copyMemory }, properties] =
      await Promise.all([
        import('#harness/native/writer.js'),
        import('#harness/native/reader.js'),
        import('#harness/native/cells.js'),
        import('#harness/native/allocators.js'),
        import('#harness/native/ffi.js'),
        import('#harness/native/structures/properties.js'),
      ]);
    const values = [
      propValue(PR_SUBJECT_W, 'größer 😀'),
      propValue(PR_BODY_W, ''),
      propValue(PR_ENTRYID, Uint8Array.of(1, 2, 3)),
      propValue(
        PR_SEARCH_KEY,
        Uint8Array.from({ length: 100 }, (_, index) => index),
      ),
      propValue(propTag(0x6600, PT_MV_UNICODE), ['a', 'zwölf']),
      propValue(SIZE, 7),
    ];
    const allocators = new Allocators(new Cells());
    const [writer, reader] = [new Writer(), new Reader()];
    properties.writeProperties(writer, values);
    const block = writer.give(allocators.allocate);
    const bytes = allocators.bytesOf(block);
    t.true(bytes > values.length * properties.PROP_BYTES);
    // Whatever is said of its size: a text that ends behind that, and one that begins there, are the same.
    for (let said = 0; said <= bytes; said += 2) {
      t.deepEqual(properties.readProperties(reader, block, values.length, said), values, `${said} of ${bytes} bytes`);
    }
    // At an odd address, too, where C may have it.
    const odd = Buffer.alloc(96);
    const at = addressOf(odd);
    odd.writeUInt32LE(PR_SUBJECT_W, 0);
    odd.writeBigUInt64LE(BigInt(at + 33), 8);
    odd.write('odd\0', 33, 'utf16le');
    t.deepEqual(properties.readProperties(reader, at, 1, odd.length), [propValue(PR_SUBJECT_W, 'odd')]);
    // What has been read is another's when the block is.
    copyMemory(block, at, properties.PROP_BYTES);
    t.deepEqual(properties.readProperties(reader, block, 1, bytes), [propValue(PR_SUBJECT_W, 'odd')]);
    allocators.free(block);
    t.is(allocators.bytesOf(at + 48), 0, 'what MAPIAllocateBuffer did not give is no block');
    t.is(allocators.count.faults, 0);
  },
);
