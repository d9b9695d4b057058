import {
  E_UNEXPECTED,
  type IAttach,
  IID_IMAPIProp,
  IID_IStream,
  type IMAPIFolder,
  type IMessage,
  MAPI_CREATE,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_MODIFY,
  PR_ATTACH_DATA_BIN,
  PR_DISPLAY_NAME_W,
  PR_SUBJECT_W,
  PT_BINARY,
  propTag,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { AbstractEncodedStore, encodeStoredObject, messageStoreProvider } from '@mapi-kit/sdk/store';
import {
  entryIdOf,
  get,
  logOn,
  newFolder,
  newMessage,
  ok,
  okay,
  openMessage,
  rowsOf,
  saveMessage,
  shutdownOf,
  subjects,
} from './support/client.js';
import { durable, durableSubjects, Encoded, open, test } from './support/encoded-store.js';

const PR_LARGE = propTag(0x6700, PT_BINARY);
const SIZE = 100_000;

const bytesOf = (seed: number): Uint8Array => new Uint8Array(SIZE).fill(1 + (seed % 250));

/** Saves a message that has two large values, one of them in an attachment and written as a stream; it stays open. */
function saveLarge(folder: IMAPIFolder, seed: number): IMessage {
  const message = newMessage(folder, `large ${seed}`);
  ok(message.SetProps([propValue(PR_LARGE, bytesOf(seed))]));
  const { attach } = ok(message.CreateAttach(null, 0));
  const stream = ok(attach.OpenProperty(PR_ATTACH_DATA_BIN, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytesOf(seed + 1)));
  okay(stream.Commit(0));
  okay(attach.SaveChanges(0));
  okay(message.SaveChanges(0));
  attach.Release();
  return message;
}

/** Whether a message has the large values that it was saved with. */
function isWhole(message: IMessage, seed: number): boolean {
  const attach: IAttach = ok(message.OpenAttach(0, null, 0));
  const values = [get(message, PR_LARGE), get(attach, PR_ATTACH_DATA_BIN)] as Uint8Array[];
  attach.Release();
  return values.every((value, index) => Buffer.compare(value, bytesOf(seed + index)) === 0);
}

test('Whatever was opened, copied or listed keeps its values when the memory in which it waited has others', (t) => {
  const { inbox, root, store } = open();
  const saved = saveLarge(inbox, 1);
  const entryId = entryIdOf(saved);
  const opened = openMessage(store, entryId);
  const copy = newMessage(root, 'copy');
  ok(opened.CopyTo([], null, 0, null, IID_IMAPIProp, copy, 0));
  okay(copy.SaveChanges(0));
  const table = ok(inbox.GetContentsTable(0));
  okay(table.SetColumns([PR_SUBJECT_W, PR_LARGE], 0));
  const [row] = rowsOf(table);
  t.context.clock.tick(1000);
  for (let seed = 10; seed < 60; seed += 1) saveLarge(inbox, seed).Release();
  t.true(isWhole(saved, 1));
  t.true(isWhole(opened, 1));
  t.true(isWhole(copy, 1));
  t.true(isWhole(openMessage(store, entryId), 1));
  t.is(Buffer.compare(row?.[1]?.value as Uint8Array, bytesOf(1)), 0);
  okay(saved.SaveChanges(0));
  t.context.clock.tick(1000);
  t.true(isWhole(openMessage(store, entryId), 1));
});

test('What waits is seen, changed, moved and deleted before it is committed, and durable afterwards', (t) => {
  const { inbox, root, store } = open();
  const other = newFolder(root, 'other');
  const ids = ['changed', 'deleted', 'moved', 'kept'].map((subject) => saveMessage(inbox, subject));
  const message = openMessage(store, ids[0] as Uint8Array);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'new')]));
  okay(message.SaveChanges(0));
  okay(inbox.DeleteMessages([ids[1] as Uint8Array], 0, null, 0));
  okay(inbox.CopyMessages([ids[2] as Uint8Array], null, other, 0, null, 1));
  ok(other.SetProps([propValue(PR_DISPLAY_NAME_W, 'renamed')]));
  t.is(get(other, PR_DISPLAY_NAME_W), 'renamed');
  t.deepEqual(subjects(inbox), ['new', 'kept']);
  t.deepEqual(subjects(other), ['moved']);
  t.deepEqual(durable(), []);
  t.context.clock.tick(1000);
  t.deepEqual(durableSubjects(), ['new', 'moved', 'kept']);
  t.deepEqual(subjects(inbox), ['new', 'kept']);
  t.deepEqual(subjects(other), ['moved']);
});

