import {
  CLEAR_READ_FLAG,
  E_FAIL,
  FORCE_SAVE,
  IID_IMAPIProp,
  IID_IMessage,
  IID_IStream,
  type IMAPIFolder,
  type IMessage,
  MAPI_CREATE,
  MAPI_E_CORRUPT_DATA,
  MAPI_MODIFY,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_SUBJECT_W,
  PT_BINARY,
  propTag,
  propValue,
} from '@mapi-kit/sdk';
import { decodeStoredObject, encodeStoredObject, type StoredObject } from '@mapi-kit/sdk/store';
import { apartIn } from '#src/provider/store/stored-object-codec.js';
import {
  type Client,
  entryIdOf,
  get,
  logOn,
  makeProvider,
  newFolder,
  newMessage,
  ok,
  okay,
  openMessage,
  rowsOf,
  saveMessage,
  sectionFor,
  subjects,
} from './support/client.js';
import { durable, durableSubjects, Encoded, open, test } from './support/encoded-store.js';

const PR_LARGE = propTag(0x6700, PT_BINARY);

const bytesOf = (seed: number, size = 200_000): Uint8Array => new Uint8Array(size).fill(seed);

/** A saved message with one large value, which an attachment has; it stays open. */
function saveAttached(folder: IMAPIFolder, seed: number, subject = 'attached'): IMessage {
  const message = newMessage(folder, subject);
  const { attach } = ok(message.CreateAttach(null, 0));
  const stream = ok(attach.OpenProperty(PR_ATTACH_DATA_BIN, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytesOf(seed)));
  okay(stream.Commit(0));
  okay(attach.SaveChanges(0));
  okay(message.SaveChanges(0));
  attach.Release();
  return message;
}

function attach(message: IMessage, seed: number): void {
  const opened = ok(message.OpenAttach(0, null, MAPI_MODIFY));
  ok(opened.SetProps([propValue(PR_ATTACH_DATA_BIN, bytesOf(seed))]));
  okay(opened.SaveChanges(0));
  opened.Release();
}

function attached(message: IMessage): number | undefined {
  const opened = ok(message.OpenAttach(0, null, 0));
  const value = get(opened, PR_ATTACH_DATA_BIN) as Uint8Array | undefined;
  opened.Release();
  if (value === undefined || Buffer.compare(value, bytesOf(value[0] ?? 0)) !== 0) return undefined;
  return value[0];
}

function rename(message: IMessage, subject: string, flags = 0): void {
  ok(message.SetProps([propValue(PR_SUBJECT_W, subject)]));
  okay(message.SaveChanges(flags));
}

/** What is on the disk is what messages there have: no value is missing, none is left over. */
function isConsistent(): boolean {
  const kept: string[] = [];
  const wanted: string[] = [];
  for (const { id, kind, bytes } of Encoded.disk.values()) {
    if (kind === 'value') kept.push(id);
    if (kind === 'message') wanted.push(...apartIn(bytes).map((value) => value.id));
  }
  return kept.sort().join() === wanted.sort().join();
}

function valueCount(): number {
  return [...Encoded.disk.values()].filter(({ kind }) => kind === 'value').length;
}

/** What is committed by an action. */
function committedBy(action: () => void, tick: () => void): string[] {
  tick();
  Encoded.commits = [];
  action();
  tick();
  return Encoded.commits.flat();
}

test('A large value is an entry of its own, which a change of the message does not write again', (t) => {
  const { inbox, root, store } = open();
  const other = newFolder(root, 'other');
  const tick = (): unknown => t.context.clock.tick(1000);
  tick();
  let message: IMessage | undefined;
  const save = (): void => {
    message = saveAttached(inbox, 7);
  };
  t.deepEqual(committedBy(save, tick), ['put value', 'put message']);
  if (message === undefined) throw new Error('nothing was saved');
  const saved = message;
  const entryId = entryIdOf(saved);
  t.deepEqual(
    committedBy(() => rename(saved, 'of the open one'), tick),
    ['put message'],
  );
  t.deepEqual(
    committedBy(() => rename(openMessage(store, entryId), 'of one that was opened'), tick),
    ['put message'],
  );
  t.deepEqual(
    committedBy(() => okay(inbox.SetReadFlags([entryId], 0, null, CLEAR_READ_FLAG)), tick),
    ['put message'],
  );
  t.deepEqual(
    committedBy(() => okay(inbox.CopyMessages([entryId], null, other, 0, null, 1)), tick),
    ['put message'],
  );
  t.true(isConsistent());
  t.is(attached(openMessage(store, entryId)), 7);
});

