import {
  findValue,
  guid,
  type HRESULT,
  MAPI_CREATE,
  MAPI_E_BAD_VALUE,
  MAPI_E_COMPUTED,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNEXPECTED_TYPE,
  MAPI_FOLDER,
  MAPI_MESSAGE,
  MAPI_STORE,
  MAPI_UNICODE,
  MAPI_W_ERRORS_RETURNED,
  MSGFLAG_READ,
  PR_BODY_W,
  PR_COMMENT_W,
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_HASATTACH,
  PR_IMPORTANCE,
  PR_IPM_SUBTREE_ENTRYID,
  PR_LAST_MODIFICATION_TIME,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_MESSAGE_SIZE,
  PR_NORMALIZED_SUBJECT_W,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_STORE_ENTRYID,
  PR_SUBJECT_A,
  PR_SUBJECT_PREFIX_W,
  PR_SUBJECT_W,
  PR_VALID_FOLDER_MASK,
  PROP_TYPE,
  type PropertyValue,
  PS_PUBLIC_STRINGS,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_ERROR,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_I8,
  PT_MV_LONG,
  PT_MV_UNICODE,
  PT_NULL,
  PT_OBJECT,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  PT_UNSPECIFIED,
  propTag,
  propTagFromNumber,
  propValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from '../store/support/client.js';

const values: readonly [string, number, PropertyValue][] = [
  ['PT_NULL', PT_NULL, null],
  ['PT_I2', PT_I2, -3],
  ['PT_LONG', PT_LONG, -70_000],
  ['PT_R4', PT_R4, 1.5],
  ['PT_DOUBLE', PT_DOUBLE, Math.PI],
  ['PT_CURRENCY', PT_CURRENCY, 12_345n],
  ['PT_APPTIME', PT_APPTIME, 45_000.25],
  ['PT_BOOLEAN', PT_BOOLEAN, true],
  ['PT_I8', PT_I8, -(2n ** 60n)],
  ['PT_UNICODE', PT_UNICODE, 'Grüße 🎈'],
  ['PT_SYSTIME', PT_SYSTIME, 133_000_000_000_000_000n],
  ['PT_CLSID', PT_CLSID, guid('{0BADCAFE-0000-4000-8000-000000000001}')],
  ['PT_BINARY', PT_BINARY, Uint8Array.from([1, 2, 3])],
  ['PT_MV_LONG', PT_MV_LONG, [1, 2, -3]],
  ['PT_MV_I8', PT_MV_I8, [1n, -2n]],
  ['PT_MV_UNICODE', PT_MV_UNICODE, ['a', '', 'ä']],
  ['PT_MV_BINARY', PT_MV_BINARY, [Uint8Array.from([9]), new Uint8Array()]],
];

const survives = test.macro({
  exec(t, type: number, value: PropertyValue) {
    const { store, inbox } = logOn();
    const tag = propTagFromNumber(0x67000000 + type);
    const message = newMessage(inbox, 'typed');
    t.deepEqual(ok(message.SetProps([{ tag, value }])), []);
    okay(message.SaveChanges(0));
    t.deepEqual(ok(openMessage(store, entryIdOf(message)).GetProps([tag], 0)), [{ tag, value }]);
  },
  title: (name = '') => `A ${name} property is the same after a save`,
});

for (const [name, type, value] of values) test(name, survives, type, value);

test('A missing property comes as PT_ERROR with MAPI_W_ERRORS_RETURNED, in its place', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const { hr, value } = message.GetProps([PR_BODY_W, PR_SUBJECT_W], 0);
  t.is(hr, MAPI_W_ERRORS_RETURNED);
  t.deepEqual(value, [
    { tag: propTag(0x1000, PT_ERROR), value: MAPI_E_NOT_FOUND },
    { tag: PR_SUBJECT_W, value: 'x' },
  ]);
});

test('A string is found in either form, and PT_UNSPECIFIED follows MAPI_UNICODE', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  ok(message.SetProps([{ tag: PR_SUBJECT_A, value: 'from A' }]));
  t.deepEqual(
    ok(message.GetProps([PR_SUBJECT_A, PR_SUBJECT_W], 0)).map(({ value }) => value),
    ['from A', 'from A'],
  );
  const unspecified = propTag(0x0037, PT_UNSPECIFIED);
  t.is(PROP_TYPE(ok(message.GetProps([unspecified], 0))[0]?.tag ?? 0), PT_STRING8);
  t.is(PROP_TYPE(ok(message.GetProps([unspecified], MAPI_UNICODE))[0]?.tag ?? 0), PT_UNICODE);
});

test('A property asked for as another type is MAPI_E_UNEXPECTED_TYPE', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const value = ok(message.GetProps([propTag(0x0037, PT_LONG)], 0))[0]?.value;
  t.is(value as HRESULT, MAPI_E_UNEXPECTED_TYPE);
});

test('SetProps reports what it could not set and sets the rest', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const problems = ok(
    message.SetProps([
      { tag: PR_IMPORTANCE, value: 'high' },
      propValue(PR_COMMENT_W, 'kept'),
      propValue(PR_HASATTACH, true),
      { tag: propTagFromNumber(0x67000099), value: 1 },
    ]),
  );
  t.deepEqual(
    problems.map(({ index, scode }) => [index, scode]),
    [
      [0, MAPI_E_BAD_VALUE],
      [2, MAPI_E_COMPUTED],
      [3, MAPI_E_INVALID_TYPE],
    ],
  );
  t.is(get(message, PR_COMMENT_W), 'kept');
});