test('A commit that fails finds the same bytes when it is tried again, whatever was saved since', (t) => {
  const { inbox } = open();
  t.context.clock.tick(1000);
  const first = saveLarge(inbox, 1);
  t.context.clock.tick(1000);
  Encoded.fails = true;
  const messages = Array.from({ length: 30 }, (_, index) => saveLarge(inbox, 10 * index));
  t.context.clock.tick(1000);
  ok(messages[3]?.SetProps([propValue(PR_SUBJECT_W, 'again')]) ?? { hr: E_UNEXPECTED, value: null });
  okay(messages[3]?.SaveChanges(0) ?? E_UNEXPECTED);
  t.context.clock.tick(1000);
  t.is(durable().length, 1);
  Encoded.fails = false;
  t.context.clock.tick(1000);
  t.is(durable().length, 31);
  for (const [index, message] of messages.entries()) {
    t.true(isWhole(message, 10 * index));
    const stored = durable()[index + 1];
    const value = stored?.properties.find(({ tag }) => tag === PR_LARGE)?.value;
    t.is(Buffer.compare(value as Uint8Array, bytesOf(10 * index)), 0);
  }
  t.true(isWhole(first, 1));
});

test('What is left of a batch in the background waits on, and a message that was saved again is committed as it was', (t) => {
  const { inbox, store } = open();
  t.context.clock.tick(1000);
  const entryId = saveMessage(inbox, 'v1');
  for (let index = 0; index < 299; index += 1) saveMessage(inbox, `${index}`);
  const message = openMessage(store, entryId);
  for (const subject of ['v2', 'v3']) {
    ok(message.SetProps([propValue(PR_SUBJECT_W, subject)]));
    okay(message.SaveChanges(0));
  }
  t.context.clock.tick(100);
  t.deepEqual([durable().length, durableSubjects()[0]], [256, 'v1']);
  for (let index = 300; index < 400; index += 1) saveMessage(inbox, `${index}`);
  t.is(get(openMessage(store, entryId), PR_SUBJECT_W), 'v3');
  t.context.clock.tick(1000);
  t.is(durable().length, 400);
  t.deepEqual(new Set(durableSubjects()), new Set(subjects(inbox)));
  t.true(durableSubjects().includes('v3'));
});

test('After DoFastShutdown a save is durable when it returns, and one that cannot be committed is refused', (t) => {
  const { inbox, provider } = open();
  const message = saveLarge(inbox, 1);
  const shutdown = shutdownOf(provider);
  okay(shutdown.NotifyProcessShutdown());
  t.is(shutdown.DoFastShutdown(), S_OK);
  saveMessage(inbox, 'late');
  t.deepEqual(durableSubjects(), ['large 1', 'late']);
  Encoded.fails = true;
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'refused')]));
  t.is(message.SaveChanges(0), MAPI_E_NOT_ENOUGH_DISK);
  Encoded.fails = false;
  saveMessage(inbox, 'later');
  t.deepEqual(durableSubjects(), ['large 1', 'late', 'later']);
  okay(message.SaveChanges(0));
  t.deepEqual(durableSubjects(), ['refused', 'late', 'later']);
  t.true(isWhole(message, 1));
});

test('The author gets the bytes that encodeStoredObject makes', (t) => {
  const { inbox } = open();
  saveMessage(inbox, 'small');
  t.context.clock.tick(1000);
  const [message] = durable();
  if (message === undefined) throw new Error('nothing was committed');
  t.is(Buffer.compare(encodeStoredObject(message), Encoded.disk.get(message.id)?.bytes as Uint8Array), 0);
});

test('Bytes that are no object are MAPI_E_CORRUPT_DATA', (t) => {
  const { inbox, store } = open();
  const entryId = saveMessage(inbox, 'a');
  t.context.clock.tick(1000);
  for (const object of Encoded.disk.values()) if (object.kind === 'message') object.bytes.fill(9);
  t.is(store.OpenEntry(entryId, null, 0).hr, MAPI_E_CORRUPT_DATA);
});

test('Hooks that promise bytes are E_UNEXPECTED', (t) => {
  const promised: unknown = Promise.resolve(new Uint8Array());
  const streamed: unknown = { [Symbol.asyncIterator]: () => promised };
  let promises = false;
  class Promising extends Encoded {
    protected override readBytes(id: string): Uint8Array | undefined {
      return promises ? (promised as Uint8Array) : super.readBytes(id);
    }
    protected override listBytes(parent: string, kind: string): Iterable<Uint8Array> {
      return promises ? (streamed as Iterable<Uint8Array>) : super.listBytes(parent, kind);
    }
  }
  const { inbox, store } = logOn({ storeClass: Promising });
  const entryId = saveMessage(inbox, 'a');
  t.context.clock.tick(1000);
  promises = true;
  t.is(store.OpenEntry(entryId, null, 0).hr, E_UNEXPECTED);
  t.is(inbox.GetContentsTable(0).hr, E_UNEXPECTED);
});

test('A class without a hook is refused by the name of the hook', (t) => {
  class Half extends AbstractEncodedStore {
    protected override commit(): void {}
    protected override readBytes(): undefined {}
    protected override listBytes(): Iterable<Uint8Array> {
      return [];
    }
  }
  t.notThrows(() => messageStoreProvider(Half));
  Object.defineProperty(Half.prototype, 'listBytes', { value: undefined });
  t.throws(() => messageStoreProvider(Half), {
    message: 'Half lacks listBytes(): a store like this must have commit(), readBytes(), listBytes()',
  });
});
