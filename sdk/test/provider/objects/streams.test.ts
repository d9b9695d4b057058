import {
  IID_IMAPITable,
  IID_IStream,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_E_BAD_VALUE,
  MAPI_E_COMPUTED,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_MODIFY,
  PR_BODY_A,
  PR_BODY_W,
  PR_NORMALIZED_SUBJECT_W,
  PR_RTF_COMPRESSED,
  PR_SUBJECT_W,
  propValue,
  STREAM_APPEND,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from '../store/support/client.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('A property is written through a stream and read back through one', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  const stream = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  t.is(ok(stream.Write(bytes(1, 2))), 2);
  t.is(ok(stream.Write(bytes(3, 4, 5))), 3);
  okay(stream.Commit(0));
  okay(message.SaveChanges(0));
  const reader = ok(openMessage(store, entryIdOf(message)).OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, 0));
  t.is(ok(reader.Stat(1)).size, 5);
  t.is(ok(reader.Seek(1, 0)), 1);
  t.deepEqual(ok(reader.Read(3)), bytes(2, 3, 4));
  t.deepEqual(ok(reader.Read(3)), bytes(5));
  t.deepEqual(ok(reader.Read(3)), bytes());
});

test('What is not committed is lost with the stream', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const stream = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytes(1)));
  stream.Release();
  t.is(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, 0).hr, MAPI_E_NOT_FOUND);
});

test('A committed stream is permanent only after the message has been saved', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  const stream = ok(message.OpenProperty(PR_BODY_W, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(new Uint8Array(Buffer.from('Grüße 🎈', 'utf16le'))));
  okay(stream.Commit(0));
  t.is(get(message, PR_BODY_W), 'Grüße 🎈');
  const other = openMessage(store, entryIdOf(message));
  t.is(other.OpenProperty(PR_BODY_W, IID_IStream, 0, 0).hr, MAPI_E_NOT_FOUND);
});

test('The 8-bit form of a string is a stream of UTF-8', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  ok(message.SetProps([propValue(PR_BODY_W, 'ä')]));
  const stream = ok(message.OpenProperty(PR_BODY_A, IID_IStream, 0, MAPI_MODIFY));
  t.deepEqual(ok(stream.Read(10)), bytes(0xc3, 0xa4));
  ok(stream.Write(new TextEncoder().encode('ö')));
  okay(stream.Commit(0));
  t.is(get(message, PR_BODY_W), 'äö');
});

test('Bytes of another code page, written as the 8-bit form of a string, lose no character', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const stream = ok(message.OpenProperty(PR_BODY_A, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytes(0xdf, 0x20, 0xfc)));
  okay(stream.Commit(0));
  t.is(get(message, PR_BODY_W), 'ß ü');
  const again = ok(message.OpenProperty(PR_BODY_A, IID_IStream, 0, 0));
  t.deepEqual(ok(again.Read(20)), new TextEncoder().encode('ß ü'));
});

test('STREAM_APPEND begins at the end, MAPI_CREATE with nothing', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  ok(message.SetProps([propValue(PR_RTF_COMPRESSED, bytes(1))]));
  const append = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_MODIFY | STREAM_APPEND));
  ok(append.Write(bytes(2)));
  okay(append.Commit(0));
  t.deepEqual(get(message, PR_RTF_COMPRESSED), bytes(1, 2));
  const create = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_MODIFY | MAPI_CREATE));
  okay(create.Commit(0));
  t.deepEqual(get(message, PR_RTF_COMPRESSED), bytes());
});

test('SetSize cuts and extends, Revert goes back to the last Commit', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const stream = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytes(1, 2, 3)));
  okay(stream.SetSize(2));
  okay(stream.Commit(0));
  okay(stream.SetSize(4));
  ok(stream.Seek(0, 0));
  t.deepEqual(ok(stream.Read(9)), bytes(1, 2, 0, 0));
  okay(stream.Revert());
  t.is(ok(stream.Stat(0)).size, 2);
  t.is(stream.Seek(-1, 0).hr, MAPI_E_INVALID_PARAMETER);
});

test('A clone shares the bytes and has a position of its own', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const stream = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytes(1, 2)));
  const clone = ok(stream.Clone());
  ok(stream.Seek(0, 0));
  ok(clone.Write(bytes(3)));
  t.deepEqual(ok(stream.Read(9)), bytes(1, 2, 3));
});

test('CopyTo copies from one stream to another', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  ok(message.SetProps([propValue(PR_RTF_COMPRESSED, bytes(1, 2, 3))]));
  const from = ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, 0));
  const to = ok(message.OpenProperty(PR_BODY_A, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  t.deepEqual(ok(from.CopyTo(to, 2)), { read: 2, written: 2 });
});

test('Access and types are checked when a stream is opened', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.is(message.OpenProperty(PR_BODY_W, IID_IStream, 0, MAPI_CREATE).hr, MAPI_E_INVALID_PARAMETER);
  t.is(message.OpenProperty(PR_SUBJECT_W, IID_IMAPITable, 0, 0).hr, MAPI_E_INTERFACE_NOT_SUPPORTED);
  t.is(message.OpenProperty(PR_NORMALIZED_SUBJECT_W, IID_IStream, 0, MAPI_MODIFY).hr, MAPI_E_COMPUTED);
  const reader = openMessage(store, entryIdOf(message), 0);
  t.is(reader.OpenProperty(PR_SUBJECT_W, IID_IStream, 0, MAPI_MODIFY).hr, MAPI_E_NO_ACCESS);
  t.is(ok(reader.OpenProperty(PR_SUBJECT_W, IID_IStream, 0, 0)).Write(bytes(1)).hr, MAPI_E_NO_ACCESS);
});