test('A value that is replaced, taken off or deleted with its message goes in the same commit', (t) => {
  const { inbox } = open();
  const tick = (): unknown => t.context.clock.tick(1000);
  const message = saveAttached(inbox, 7);
  ok(message.SetProps([propValue(PR_LARGE, bytesOf(8))]));
  okay(message.SaveChanges(0));
  tick();
  const replace = (): void => {
    attach(message, 9);
    okay(message.SaveChanges(0));
  };
  t.deepEqual(committedBy(replace, tick), ['put value', 'put message', 'remove value']);
  t.true(isConsistent());
  const takeOff = (): void => {
    ok(message.DeleteProps([PR_LARGE]));
    okay(message.SaveChanges(0));
  };
  t.deepEqual(committedBy(takeOff, tick), ['put message', 'remove value']);
  t.is(attached(message), 9);
  const remove = (): void => okay(inbox.DeleteMessages([entryIdOf(message)], 0, null, 0));
  t.deepEqual(committedBy(remove, tick).sort(), ['remove message', 'remove value']);
  t.is(valueCount(), 0);
});

test('What changes several times before a commit leaves the last values, also when commits failed meanwhile', (t) => {
  const { inbox, store } = open();
  const committed = saveAttached(inbox, 1);
  const removed = saveAttached(inbox, 2, 'removed');
  t.context.clock.tick(1000);
  Encoded.fails = true;
  const added = saveAttached(inbox, 3, 'added');
  for (const seed of [4, 5]) {
    for (const message of [committed, removed, added]) {
      attach(message, seed);
      okay(message.SaveChanges(0));
    }
    t.context.clock.tick(1000);
    rename(committed, `with ${seed}`);
  }
  okay(inbox.DeleteMessages([entryIdOf(removed)], 0, null, 0));
  const never = saveAttached(inbox, 6, 'never');
  okay(inbox.DeleteMessages([entryIdOf(never)], 0, null, 0));
  t.is(attached(openMessage(store, entryIdOf(committed))), 5);
  t.is(attached(openMessage(store, entryIdOf(added))), 5);
  Encoded.fails = false;
  t.context.clock.tick(1000);
  t.deepEqual(durableSubjects(), ['with 5', 'added']);
  t.is(valueCount(), 2);
  t.true(isConsistent());
  t.is(attached(openMessage(store, entryIdOf(committed))), 5);
});

test('A batch that is cut has the values of its messages', (t) => {
  const { inbox } = open();
  t.context.clock.tick(1000);
  const message = saveAttached(inbox, 1);
  for (let index = 0; index < 400; index += 1) {
    if (index % 100 === 99) attach(message, index % 250);
    rename(message, `${index}`);
  }
  t.context.clock.tick(100);
  t.deepEqual(durableSubjects(), ['254']);
  t.true(isConsistent());
  t.context.clock.tick(1000);
  t.deepEqual(durableSubjects(), ['399']);
  t.true(isConsistent());
  t.is(valueCount(), 1);
});

test('A copy has values of its own', (t) => {
  const { inbox, root, store } = open();
  const other = newFolder(root, 'other');
  const message = saveAttached(inbox, 7);
  const entryId = entryIdOf(message);
  okay(inbox.CopyMessages([entryId], null, other, 0, null, 0));
  const copy = newMessage(root, 'copy');
  ok(message.CopyTo([], null, 0, null, IID_IMAPIProp, copy, 0));
  okay(copy.SaveChanges(0));
  t.context.clock.tick(1000);
  t.is(valueCount(), 3);
  rename(message, 'the original');
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  t.context.clock.tick(1000);
  t.is(valueCount(), 2);
  t.true(isConsistent());
  t.is(attached(openMessage(store, entryIdOf(copy))), 7);
});

