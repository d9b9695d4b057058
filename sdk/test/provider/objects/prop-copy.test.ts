import {
  findValue,
  IID_IMAPIProp,
  IID_IMessage,
  MAPI_CREATE,
  MAPI_E_COLLISION,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_MOVE,
  MAPI_NOREPLACE,
  MAPI_UNICODE,
  PR_BODY_W,
  PR_COMMENT_W,
  PR_RECORD_KEY,
  PR_SEARCH_KEY,
  PR_SUBJECT_W,
  PS_PUBLIC_STRINGS,
  PT_UNICODE,
  propTag,
  propValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, newMessage, ok, okay, rowsOf } from '../store/support/client.js';

test('CopyTo copies everything but what is excluded and computed', (t) => {
  const { inbox } = logOn();
  const source = newMessage(inbox, 'source');
  ok(source.SetProps([propValue(PR_BODY_W, 'body'), propValue(PR_COMMENT_W, 'left out')]));
  okay(source.SaveChanges(2));
  const target = ok(inbox.CreateMessage(null, 0));
  t.deepEqual(ok(source.CopyTo([], [PR_COMMENT_W], 0, null, IID_IMessage, target, 0)), []);
  t.is(get(target, PR_BODY_W), 'body');
  t.is(findValue(ok(target.GetProps(null, MAPI_UNICODE)), PR_COMMENT_W), undefined);
  okay(target.SaveChanges(2));
  t.notDeepEqual(get(target, PR_RECORD_KEY), get(source, PR_RECORD_KEY));
  t.is(source.CopyTo([], null, 0, null, IID_IMessage, source, 0).hr, MAPI_E_NO_ACCESS);
});

test('CopyProps moves with MAPI_MOVE, keeps what is there with MAPI_NOREPLACE, and names what is missing', (t) => {
  const { inbox } = logOn();
  const source = newMessage(inbox, 'source');
  const target = newMessage(inbox, 'target');
  ok(source.SetProps([propValue(PR_COMMENT_W, 'moved')]));
  const tags = [PR_SUBJECT_W, PR_BODY_W, PR_COMMENT_W];
  const problems = ok(source.CopyProps(tags, 0, null, IID_IMAPIProp, target, MAPI_MOVE | MAPI_NOREPLACE));
  t.deepEqual(
    problems.map(({ index, scode }) => [index, scode]),
    [
      [0, MAPI_E_COLLISION],
      [1, MAPI_E_NOT_FOUND],
    ],
  );
  t.is(get(target, PR_SUBJECT_W), 'target');
  t.is(get(target, PR_COMMENT_W), 'moved');
  t.is(get(source, PR_SUBJECT_W), 'source');
  t.is(findValue(ok(source.GetProps(null, MAPI_UNICODE)), PR_COMMENT_W), undefined);
});

test('Named properties get the ids of the destination when they are copied to another store', (t) => {
  const [a, b] = [logOn(), logOn()];
  const name = { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Colour' } as const;
  ok(b.store.GetIDsFromNames([{ ...name, name: 'Other' }], MAPI_CREATE));
  const [tag] = ok(a.store.GetIDsFromNames([name], MAPI_CREATE));
  const source = newMessage(a.inbox, 'x');
  ok(source.SetProps([{ tag: propTag((tag ?? 0) >>> 16, PT_UNICODE), value: 'red' }]));
  const target = ok(b.inbox.CreateMessage(null, 0));
  ok(source.CopyTo([], null, 0, null, IID_IMessage, target, 0));
  const [there] = ok(b.store.GetIDsFromNames([name], 0));
  t.not(there, tag);
  t.is(get(target, propTag((there ?? 0) >>> 16, PT_UNICODE)), 'red');
});

test('The search key is shared by a message and its copies', (t) => {
  const { inbox, root } = logOn();
  const message = newMessage(inbox, 'x');
  okay(message.SaveChanges(2));
  okay(inbox.CopyMessages([entryIdOf(message)], null, root, 0, null, 0));
  const table = ok(root.GetContentsTable(0));
  okay(table.SetColumns([PR_SEARCH_KEY], 0));
  t.deepEqual(rowsOf(table), [[{ tag: PR_SEARCH_KEY, value: get(message, PR_SEARCH_KEY) as Uint8Array }]]);
});