test('A string with a NUL inside is refused at Commit', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const stream = ok(message.OpenProperty(PR_BODY_A, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(stream.Write(bytes(0x61, 0, 0x62)));
  t.is(stream.Commit(0), MAPI_E_BAD_VALUE);
});

for (const [how, written] of [
  ['fills its memory', [bytes(1, 2, 3, 4)]],
  ['leaves some of its memory empty', [bytes(1), bytes(2), bytes(3), bytes(4), bytes(5)]],
] as const) {
  test(`a stream that ${how} changes the property by Commit alone, and reads give bytes of their own`, (t) => {
    const message = newMessage(logOn().inbox, 'x');
    const open = (flags: number) => ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, flags));
    const stream = open(MAPI_CREATE | MAPI_MODIFY);
    for (const part of written) ok(stream.Write(part));
    okay(stream.Commit(0));
    const all = bytes(...written.flatMap((part) => [...part]));
    const property = (): unknown => get(message, PR_RTF_COMPRESSED);
    t.deepEqual(property(), all);
    ok(stream.Seek(0, 0));
    ok(stream.Read(2)).fill(9);
    t.deepEqual(property(), all);
    ok(stream.Seek(0, 0));
    ok(stream.Write(bytes(7, 7)));
    t.deepEqual(property(), all, 'what was written is not committed');
    okay(stream.SetSize(1));
    t.deepEqual(property(), all, 'nor what was cut off');
    okay(stream.Revert());
    ok(stream.Seek(0, 0));
    t.deepEqual(ok(stream.Read(10)), all);
    okay(stream.Commit(0));
    const later = open(MAPI_MODIFY);
    okay(later.SetSize(2));
    ok(later.Seek(3, 0));
    ok(later.Write(bytes(8)));
    t.deepEqual(property(), all);
    okay(later.Commit(0));
    t.deepEqual(property(), bytes(1, 2, 0, 8));
  });
}

test('a stream of a string gives bytes of its own', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  ok(message.SetProps([propValue(PR_BODY_W, 'ab')]));
  const stream = ok(message.OpenProperty(PR_BODY_W, IID_IStream, 0, 0));
  ok(stream.Read(2)).fill(9);
  ok(stream.Seek(0, 0));
  t.deepEqual(ok(stream.Read(4)), bytes(0x61, 0, 0x62, 0));
});

test('what a stream leaves out is zeros, whatever other streams wrote before', (t) => {
  const { inbox } = logOn();
  const open = () =>
    ok(newMessage(inbox, 'x').OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  const other = open();
  ok(other.Write(new Uint8Array(1_000).fill(0xff)));
  okay(other.Commit(0));
  const stream = open();
  ok(stream.Seek(3, 0));
  ok(stream.Write(bytes(1)));
  okay(stream.SetSize(6));
  ok(stream.Seek(0, 0));
  t.deepEqual(ok(stream.Read(100)), bytes(0, 0, 0, 1, 0, 0));
  okay(stream.SetSize(2));
  okay(stream.SetSize(5));
  ok(stream.Seek(0, 0));
  t.deepEqual(ok(stream.Read(100)), bytes(0, 0, 0, 0, 0), 'what was cut off does not come back');
});

test('what was committed stays as it is, whatever its client and other streams write later', (t) => {
  const { inbox } = logOn();
  const message = newMessage(inbox, 'x');
  const open = (object = message) =>
    ok(object.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  const mine = new Uint8Array(500).fill(1);
  const stream = open();
  ok(stream.Write(mine));
  mine.fill(2);
  okay(stream.Commit(0));
  const other = open(newMessage(inbox, 'y'));
  ok(other.Write(mine));
  ok(stream.Write(mine));
  ok(other.Write(mine));
  t.deepEqual(get(message, PR_RTF_COMPRESSED), new Uint8Array(500).fill(1));
  okay(stream.Commit(0));
  okay(other.Commit(0));
  ok(open().Write(new Uint8Array(2_000).fill(3)));
  t.deepEqual(get(message, PR_RTF_COMPRESSED), new Uint8Array(1_000).fill(1, 0, 500).fill(2, 500));
});

test('values of all sizes go through streams that are open at once', (t) => {
  const { inbox } = logOn();
  const sizes = [2_000_000, 10, 70_000, 0, 1_048_576, 1_048_577, 300];
  const messages = sizes.map(() => newMessage(inbox, 'x'));
  const streams = messages.map((message) =>
    ok(message.OpenProperty(PR_RTF_COMPRESSED, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY)),
  );
  const valueNo = (index: number) => new Uint8Array(sizes[index] ?? 0).fill(index + 1);
  for (const [index, stream] of streams.entries()) {
    for (let at = 0; at < (sizes[index] ?? 0); at += 100_000)
      ok(stream.Write(valueNo(index).subarray(at, at + 100_000)));
  }
  for (const stream of streams.toReversed()) okay(stream.Commit(0));
  for (const [index, message] of messages.entries()) {
    t.is(Buffer.compare(get(message, PR_RTF_COMPRESSED) as Uint8Array, valueNo(index)), 0, `${sizes[index]} bytes`);
  }
});