test('Values of recipients and of embedded messages are kept apart', (t) => {
  const { inbox, store } = open();
  const message = newMessage(inbox, 'outer');
  const { attach: with2 } = ok(message.CreateAttach(null, 0));
  const inner = ok(with2.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(inner.SetProps([propValue(PR_LARGE, bytesOf(3))]));
  okay(inner.SaveChanges(0));
  okay(with2.SaveChanges(0));
  okay(message.ModifyRecipients(0, [[propValue(PR_SUBJECT_W, 'x'), propValue(PR_LARGE, bytesOf(4))]]));
  okay(message.SaveChanges(0));
  t.context.clock.tick(1000);
  t.is(valueCount(), 2);
  const opened = openMessage(store, entryIdOf(message));
  const outer = ok(opened.OpenAttach(0, null, 0));
  const embedded = ok(outer.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0));
  t.is(Buffer.compare(get(embedded, PR_LARGE) as Uint8Array, bytesOf(3)), 0);
  rename(opened, 'again');
  t.context.clock.tick(1000);
  t.is(valueCount(), 2);
  t.true(isConsistent());
});

test('A message that a former version has written whole is read, and has its values apart once it is changed', (t) => {
  const { inbox, store } = open();
  const entryId = saveMessage(inbox, 'old');
  t.context.clock.tick(1000);
  const [message] = durable() as [StoredObject];
  const old = { ...message, properties: [...message.properties, propValue(PR_LARGE, bytesOf(5))] };
  Encoded.disk.set(message.id, { ...old, kind: 'message', bytes: encodeStoredObject(old) });
  const opened = openMessage(store, entryId);
  t.is((get(opened, PR_LARGE) as Uint8Array).length, 200_000);
  rename(opened, 'new');
  t.context.clock.tick(1000);
  t.is(valueCount(), 1);
  t.true(isConsistent());
  t.is((get(openMessage(store, entryId), PR_LARGE) as Uint8Array)[199_999], 5);
});

/** Two provider objects over one disk see of each other what two processes do: what is committed. */
function twoProcesses(tick: () => void): { message: IMessage; here: Client; there: Client; theirs: () => IMessage } {
  const section = sectionFor('/data/shared-values');
  const here = logOn({ provider: makeProvider(Encoded), section });
  const message = saveAttached(here.inbox, 1);
  tick();
  const there = logOn({ provider: makeProvider(Encoded), section });
  return { message, here, there, theirs: () => openMessage(there.store, entryIdOf(message)) };
}

test('A message whose value another process has replaced since is committed with all that it has', (t) => {
  const tick = (): unknown => t.context.clock.tick(1000);
  const { message, here, theirs } = twoProcesses(tick);
  const other = theirs();
  attach(other, 2);
  okay(other.SaveChanges(0));
  // Commits come in turn: the one that was saved second is the last.
  okay(here.inbox.SetReadFlags([entryIdOf(message)], 0, null, CLEAR_READ_FLAG));
  tick();
  t.is(attached(theirs()), 1);
  t.is(attached(openMessage(here.store, entryIdOf(message))), 1);
  okay(here.inbox.DeleteMessages([entryIdOf(message)], 0, null, 0));
  tick();
  t.deepEqual(durable(), []);
});

test('A message that another process has deleted since is committed with all that it has', (t) => {
  const tick = (): unknown => t.context.clock.tick(1000);
  const { message, there, theirs } = twoProcesses(tick);
  okay(there.inbox.DeleteMessages([entryIdOf(message)], 0, null, 0));
  rename(message, 'changed here');
  tick();
  t.deepEqual(durableSubjects(), ['changed here']);
  t.is(attached(theirs()), 1);
});

test('A save in spite of another one puts what is gone again', (t) => {
  const tick = (): unknown => t.context.clock.tick(1000);
  const { message, theirs } = twoProcesses(tick);
  const other = theirs();
  attach(other, 2);
  okay(other.SaveChanges(0));
  tick();
  rename(message, 'forced', FORCE_SAVE);
  tick();
  t.is(attached(theirs()), 1);
  t.is(valueCount(), 1);
  t.true(isConsistent());
});