test('SetProps of an object property fails as a whole', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const values = [propValue(PR_COMMENT_W, 'not set'), { tag: propTagFromNumber(0x67000000 + PT_OBJECT), value: null }];
  t.is(message.SetProps(values).hr, MAPI_E_INVALID_PARAMETER);
  t.is(findValue(ok(message.GetProps(null, MAPI_UNICODE)), PR_COMMENT_W), undefined);
});

test('SetProps copies what it is given, and GetProps gives a copy', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const tag = propTag(0x6700, PT_BINARY);
  const bytes = Uint8Array.from([1]);
  ok(message.SetProps([propValue(tag, bytes)]));
  bytes[0] = 2;
  const read = get(message, tag) as Uint8Array;
  read[0] = 3;
  t.deepEqual(get(message, tag), Uint8Array.from([1]));
});

test('DeleteProps goes by the id and does not mind what is missing', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  t.deepEqual(ok(message.DeleteProps([PR_SUBJECT_A, PR_BODY_W])), []);
  t.is(findValue(ok(message.GetProps(null, MAPI_UNICODE)), PR_SUBJECT_W), undefined);
  t.is(ok(message.DeleteProps([PR_MESSAGE_SIZE]))[0]?.scode, MAPI_E_COMPUTED);
});

test('PR_MESSAGE_FLAGS can be set before the first save only', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  t.deepEqual(ok(message.SetProps([propValue(PR_MESSAGE_FLAGS, MSGFLAG_READ)])), []);
  okay(message.SaveChanges(2));
  t.is(ok(message.SetProps([propValue(PR_MESSAGE_FLAGS, 0)]))[0]?.scode, MAPI_E_COMPUTED);
});

test('A message computes what a client expects to find', (t) => {
  const { store, inbox } = logOn();
  const message = newMessage(inbox, 'RE: budget');
  okay(message.SaveChanges(2));
  t.is(get(message, PR_SUBJECT_PREFIX_W), 'RE: ');
  t.is(get(message, PR_NORMALIZED_SUBJECT_W), 'budget');
  t.is(get(message, PR_OBJECT_TYPE), MAPI_MESSAGE);
  t.is(get(message, PR_MESSAGE_CLASS_W), 'IPM.Note');
  t.deepEqual(get(message, PR_PARENT_ENTRYID), entryIdOf(inbox));
  t.deepEqual(get(message, PR_STORE_ENTRYID), entryIdOf(store));
  t.true((get(message, PR_MESSAGE_SIZE) as number) > 20);
  t.is(typeof get(message, PR_CREATION_TIME), 'bigint');
  t.is(typeof get(message, PR_LAST_MODIFICATION_TIME), 'bigint');
});

test('A store names its standard folders', (t) => {
  const { store } = logOn();
  t.is(get(store, PR_OBJECT_TYPE), MAPI_STORE);
  t.is(get(store, PR_VALID_FOLDER_MASK), 0x9f);
  const opened = ok(store.OpenEntry(get(store, PR_IPM_SUBTREE_ENTRYID) as Uint8Array, null, 0));
  t.is(opened.objectType, MAPI_FOLDER);
  t.is(get(opened.unknown as never, PR_DISPLAY_NAME_W), 'Top of Information Store');
});

test('GetPropList names the objects too, GetProps of everything leaves them out', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  t.true(ok(message.GetPropList(MAPI_UNICODE)).includes(PR_MESSAGE_RECIPIENTS));
  t.false(ok(message.GetProps(null, MAPI_UNICODE)).some(({ tag }) => tag === PR_MESSAGE_RECIPIENTS));
});

test('An object that is open for reading refuses changes', (t) => {
  const { store, inbox } = logOn();
  const message = newMessage(inbox, 'x');
  okay(message.SaveChanges(0));
  const reader = openMessage(store, entryIdOf(message), 0);
  t.is(reader.SetProps([propValue(PR_SUBJECT_W, 'y')]).hr, MAPI_E_NO_ACCESS);
  t.is(reader.DeleteProps([PR_SUBJECT_W]).hr, MAPI_E_NO_ACCESS);
  t.is(reader.SaveChanges(0), MAPI_E_NO_ACCESS);
});

test('Named properties keep their ids over a restart', (t) => {
  const first = logOn();
  const names = [
    { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Colour' },
    { guid: PS_PUBLIC_STRINGS, kind: 0, id: 7 },
  ] as const;
  t.is(first.store.GetIDsFromNames(names, 0).hr, MAPI_W_ERRORS_RETURNED);
  const tags = ok(first.store.GetIDsFromNames(names, MAPI_CREATE));
  first.logon.Logoff(0);
  const second = logOn({ section: first.section });
  const message = newMessage(second.inbox, 'x');
  t.deepEqual(ok(message.GetIDsFromNames(names, 0)), tags);
  t.deepEqual(ok(message.GetNamesFromIDs(tags, null, 0)).names, names);
  t.deepEqual(ok(message.GetNamesFromIDs(null, PS_PUBLIC_STRINGS, 1)).tags, [tags[1]]);
});

test('The state that the SDK keeps on the store object is hidden', (t) => {
  const { store } = logOn();
  ok(store.GetIDsFromNames([{ guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Colour' }], MAPI_CREATE));
  t.false(ok(store.GetPropList(MAPI_UNICODE)).some((tag) => tag >>> 16 >= 0x67a0 && tag >>> 16 <= 0x67af));
});
