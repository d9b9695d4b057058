import {
  ATTACH_BY_VALUE,
  CLEAR_READ_FLAG,
  type IMAPIProp,
  KEEP_OPEN_READWRITE,
  MAPI_E_COMPUTED,
  PR_ATTACH_METHOD,
  PR_CHANGE_KEY,
  PR_COMMENT_W,
  PR_CREATION_TIME,
  PR_ENTRYID,
  PR_LAST_MODIFICATION_TIME,
  PR_MAPPING_SIGNATURE,
  PR_PREDECESSOR_CHANGE_LIST,
  PR_SOURCE_KEY,
  PR_STORE_SUPPORT_MASK,
  PR_SUBJECT_W,
  PROP_TYPE,
  type PropTag,
  PT_ERROR,
  propValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from './support/client.js';

const key = (object: IMAPIProp, tag: PropTag<Uint8Array> = PR_CHANGE_KEY): Uint8Array | undefined => {
  const [found] = ok(object.GetProps([tag as PropTag], 0));
  return found === undefined || PROP_TYPE(found.tag) === PT_ERROR ? undefined : (found.value as Uint8Array);
};

test('Store, folders, messages and attachments say what the store can do, and whose named properties they have', (t) => {
  const { store, inbox } = logOn();
  const message = newMessage(inbox, 'x');
  const { attach } = ok(message.CreateAttach(null, 0));
  const signature = key(store, PR_MAPPING_SIGNATURE);
  t.is(signature?.length, 16);
  for (const object of [store, inbox, message, attach]) {
    t.is(get(object, PR_STORE_SUPPORT_MASK), get(store, PR_STORE_SUPPORT_MASK));
    t.deepEqual(key(object, PR_MAPPING_SIGNATURE), signature);
    t.is(ok(object.SetProps([propValue(PR_STORE_SUPPORT_MASK, 0)]))[0]?.scode, MAPI_E_COMPUTED);
  }
  t.notDeepEqual(key(logOn().store, PR_MAPPING_SIGNATURE), signature);
});

test('The change key of a message is another one after each save of its content, and grows', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'one');
  t.is(key(message), undefined);
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  const first = key(message) ?? new Uint8Array();
  t.deepEqual(key(message, PR_PREDECESSOR_CHANGE_LIST), Uint8Array.of(first.length, ...first));
  okay(inbox.SetReadFlags(null, 0, null, CLEAR_READ_FLAG));
  t.deepEqual(key(message), first, 'read or not is no change of the content');
  const source = key(message, PR_SOURCE_KEY);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'two')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.is(Buffer.compare(key(message) ?? first, first), 1);
  t.deepEqual(key(message, PR_SOURCE_KEY), source);
  t.deepEqual(key(openMessage(store, entryIdOf(message))), key(message));
  const table = ok(inbox.GetContentsTable(0));
  okay(table.SetColumns([PR_CHANGE_KEY], 0));
  t.deepEqual(ok(table.QueryRows(1, 0))[0]?.[0]?.value, key(message));
});

test('The change key of a folder is another one after each change of its properties', (t) => {
  const { inbox } = logOn();
  const first = key(inbox);
  t.truthy(first);
  ok(inbox.SetProps([propValue(PR_COMMENT_W, 'new')]));
  t.notDeepEqual(key(inbox), first);
});

test('Keys that a client sets hold: the change key for this change, the source key for good', (t) => {
  const message = newMessage(logOn().inbox, 'one');
  const [change, list, source] = [Uint8Array.of(1, 2), Uint8Array.of(2, 1, 2), Uint8Array.of(3)];
  const set = [
    propValue(PR_CHANGE_KEY, change),
    propValue(PR_PREDECESSOR_CHANGE_LIST, list),
    propValue(PR_SOURCE_KEY, source),
  ];
  t.deepEqual(ok(message.SetProps(set)), []);
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual([key(message), key(message, PR_PREDECESSOR_CHANGE_LIST)], [change, list]);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'two')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.notDeepEqual(key(message), change);
  t.notDeepEqual(key(message, PR_PREDECESSOR_CHANGE_LIST), list);
  t.deepEqual(key(message, PR_SOURCE_KEY), source);
});

test('A copy in the same store has keys of its own', (t) => {
  const { inbox, root, store } = logOn();
  const message = newMessage(inbox, 'one');
  ok(message.SetProps([propValue(PR_SOURCE_KEY, Uint8Array.of(3)), propValue(PR_CHANGE_KEY, Uint8Array.of(4))]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  okay(inbox.CopyMessages([entryIdOf(message)], null, root, 0, null, 0));
  const table = ok(root.GetContentsTable(0));
  okay(table.SetColumns([PR_ENTRYID], 0));
  const copy = openMessage(store, ok(table.QueryRows(1, 0))[0]?.[0]?.value as Uint8Array);
  t.notDeepEqual(key(copy, PR_SOURCE_KEY), Uint8Array.of(3));
  t.notDeepEqual(key(copy), Uint8Array.of(4));
});

test('A client sets the times of an attachment, and not those of a message', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  const times = [
    propValue(PR_CREATION_TIME, 131662949724570000n),
    propValue(PR_LAST_MODIFICATION_TIME, 131662949724580001n),
  ];
  const { attach } = ok(message.CreateAttach(null, 0));
  t.deepEqual(ok(attach.SetProps([propValue(PR_ATTACH_METHOD, ATTACH_BY_VALUE), ...times])), []);
  okay(attach.SaveChanges(0));
  t.deepEqual(
    ok(message.SetProps(times)).map(({ scode }) => scode),
    [MAPI_E_COMPUTED, MAPI_E_COMPUTED],
  );
  okay(message.SaveChanges(0));
  const read = ok(openMessage(store, entryIdOf(message)).OpenAttach(0, null, 0));
  t.deepEqual(ok(read.GetProps([PR_CREATION_TIME, PR_LAST_MODIFICATION_TIME], 0)), times);
});