test('A message that another process changes or deletes while it is read is read as it is then', (t) => {
  let meanwhile: (id: string) => void = () => {};
  class Racing extends Encoded {
    protected override readBytes(id: string): Uint8Array | undefined {
      if (Encoded.disk.get(id)?.kind === 'value') meanwhile(id);
      return super.readBytes(id);
    }
  }
  const { inbox, store } = logOn({ storeClass: Racing });
  const entryId = entryIdOf(saveAttached(inbox, 1));
  t.context.clock.tick(1000);
  const [message] = durable() as [StoredObject];
  const other = { ...message, properties: [propValue(PR_SUBJECT_W, 'other')], attachments: [] };
  meanwhile = (id) => {
    Encoded.disk.delete(id);
    Encoded.disk.set(other.id, { ...other, bytes: encodeStoredObject(other) });
  };
  t.is(get(openMessage(store, entryId), PR_SUBJECT_W), 'other');
  meanwhile = () => {};
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  saveAttached(inbox, 2);
  t.context.clock.tick(1000);
  meanwhile = (id) => {
    Encoded.disk.delete(Encoded.disk.get(id)?.parent ?? '');
    Encoded.disk.delete(id);
  };
  t.deepEqual(ok(ok(inbox.GetContentsTable(0)).QueryRows(10, 0)), []);
});

test('Bytes may come in memory that is longer than they are, and that the next read uses again', (t) => {
  const memory = new Uint8Array(1_000_000);
  Object.defineProperty(memory, 'length', { writable: true });
  class Reusing extends Encoded {
    protected override readBytes(id: string): Uint8Array | undefined {
      const bytes = super.readBytes(id);
      memory.set(bytes ?? []);
      return bytes && Object.assign(memory, { length: bytes.length });
    }
    protected override *listBytes(parent: string, kind: string): Iterable<Uint8Array> {
      for (const { id, parent: at, kind: its } of Encoded.disk.values()) {
        const bytes = at === parent && its === kind ? this.readBytes(id) : undefined;
        if (bytes !== undefined) yield bytes;
      }
    }
  }
  const { inbox, store } = logOn({ storeClass: Reusing });
  const saved = [3, 4].map((seed) => saveAttached(inbox, seed, `with ${seed}`));
  ok(saved[0]?.SetProps([propValue(PR_LARGE, bytesOf(9, 150_000))]) ?? { hr: E_FAIL, value: null });
  okay(saved[0]?.SaveChanges(0) ?? E_FAIL);
  t.context.clock.tick(1000);
  t.deepEqual(subjects(inbox).sort(), ['with 3', 'with 4']);
  t.deepEqual(
    saved.map((message) => attached(openMessage(store, entryIdOf(message)))),
    [3, 4],
  );
});

test('A message that has lost a value, or the names of its values, is MAPI_E_CORRUPT_DATA', (t) => {
  const { inbox, store } = open();
  const entryId = entryIdOf(saveAttached(inbox, 1));
  t.context.clock.tick(1000);
  for (const { id, kind } of [...Encoded.disk.values()]) if (kind === 'value') Encoded.disk.delete(id);
  t.is(store.OpenEntry(entryId, null, 0).hr, MAPI_E_CORRUPT_DATA);
  const message = [...Encoded.disk.values()].find(({ kind }) => kind === 'message');
  if (message === undefined) throw new Error('nothing was committed');
  t.throws(() => decodeStoredObject(message.bytes), { message: /cannot be read/ });
  Encoded.disk.set(message.id, { ...message, bytes: message.bytes.subarray(0, 20) });
  t.is(store.OpenEntry(entryId, null, 0).hr, MAPI_E_CORRUPT_DATA);
});

test('Whoever writes into what a client is given changes nothing that waits for its commit', (t) => {
  const { inbox, store } = open();
  const message = newMessage(inbox, 'large');
  ok(message.SetProps([propValue(PR_LARGE, bytesOf(1))]));
  okay(message.ModifyRecipients(0, [[propValue(PR_SUBJECT_W, 'x'), propValue(PR_LARGE, bytesOf(1))]]));
  okay(message.SaveChanges(0));
  const opened = openMessage(store, entryIdOf(message));
  const contents = ok(inbox.GetContentsTable(0));
  const recipients = ok(opened.GetRecipientTable(0));
  for (const table of [contents, recipients]) okay(table.SetColumns([PR_LARGE], 0));
  const given = [contents, recipients].flatMap((table) => rowsOf(table).map(([column]) => column?.value));
  given.push(get(message, PR_LARGE), get(opened, PR_LARGE));
  t.is(given.length, 4);
  for (const value of given) (value as Uint8Array).fill(2);
  t.context.clock.tick(1000);
  const [stored] = durable() as [StoredObject];
  const kept = [...stored.properties, ...(stored.recipients?.[0] ?? [])].filter(({ tag }) => tag === PR_LARGE);
  t.deepEqual(
    kept.map(({ value }) => (value as Uint8Array)[0]),
    [1, 1],
  );
});
